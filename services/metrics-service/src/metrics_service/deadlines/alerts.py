"""Publishes one child's deadlines: each once at each lead time, and once when missed.

Once a shorter lead has been published a longer one is no news, and once missed none is. A deadline that moves to
another day is another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from iro_events.command import Command
from iro_events.decider import ByState, Context, Decider
from iro_events.facts.deadline_codes import ClockId
from iro_events.facts.deadlines import (
    DeadlineApproaching,
    DeadlineMissed,
    RestrictedDeadlineApproaching,
    RestrictedDeadlineMissed,
)

Approaching: TypeAlias = DeadlineApproaching | RestrictedDeadlineApproaching
DeadlineEvent: TypeAlias = Approaching | DeadlineMissed | RestrictedDeadlineMissed
Which: TypeAlias = tuple[ClockId, UUID, date]
"""One deadline: its clock, its case, its day."""

MISSED = -1
"""In place of a lead: less than any."""


@dataclass(frozen=True, slots=True)
class PublishedDeadlines:
    """The shortest lead published of each of a child's deadlines."""

    leads: Mapping[Which, int] = field(default_factory=lambda: MappingProxyType({}))


def evolve(published: PublishedDeadlines, event: DeadlineEvent) -> PublishedDeadlines:
    """What has been published, after the event."""
    return replace(published, leads={**published.leads, (event.clock, event.key, event.due_by): lead_of(event)})


class PublishDeadline(ByState, Command):
    """How the deadline is as at a day. `lead` is MISSED, or the lead time that has come."""

    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date
    lead: int
    restricted: bool


def decide(command: PublishDeadline, published: PublishedDeadlines, context: Context) -> Sequence[DeadlineEvent]:
    """The event, unless as much or more was published before."""
    which = (command.clock, command.key, command.due_by)
    if which in published.leads and published.leads[which] <= command.lead:
        return []
    about = command.fields("clock", "key", "care", "review", "concern", "due_by", "as_at")
    if command.lead == MISSED:
        return [(RestrictedDeadlineMissed if command.restricted else DeadlineMissed)(**about)]
    approaching = RestrictedDeadlineApproaching if command.restricted else DeadlineApproaching
    return [approaching(**about, lead=command.lead)]


ALERTS: Decider[PublishDeadline, PublishedDeadlines, DeadlineEvent] = Decider(
    decide=decide, evolve=evolve, initial=PublishedDeadlines(), events=DeadlineEvent, stream="deadlines"
)


def lead_of(event: DeadlineEvent) -> int:
    """The lead that the event was published at."""
    return event.lead if isinstance(event, Approaching) else MISSED
