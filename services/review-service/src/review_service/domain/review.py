"""One review of a child's case: booked, held in one or more parts, completed (CPR 2010 regs 32-36).

It is timely by its first part, must finish within 20 working days of it, and what follows runs from its completion.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.reviews import (
    LateReasonGiven,
    ReviewAdjourned,
    ReviewBooked,
    ReviewCancelled,
    ReviewCompleted,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewPartHeld,
    ReviewRebooked,
)
from iro_statute import resume_adjourned_by, series_finish_by
from review_service.domain.review_commands import (
    AdjournReview,
    BookReview,
    CancelReview,
    CompleteReview,
    GiveLateReason,
    RebookReview,
    RecordPart,
    RecordReviewHeld,
    ReviewCommand,
    WithdrawReviewEntry,
)
from review_service.domain.review_events import LateReasonNoted, ReviewEvent
from review_service.domain.review_refusals import (
    AdjournedTwice,
    AlreadyBooked,
    AlreadyCompleted,
    AlreadyHeld,
    BeforeFirstPart,
    BeforeLastPart,
    NotBooked,
    NotHeld,
    ResumedBeforeAdjourned,
    Withdrawn,
)
from review_service.domain.review_state import Review, Stage


def evolve(review: Review, event: ReviewEvent) -> Review:  # noqa: C901 - one line an event
    """The review after the event."""
    match event:
        case ReviewBooked():
            return replace(review, stage=Stage.BOOKED, planned_for=event.planned_for, meeting=event.meeting)
        case ReviewRebooked():
            return replace(review, planned_for=event.planned_for)
        case ReviewHeld():
            held = replace(review, stage=Stage.OPEN, parts=(event.held_on,), from_return=event.from_return)
            return replace(held, meeting=event.meeting, mode=event.mode)
        case ReviewPartHeld():
            return replace(review, parts=(*review.parts, event.held_on))
        case ReviewAdjourned():
            return replace(review, adjourned_on=event.on, resume_on=event.resume_on, resume_by=event.resume_by)
        case ReviewCompleted():
            return replace(review, stage=Stage.COMPLETED, completed_on=event.on)
        case ReviewCancelled():
            return replace(review, stage=Stage.CANCELLED)
        case LateReasonGiven():
            return replace(review, late_reason=event.reason, late_note=None)
        case LateReasonNoted():
            return replace(review, late_note=event.note)
        case ReviewEntryWithdrawn():
            return replace(review, stage=Stage.WITHDRAWN)
        case _:
            assert_never(event)


def decide(asked: ReviewCommand, review: Review, context: Context) -> Sequence[ReviewEvent]:  # noqa: C901 - one line a command
    """What the command brings about. Lateness is recorded, never refused."""
    command = asked.command
    if isinstance(command, WithdrawReviewEntry):
        return _withdraw(asked.to, review)
    if review.stage is Stage.WITHDRAWN:
        raise Withdrawn("the review was withdrawn as recorded in error; record another")
    match command:
        case BookReview():
            return _book(asked.to, command, review)
        case RebookReview():
            return _rebook(asked.to, command, review)
        case RecordReviewHeld():
            return _hold(asked.to, command, review, context)
        case RecordPart():
            return _hold_part(asked.to, command, review, context)
        case AdjournReview():
            return _adjourn(asked.to, command, review, context)
        case CompleteReview():
            return _complete(asked.to, command, review, context)
        case CancelReview():
            return _cancel(asked.to, review)
        case GiveLateReason():
            return _give_late_reason(asked.to, command, review)
        case _:
            assert_never(command)


REVIEW: Decider[ReviewCommand, Review, ReviewEvent] = Decider(decide=decide, evolve=evolve, initial=Review())


def _book(review_id: UUID, command: BookReview, review: Review) -> Sequence[ReviewEvent]:
    if review.stage is Stage.NEW:
        return [ReviewBooked(review=review_id, planned_for=command.planned_for, meeting=command.meeting)]
    _refuse_held(review)
    if (review.stage, review.planned_for, review.meeting) == (Stage.BOOKED, command.planned_for, command.meeting):
        return []
    raise AlreadyBooked("the review is booked already; move its booking instead", field="planned_for")


def _rebook(review_id: UUID, command: RebookReview, review: Review) -> Sequence[ReviewEvent]:
    planned_for = _booking(review)
    if planned_for == command.planned_for:
        return []
    return [ReviewRebooked(review=review_id, planned_for=command.planned_for, was=planned_for)]


def _hold(review_id: UUID, command: RecordReviewHeld, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.held_on, context, "held_on")
    if _held_alike(command, review):
        return []
    _refuse_held(review)
    meeting = command.meeting or review.meeting
    held = ReviewHeld(
        review=review_id,
        held_on=command.held_on,
        mode=command.mode,
        meeting=meeting,
        from_return=command.from_return,
    )
    if not command.completed:
        return [held]
    return [held, _completed(review_id, command.held_on, command.held_on)]


def _held_alike(command: RecordReviewHeld, review: Review) -> bool:
    if (review.held_on, review.mode) != (command.held_on, command.mode):
        return False
    same_meeting = command.meeting in {None, review.meeting}
    return same_meeting and (review.stage is Stage.COMPLETED or not command.completed)


def _hold_part(review_id: UUID, command: RecordPart, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.held_on, context, "held_on")
    if command.held_on in review.parts and (review.completed_on == command.held_on or not command.last):
        return []
    first = _first_part(review)
    if command.held_on < first:
        raise BeforeFirstPart("a further part cannot be earlier than the first", field="held_on")
    if command.last and command.held_on < max(review.parts):
        raise BeforeLastPart("a later part is recorded; the last part is the latest", field="held_on")
    told: list[ReviewEvent] = []
    if command.held_on not in review.parts:
        told.append(ReviewPartHeld(review=review_id, held_on=command.held_on, part=len(review.parts) + 1))
    return [*told, _completed(review_id, command.held_on, first)] if command.last else told


def _adjourn(review_id: UUID, command: AdjournReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.on, context)
    if review.adjourned_on is not None:
        if (review.adjourned_on, review.resume_on) == (command.on, command.resume_on):
            return []
        raise AdjournedTwice("a review may be adjourned once only", field="on")
    if command.on < _first_part(review):
        raise BeforeFirstPart("a review is adjourned once it has begun", field="on")
    if command.resume_on is not None and command.resume_on < command.on:
        raise ResumedBeforeAdjourned("a review resumes after its adjournment", field="resume_on")
    limit = resume_adjourned_by(command.on)
    return [ReviewAdjourned(review=review_id, on=command.on, resume_on=command.resume_on, resume_by=limit.on)]


def _complete(review_id: UUID, command: CompleteReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.on, context)
    if review.completed_on == command.on:
        return []
    first = _first_part(review)
    if command.on < max(review.parts):
        raise BeforeLastPart("a review is completed on the day of its last part or later", field="on")
    return [_completed(review_id, command.on, first)]


def _cancel(review_id: UUID, review: Review) -> Sequence[ReviewEvent]:
    if review.stage is Stage.CANCELLED:
        return []
    return [ReviewCancelled(review=review_id, planned_for=_booking(review))]


def _give_late_reason(review_id: UUID, command: GiveLateReason, review: Review) -> Sequence[ReviewEvent]:
    if not review.parts:
        raise NotHeld("a review is late once it is held; until then it is overdue")
    if (review.late_reason, review.late_note) == (command.reason, command.note):
        return []
    given = LateReasonGiven(review=review_id, reason=command.reason)
    return [given] if command.note is None else [given, LateReasonNoted(note=command.note)]


def _withdraw(review_id: UUID, review: Review) -> Sequence[ReviewEvent]:
    if review.stage is Stage.WITHDRAWN:
        return []
    if review.stage is Stage.NEW:
        raise NotBooked("nothing is recorded of that review")
    return [ReviewEntryWithdrawn(review=review_id)]


def _completed(review_id: UUID, on: date, first_part: date) -> ReviewCompleted:
    return ReviewCompleted(review=review_id, on=on, first_part=first_part, finish_by=series_finish_by(first_part).on)


def _booking(review: Review) -> date:
    _refuse_held(review)
    if review.stage is not Stage.BOOKED or review.planned_for is None:
        raise NotBooked("the review is not booked")
    return review.planned_for


def _first_part(review: Review) -> date:
    if review.stage is Stage.COMPLETED:
        raise AlreadyCompleted("the review is completed; withdraw the entry if that is wrong")
    if not review.parts:
        raise NotHeld("no part of the review is recorded as held; record that first")
    return review.parts[0]


def _refuse_held(review: Review) -> None:
    if review.parts:
        raise AlreadyHeld("the review is recorded as held; withdraw the entry if that is wrong")
