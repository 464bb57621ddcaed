"""Facts of reviews and of what must follow them. Names and shapes are stored for 75 years: change them by upcast."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent
from iro_events.facts.codes import DecisionProgress, LateReason, ManagerResponse, ReviewMode


class ReviewBooked(PublishedEvent):
    """A review was planned for a day; siblings reviewed together share `meeting`."""

    effective: ClassVar = "planned_for"
    review: UUID
    planned_for: date
    meeting: UUID | None = None


class ReviewRebooked(PublishedEvent):
    """The plan moved to another day."""

    effective: ClassVar = "planned_for"
    review: UUID
    planned_for: date
    was: Derived[date]


class ReviewHeld(PublishedEvent):
    """The review was held, or the first part of its series: the day by which its timeliness is judged (R2.03).

    `completed`: it was held whole on that day, and its ReviewCompleted follows. `from_return` as in
    ChildBecameLookedAfter: from where it is known makes no other review of it.
    """

    effective: ClassVar = "held_on"
    review: UUID
    held_on: date
    completed: bool = False
    mode: ReviewMode = ReviewMode.MEETING
    meeting: UUID | None = None
    from_return: Derived[bool] = False


class ReviewPartHeld(PublishedEvent):
    """A further part of a series of meetings was held; parts are counted from 1.

    `last`: it completed the review, and the ReviewCompleted follows.
    """

    effective: ClassVar = "held_on"
    review: UUID
    held_on: date
    part: Derived[int]
    last: bool = False


class ReviewAdjourned(PublishedEvent):
    """The review was adjourned, once, and must resume by `resume_by` (CPR 2010 reg 36(2))."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    resume_on: date | None
    resume_by: Derived[date]


class ReviewCompleted(PublishedEvent):
    """The review is over: later clocks run from this day. `finish_by` is 20 working days from the first part.

    `last`: a part was held on that day, the last one; else the series ended without a further part.
    """

    effective: ClassVar = "on"
    review: UUID
    on: date
    first_part: Derived[date]
    finish_by: Derived[date]
    last: Derived[bool] = True


class ReviewCancelled(PublishedEvent):
    """The planned review did not take place; its due date stays open (R2.07)."""

    effective: ClassVar = "planned_for"
    review: UUID
    planned_for: Derived[date]


class LateReasonGiven(PublishedEvent):
    """The IRO said why the review was late."""

    review: UUID
    reason: LateReason


class ReviewEntryWithdrawn(PublishedEvent):
    """The review was recorded in error."""

    review: UUID


class DecisionsIssued(PublishedEvent):
    """The review's decisions went to all who must act (R3.01); how many, never what."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    due_by: Derived[date]
    decisions: Derived[int]


class ManagerResponded(PublishedEvent):
    """The manager agreed, queried, or was deemed to agree by silence (R3.02)."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    due_by: Derived[date]
    response: ManagerResponse


class RecordCompleted(PublishedEvent):
    """The full record of the review was complete (R3.03)."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    due_by: Derived[date]


class RecordDistributed(PublishedEvent):
    """Decisions and record went to all who must have them (R3.04)."""

    effective: ClassVar = "on"
    review: UUID
    on: date
    due_by: Derived[date]


class DecisionProgressed(PublishedEvent):
    """How one of the review's decisions stood when looked at between reviews; decisions are counted from 1."""

    effective: ClassVar = "on"
    review: UUID
    decision: int
    on: date
    progress: DecisionProgress
