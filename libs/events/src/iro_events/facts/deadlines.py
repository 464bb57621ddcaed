"""Facts of deadlines: one that comes near, and one that was missed. Each is told once, whatever happens meanwhile.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import PublishedEvent, RestrictedEvent
from iro_events.facts.deadline_codes import ClockId


class DeadlineApproaching(PublishedEvent):
    """As at that day something was to be done by `due_by` and was not, `lead` days ahead or fewer.

    `key` tells the clock's case from others; `care`, `review` and `concern` are what it is about. The same deadline is
    told of again at a shorter lead, and under another day if it moves.
    """

    effective: ClassVar = "as_at"
    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date
    lead: int


class DeadlineMissed(PublishedEvent):
    """As at that day something was to be done by `due_by`, which had gone by, and was not; fields as above."""

    effective: ClassVar = "as_at"
    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date


class RestrictedDeadlineApproaching(RestrictedEvent):
    """DeadlineApproaching of a clock that rests on what few may be told."""

    effective: ClassVar = "as_at"
    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date
    lead: int


class RestrictedDeadlineMissed(RestrictedEvent):
    """DeadlineMissed of a clock that rests on what few may be told."""

    effective: ClassVar = "as_at"
    clock: ClockId
    key: UUID
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    due_by: date
    as_at: date
