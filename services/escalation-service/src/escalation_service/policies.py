"""What a command needs from another aggregate, and what a passing day brings."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import MoveUpByTime, RaiseConcern, RaiseDispute, RaiseDisputeAtOnce
from escalation_service.domain.ladder import Ladder
from escalation_service.domain.ladders import LADDERS
from escalation_service.questions import overdue_stages
from iro_events.days import authority_id
from iro_events.event import Event
from iro_events.policies import Need, Policy
from iro_events.store import Writing


async def ladder_of_its_day(
    writing: Writing, subject: UUID, command: RaiseConcern | RaiseDispute | RaiseDisputeAtOnce
) -> Ladder | None:
    """The authority's ladder in force on the command's day."""
    ladders = await writing.state(LADDERS, LADDERS.stream_of(authority_id(writing.authority)))
    return ladders.state.in_force(command.on)


async def move_disputes_up(writing: Writing, on: date) -> None:
    """A stage that did not answer before this day is left for the next."""
    overdue = await overdue_stages(writing.connection, on)
    await writing.prefetch([(CONCERN, CONCERN.stream_of(concern)) for concern, _ in overdue])
    for concern, child in overdue:
        stream = CONCERN.stream_of(concern)
        await writing.execute(CONCERN, stream, MoveUpByTime(as_at=on), subject=child, id_=concern)


NEEDS: Final[Mapping[type, Need]] = MappingProxyType(
    dict.fromkeys((RaiseConcern, RaiseDispute, RaiseDisputeAtOnce), ladder_of_its_day)
)
POLICIES: Final[Mapping[type[Event], Policy]] = MappingProxyType({})
TICK: Final = move_disputes_up
