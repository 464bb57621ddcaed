"""What has been told of one review and of the record that follows it, and by which events."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.facts.codes import LateReason, ManagerResponse, ReviewMode
from iro_events.facts.reviews import (
    DecisionsIssued,
    LateReasonGiven,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
    ReviewAdjourned,
    ReviewBooked,
    ReviewCancelled,
    ReviewCompleted,
    ReviewHeld,
    ReviewPartHeld,
    ReviewRebooked,
)
from metrics_service.domain.findings_history import FindingFact, FindingsHistory, evolve_findings

RecordFact = DecisionsIssued | ManagerResponded | RecordCompleted | RecordDistributed
"""A step of the record that follows a review."""

PlanFact = ReviewBooked | ReviewRebooked | ReviewCancelled
"""What may be told of a review before it is held."""

PartFact = ReviewPartHeld | ReviewAdjourned
"""What may be told of a review between its first part and its completion."""

ReviewFact = PlanFact | ReviewHeld | PartFact | ReviewCompleted | LateReasonGiven | RecordFact | FindingFact
"""What may be told of a review that a figure rests on."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewHistory:
    """One review as told so far; it is a case from the day it was held. `planned_for` while it is booked.

    The same only as itself: what has not been told of stays the very object, in a history that goes on.
    `resume_by` is where it was adjourned, and `resumed_on` the day of the part that followed.
    """

    review: UUID
    planned_for: date | None = None
    held_on: date | None = None
    adjourned_on: date | None = None
    resume_by: date | None = None
    resumed_on: date | None = None
    completed_on: date | None = None
    mode: ReviewMode = ReviewMode.MEETING
    meeting: UUID | None = None
    from_return: bool = False
    late_reason: LateReason | None = None
    decisions_on: date | None = None
    manager_on: date | None = None
    manager_response: ManagerResponse | None = None
    record_on: date | None = None
    distributed_on: date | None = None
    events: tuple[UUID, ...] = ()
    record_events: tuple[UUID, ...] = ()
    findings: FindingsHistory = field(default_factory=FindingsHistory)


def evolve_review(review: ReviewHistory, fact: ReviewFact, event: UUID) -> ReviewHistory:
    """The review with one more fact told of it."""
    if isinstance(fact, FindingFact):
        return replace(review, findings=evolve_findings(review.findings, fact, event))
    match fact:
        case ReviewBooked() | ReviewRebooked():
            return replace(review, planned_for=fact.planned_for, events=(*review.events, event))
        case ReviewCancelled():
            return replace(review, planned_for=None, events=(*review.events, event))
        case ReviewHeld():
            return _held(review, fact, event)
        case ReviewAdjourned():
            events = (*review.events, event)
            return replace(review, adjourned_on=fact.on, resume_by=fact.resume_by, resumed_on=None, events=events)
        case ReviewPartHeld():
            return _part_held(review, fact, event)
        case ReviewCompleted():
            return replace(review, completed_on=fact.on, events=(*review.events, event))
        case LateReasonGiven():
            return replace(review, late_reason=fact.reason, events=(*review.events, event))
        case DecisionsIssued() | ManagerResponded() | RecordCompleted() | RecordDistributed():
            return _stepped(review, fact, (*review.record_events, event))
        case _:
            assert_never(fact)


def _held(review: ReviewHistory, fact: ReviewHeld, event: UUID) -> ReviewHistory:
    return replace(
        review,
        planned_for=None,
        held_on=fact.held_on,
        mode=fact.mode,
        meeting=fact.meeting,
        from_return=fact.from_return,
        events=(*review.events, event),
    )


def _part_held(review: ReviewHistory, fact: ReviewPartHeld, event: UUID) -> ReviewHistory:
    resumes = review.adjourned_on is not None and review.resumed_on is None and fact.held_on > review.adjourned_on
    resumed_on = fact.held_on if resumes else review.resumed_on
    return replace(review, resumed_on=resumed_on, events=(*review.events, event))


def _stepped(review: ReviewHistory, fact: RecordFact, events: tuple[UUID, ...]) -> ReviewHistory:
    match fact:
        case DecisionsIssued():
            return replace(review, decisions_on=fact.on, record_events=events)
        case ManagerResponded():
            return replace(review, manager_on=fact.on, manager_response=fact.response, record_events=events)
        case RecordCompleted():
            return replace(review, record_on=fact.on, record_events=events)
        case RecordDistributed():
            return replace(review, distributed_on=fact.on, record_events=events)
        case _:
            assert_never(fact)
