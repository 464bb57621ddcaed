"""The cases of the IRO team that figures count. What stands as a case's `child` is the IRO: a team is no child's."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.team_codes import Chaired, Contract
from metrics_service.domain.team_history import Seen


class TermCase(NamedTuple):
    """A time in the team on the same terms, both days included; `until` is None while it runs.

    `fte` is in hundredths of a full-time post, as contracted: whoever is `absent` has it and works none of it.
    """

    child: UUID
    term: UUID
    from_on: date
    until: date | None
    fte: int
    contract: Contract
    absent: bool
    events: tuple[UUID, ...]


class PracticeCase(NamedTuple):
    """Work of an IRO that was observed or audited."""

    child: UUID
    told_by: UUID
    seen_on: date
    seen: Seen
    chaired: Chaired
    events: tuple[UUID, ...]


TeamCase = TermCase | PracticeCase
