"""One review of a child's case: booked, held in one or more parts, completed (CPR 2010 regs 32-36).

It is timely by its first part, must finish within 20 working days of it, and what follows runs from its completion.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context, Decider, Refused
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
    TakeReviewFromReturn,
    WithdrawReviewEntry,
)
from review_service.domain.review_events import ReviewEvent
from review_service.domain.review_refusals import (
    AdjournedTwice,
    AlreadyBooked,
    AlreadyCancelled,
    AlreadyCompleted,
    AlreadyHeld,
    AlreadyWithdrawn,
    BeforeFirstPart,
    BeforeLastPart,
    BookingCancelled,
    NoFurtherPart,
    NoLongerPlanned,
    NotBooked,
    NotHeld,
    ResumedBeforeAdjourned,
    Withdrawn,
)
from review_service.domain.review_state import Review, Stage


def evolve(review: Review, event: ReviewEvent) -> Review:
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
            return replace(review, adjourned_on=event.on)
        case ReviewCompleted():
            return replace(review, stage=Stage.COMPLETED, completed_on=event.on)
        case ReviewCancelled():
            return replace(review, stage=Stage.CANCELLED)
        case LateReasonGiven():
            return replace(review, late_reason=event.reason)
        case ReviewEntryWithdrawn():
            return replace(review, stage=Stage.WITHDRAWN)
        case _:
            assert_never(event)


def decide(command: ReviewCommand, review: Review, context: Context) -> Sequence[ReviewEvent]:  # noqa: C901 - one line a command
    """What the command records of the review `context.id`. Lateness is recorded, never refused."""
    if review.stage is Stage.WITHDRAWN and not isinstance(command, WithdrawReviewEntry):
        raise Withdrawn("This review was withdrawn as recorded in error. Record another.")
    match command:
        case BookReview():
            return _book(command, review, context)
        case RebookReview():
            return _rebook(command, review, context)
        case RecordReviewHeld():
            return _hold(command, review, context)
        case TakeReviewFromReturn():
            return _take(command, review, context)
        case RecordPart():
            return _hold_part(command, review, context)
        case AdjournReview():
            return _adjourn(command, review, context)
        case CompleteReview():
            return _complete(command, review, context)
        case CancelReview():
            return _cancel(review, context)
        case GiveLateReason():
            return _give_late_reason(command, review, context)
        case WithdrawReviewEntry():
            return _withdraw(review, context)
        case _:
            assert_never(command)


REVIEW: Decider[ReviewCommand, Review, ReviewEvent] = Decider(
    decide=decide, evolve=evolve, initial=Review(), events=ReviewEvent, stream="review"
)


def _book(command: BookReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    _refuse_held(review)
    if review.stage is Stage.CANCELLED:
        raise BookingCancelled("This review was cancelled. Book another.")
    if review.stage is Stage.BOOKED:
        raise AlreadyBooked("This review is already booked. To change the day, move the booking.", field="planned_for")
    _refuse_outside_care(context)
    return [ReviewBooked(review=context.id, **command.fields("planned_for", "meeting"))]


def _rebook(command: RebookReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    planned_for = _booking(review)
    if planned_for == command.planned_for:
        return []
    _refuse_outside_care(context)
    return [ReviewRebooked(review=context.id, planned_for=command.planned_for, was=planned_for)]


def _hold(command: RecordReviewHeld, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.held_on, context, "held_on")
    if review.parts:
        raise AlreadyHeld("This review is already recorded as held. If that is wrong, withdraw the entry.")
    meeting = command.meeting or review.meeting
    held = ReviewHeld(review=context.id, meeting=meeting, **command.fields("held_on", "completed", "mode"))
    return [held, *_completed_at_once(held)]


def _take(command: TakeReviewFromReturn, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.held_on, context, "held_on")
    held = (review.held_on, review.completed_on == review.held_on)
    if held == (command.held_on, command.completed):
        return []
    if review.parts:
        raise AlreadyHeld("This review is recorded as held otherwise. If that is wrong, withdraw the entry.")
    fields = command.fields("held_on", "completed")
    taken = ReviewHeld(review=context.id, meeting=review.meeting, from_return=True, **fields)
    return [taken, *_completed_at_once(taken)]


def _hold_part(command: RecordPart, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.held_on, context, "held_on")
    if command.held_on in review.parts and command.last is (review.completed_on == command.held_on):
        return []
    first = _first_part(review)
    if command.held_on < first:
        raise BeforeFirstPart("A further part cannot be earlier than the first. Correct the day.", field="held_on")
    if command.last and command.held_on < max(review.parts):
        raise BeforeLastPart("A later part is recorded. The last part is the latest.", field="held_on")
    events: list[ReviewEvent] = []
    if command.held_on not in review.parts:
        number = len(review.parts) + 1
        events.append(ReviewPartHeld(review=context.id, part=number, **command.fields("held_on", "last")))
    return [*events, _completed(context.id, command.held_on, first, last=True)] if command.last else events


def _adjourn(command: AdjournReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.on, context)
    if review.adjourned_on is not None:
        raise AdjournedTwice("A review can be adjourned only once.", field="on")
    if command.on < _first_part(review):
        raise BeforeFirstPart("A review is adjourned after it has begun. Correct the day.", field="on")
    if command.resume_on is not None and command.resume_on < command.on:
        raise ResumedBeforeAdjourned("A review resumes after its adjournment. Correct the day.", field="resume_on")
    resume_by = resume_adjourned_by(command.on).on
    return [ReviewAdjourned(review=context.id, resume_by=resume_by, **command.fields("on", "resume_on"))]


def _complete(command: CompleteReview, review: Review, context: Context) -> Sequence[ReviewEvent]:
    happened(command.on, context)
    if review.stage is Stage.COMPLETED:
        raise AlreadyCompleted("This review is already completed. If that is wrong, withdraw the entry.")
    first = _first_part(review)
    if command.on < max(review.parts):
        raise BeforeLastPart("A review is completed on the day of its last part or later. Correct the day.", field="on")
    return [_completed(context.id, command.on, first, last=command.on in review.parts)]


def _cancel(review: Review, context: Context) -> Sequence[ReviewEvent]:
    if review.stage is Stage.CANCELLED:
        raise AlreadyCancelled("This review is already cancelled.")
    return [ReviewCancelled(review=context.id, planned_for=_booking(review))]


def _give_late_reason(command: GiveLateReason, review: Review, context: Context) -> Sequence[ReviewEvent]:
    if not review.parts:
        raise NotHeld("A review is late once it is held; until then it is overdue. Record first that it was held.")
    if review.late_reason is command.reason:
        return []
    return [LateReasonGiven(review=context.id, reason=command.reason)]


def _withdraw(review: Review, context: Context) -> Sequence[ReviewEvent]:
    if review.stage is Stage.WITHDRAWN:
        raise AlreadyWithdrawn("This review is already withdrawn.")
    if review.stage is Stage.NEW:
        raise NotBooked("Nothing is recorded of this review.")
    return [ReviewEntryWithdrawn(review=context.id)]


def _completed_at_once(held: ReviewHeld) -> Sequence[ReviewCompleted]:
    return [_completed(held.review, held.held_on, held.held_on, last=True)] if held.completed else []


def _completed(review: UUID, on: date, first_part: date, *, last: bool) -> ReviewCompleted:
    finish_by = series_finish_by(first_part).on
    return ReviewCompleted(review=review, on=on, first_part=first_part, finish_by=finish_by, last=last)


def _booking(review: Review) -> date:
    _refuse_held(review)
    if review.stage is not Stage.BOOKED or review.planned_for is None:
        raise NotBooked("This review is not booked. Book a review first.")
    return review.planned_for


def _first_part(review: Review) -> date:
    if review.stage is Stage.COMPLETED:
        raise NoFurtherPart("This review is completed. If that is wrong, withdraw the entry.")
    if not review.parts:
        raise NotHeld("No part of this review is recorded as held. Record that first.")
    return review.parts[0]


def _refuse_held(review: Review) -> None:
    if review.parts:
        raise NoLongerPlanned("This review is recorded as held. If that is wrong, withdraw the entry.")


def _refuse_outside_care(context: Context) -> None:
    """Raises what care says against the planned day, as far as it was asked."""
    refusal = context.need(Refused)
    if refusal is not None:
        raise refusal
