"""A review as decisions need it: how far it has come, and its days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from iro_events.facts.codes import LateReason, ReviewMode


class Stage(StrEnum):
    """How far the review has come."""

    NEW = "new"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    OPEN = "open"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Review:
    """A review as decisions and answers need it. `parts`: the days on which it was held, as they were recorded."""

    stage: Stage = Stage.NEW
    planned_for: date | None = None
    meeting: UUID | None = None
    mode: ReviewMode | None = None
    parts: tuple[date, ...] = ()
    adjourned_on: date | None = None
    completed_on: date | None = None
    late_reason: LateReason | None = None
    from_return: bool = False

    @property
    def held_on(self) -> date | None:
        """The day of the first part."""
        return self.parts[0] if self.parts else None
