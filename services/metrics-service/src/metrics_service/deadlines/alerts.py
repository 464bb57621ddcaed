"""Tells of one child's deadlines: each once at each lead time, and once when missed.

Once a shorter lead has been told a longer one is no news, and once missed none is. A deadline that moves to another
day is another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from iro_events.decider import Context, Decider
from iro_events.facts.deadline_codes import ClockId
from iro_events.facts.deadlines import (
    DeadlineApproaching,
    DeadlineMissed,
    RestrictedDeadlineApproaching,
    RestrictedDeadlineMissed,
)

Approaching: TypeAlias = DeadlineApproaching | RestrictedDeadlineApproaching
DeadlineFact: TypeAlias = Approaching | DeadlineMissed | RestrictedDeadlineMissed
Which: TypeAlias = tuple[ClockId, UUID, date]
"""One deadline: its clock, its case, its day."""

MISSED = -1
"""Stands where a lead does: less than any."""


@dataclass(frozen=True, slots=True)
class TellDeadline:
    """That the deadline stands so as at a day. `lead` is MISSED, or the lead time that has come."""

    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date
    lead: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The shortest lead told of each of a child's deadlines."""

    leads: Mapping[Which, int] = field(default_factory=lambda: MappingProxyType({}))


def evolve(told: Told, event: DeadlineFact) -> Told:
    """What has been told, after the event."""
    return replace(told, leads={**told.leads, (event.clock, event.key, event.due_by): lead_of(event)})


def decide(command: TellDeadline, told: Told, context: Context) -> Sequence[DeadlineFact]:
    """The fact, unless as much or more was told before."""
    which = (command.clock, command.key, command.due_by)
    if which in told.leads and told.leads[which] <= command.lead:
        return []
    about = {
        "clock": command.clock,
        "key": command.key,
        "care": command.care,
        "review": command.review,
        "concern": command.concern,
        "due_by": command.due_by,
        "as_at": command.as_at,
    }
    if command.lead == MISSED:
        missed = RestrictedDeadlineMissed if command.restricted else DeadlineMissed
        return [missed.model_validate(about)]
    approaching = RestrictedDeadlineApproaching if command.restricted else DeadlineApproaching
    return [approaching.model_validate({**about, "lead": command.lead})]


ALERTS: Decider[TellDeadline, Told, DeadlineFact] = Decider(decide=decide, evolve=evolve, initial=Told())


def lead_of(event: DeadlineFact) -> int:
    """The lead that the event told of."""
    return event.lead if isinstance(event, Approaching) else MISSED


def alerts_stream(child: UUID) -> str:
    """All that was told of one child's deadlines; stored for 75 years."""
    return f"deadlines-{child}"
