"""The cases that figures count: each a row with its dates, its verdict, its reasons and the events it rests on."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.codes import LateReason, ManagerResponse, Regime, ReviewMode
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase


class Standing(StrEnum):
    """Whether a review has a verdict, and if not, why."""

    JUDGED = "judged"
    NOT_ASSESSABLE = "not-assessable"
    OUTSIDE_CARE = "outside-care"
    SHORT_BREAK = "short-break"


class ReviewCase(NamedTuple):
    """One review held. `told_late_…`: late on that basis since the service learnt of the start after the due date.

    `since` is the day from which it was owed: of the review before it, or the start of care. `finish_by` is the day by
    which a series is to end, None where one part was the whole.
    """

    child: UUID
    review: UUID
    held_on: date
    standing: Standing
    since: date | None = None
    adjourned_on: date | None = None
    resume_by: date | None = None
    resumed_on: date | None = None
    finish_by: date | None = None
    completed_on: date | None = None
    mode: ReviewMode = ReviewMode.MEETING
    meeting: UUID | None = None
    from_return: bool = False
    late_reason: LateReason | None = None
    care: UUID | None = None
    period_of_care_start: date | None = None
    start_known: bool | None = None
    ordinal: int | None = None
    regime: Regime | None = None
    due_statute: date | None = None
    due_indicator: date | None = None
    in_time_statute: bool | None = None
    in_time_indicator: bool | None = None
    told_late_statute: bool = False
    told_late_indicator: bool = False
    because_statute: tuple[str, ...] = ()
    because_indicator: tuple[str, ...] = ()
    events: tuple[UUID, ...] = ()


class OwedCase(NamedTuple):
    """The next review of a period of care, due and not held, where care ran on after a due date.

    `since` as in ReviewCase. `review` and `planned_for` are of the booking that comes first, None while there is none.
    """

    child: UUID
    care: UUID
    period_of_care_start: date
    care_ended_on: date | None
    since: date
    review: UUID | None
    planned_for: date | None
    ordinal: int | None
    regime: Regime
    due_statute: date
    due_indicator: date
    because_statute: tuple[str, ...]
    because_indicator: tuple[str, ...]
    events: tuple[UUID, ...]


class CareCase(NamedTuple):
    """One period of care. `appoint_by` is None where the start is unknown."""

    child: UUID
    care: UUID
    started_on: date
    start_known: bool
    ended_on: date | None
    end_inferred: bool
    short_break: bool
    from_return: bool
    notified_on: date | None
    iro_on: date | None
    appoint_by: date | None
    because: tuple[str, ...]
    events: tuple[UUID, ...]


class AllocationCase(NamedTuple):
    """A child with one IRO, from the day it was appointed; `until` is the first day of the next one's, None if none."""

    child: UUID
    told_by: UUID
    care: UUID
    iro: UUID
    since: date
    until: date | None
    care_ended_on: date | None
    short_break: bool
    events: tuple[UUID, ...]


class RecordCase(NamedTuple):
    """What must follow one completed review. `own`: the service's own work, or its record was begun here.

    Due dates are None where nothing of the record can be known. `manager_due` runs from the decisions issued.
    """

    child: UUID
    review: UUID
    care: UUID
    completed_on: date
    own: bool
    decisions_due: date | None = None
    decisions_on: date | None = None
    manager_due: date | None = None
    manager_on: date | None = None
    manager_response: ManagerResponse | None = None
    record_due: date | None = None
    record_on: date | None = None
    distribution_due: date | None = None
    distributed_on: date | None = None
    because: tuple[str, ...] = ()
    events: tuple[UUID, ...] = ()


class Cases(NamedTuple):
    """Everything that one child's history comes to, kind by kind."""

    reviews: tuple[ReviewCase, ...] = ()
    owed: tuple[OwedCase, ...] = ()
    cares: tuple[CareCase, ...] = ()
    records: tuple[RecordCase, ...] = ()
    allocations: tuple[AllocationCase, ...] = ()
    permanence: tuple[PermanenceCase, ...] = ()
    grades: tuple[GradeCase, ...] = ()
    midways: tuple[MidwayCase, ...] = ()
