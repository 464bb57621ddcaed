"""Why an IRO may not be appointed to a child as things are, and whether a reason given outweighs it (R4.04, R4.05).

Whether somebody manages the case is known to no service here: who appoints answers for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from iro_events.decider import Refused
from review_service.domain.care_commands import AppointIro
from review_service.domain.iro_refusals import HasParentOrChild, NotInTeam, SiblingHasAnother
from review_service.domain.iro_state import Iro
from review_service.domain.relations import Relation


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative in care on the day of the appointment, with the IRO it has then."""

    child: UUID
    relation: Relation
    iro: UUID


def objection(command: AppointIro, iro: Iro, relatives: Sequence[Relative]) -> Refused | None:
    """What stands against the appointment: no reason outweighs that the IRO is not in the team."""
    outside = _out_of_team(command, iro)
    if outside is not None or command.override_reason is not None:
        return outside
    return _conflict(command, relatives)


def _out_of_team(command: AppointIro, iro: Iro) -> Refused | None:
    """Of one who had left or not joined on that day; of whom the team knows nothing, it says nothing.

    An authority need not keep its team here, and what is not recorded is no "no".
    """
    if not iro.stints or iro.in_team(command.on):
        return None
    return NotInTeam("The IRO was not in the team on that day. Appoint another, or correct the team.", field="iro")


def _conflict(command: AppointIro, relatives: Sequence[Relative]) -> Refused | None:
    """Among siblings with different IROs, any of theirs will do."""
    if any(one.iro == command.iro for one in relatives if one.relation is not Relation.SIBLING):
        return HasParentOrChild(
            "The child's looked-after parent or child has that IRO. Appoint another, or give override_reason.",
            field="iro",
        )
    siblings = {one.iro for one in relatives if one.relation is Relation.SIBLING}
    if siblings and command.iro not in siblings:
        return SiblingHasAnother(
            "A looked-after sibling has another IRO. Appoint the same one, or give override_reason.", field="iro"
        )
    return None
