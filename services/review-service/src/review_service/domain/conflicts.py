"""Why an IRO may not be appointed to a child as things stand, and whether a reason given outweighs it (R4.04, R4.05).

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


def refuse_out_of_team(command: AppointIro, iro: Iro) -> None:
    """Raises NotInTeam of one who had left or not joined on that day; of whom the team knows nothing, it says nothing.

    An authority need not keep its team here, and what is not recorded is no "no".
    """
    if iro.stints and not iro.in_team(command.on):
        raise NotInTeam("the IRO was not in the team on that day; appoint another, or correct the team", field="iro")


def conflict(command: AppointIro, relatives: Sequence[Relative]) -> Refused | None:
    """What stands against it, None where nothing does. Among siblings with different IROs, any of theirs will do."""
    if any(one.iro == command.iro for one in relatives if one.relation is not Relation.SIBLING):
        said = "the child's looked-after parent or child has that IRO; appoint another, or give override_reason"
        return HasParentOrChild(said, field="iro")
    siblings = {one.iro for one in relatives if one.relation is Relation.SIBLING}
    if siblings and command.iro not in siblings:
        said = "a looked-after sibling has another IRO; appoint the same one, or give override_reason"
        return SiblingHasAnother(said, field="iro")
    return None
