from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from iro_events.command import InTheFuture
from iro_events.facts.codes import LateReason, ReviewMode
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
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from review_service.domain.care_refusals import OutsideCare
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import (
    AdjournReview,
    BookReview,
    CancelReview,
    CompleteReview,
    GiveLateReason,
    RebookReview,
    RecordPart,
    RecordReviewHeld,
    TakeReviewFromReturn,
    WithdrawReviewEntry,
)
from review_service.domain.review_refusals import (
    AdjournedTwice,
    AlreadyBooked,
    AlreadyCompleted,
    AlreadyHeld,
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

R = UUID("00000000-0000-4000-8000-0000000000d1")
MEETING = UUID("00000000-0000-4000-8000-0000000000e1")
MAY_DAY = date(2014, 5, 1)
PART_TWO = date(2014, 5, 12)
FINISH_BY = date(2014, 6, 2)

spec = Spec(REVIEW).to(R)
booked = spec.given(ReviewBooked(review=R, planned_for=MAY_DAY, meeting=MEETING))
begun = spec.given(ReviewHeld(review=R, held_on=MAY_DAY))
completed = spec.given(
    ReviewHeld(review=R, held_on=MAY_DAY, completed=True),
    ReviewCompleted(review=R, on=MAY_DAY, first_part=MAY_DAY, finish_by=FINISH_BY),
)


def done(on: date, *, last: bool = True) -> ReviewCompleted:
    return ReviewCompleted(review=R, on=on, first_part=MAY_DAY, finish_by=FINISH_BY, last=last)


def test_a_review_is_booked() -> None:
    spec.when(BookReview(planned_for=MAY_DAY, meeting=MEETING)).then(
        ReviewBooked(review=R, planned_for=MAY_DAY, meeting=MEETING)
    )


def test_a_booking_is_moved_not_made_twice() -> None:
    booked.when(BookReview(planned_for=PART_TWO)).then_refused(AlreadyBooked, field="planned_for")
    booked.when(RebookReview(planned_for=PART_TWO)).then(ReviewRebooked(review=R, planned_for=PART_TWO, was=MAY_DAY))


def test_a_review_held_in_one_meeting_is_completed_by_it() -> None:
    booked.when(RecordReviewHeld(held_on=MAY_DAY)).then(
        ReviewHeld(review=R, held_on=MAY_DAY, completed=True, meeting=MEETING), done(MAY_DAY)
    )


def test_a_review_never_booked_can_be_recorded_as_held() -> None:
    spec.when(RecordReviewHeld(held_on=MAY_DAY, mode=ReviewMode.NO_MEETING)).then(
        ReviewHeld(review=R, held_on=MAY_DAY, completed=True, mode=ReviewMode.NO_MEETING), done(MAY_DAY)
    )


def test_a_series_begins_with_its_first_part_and_completes_with_its_last() -> None:
    spec.when(RecordReviewHeld(held_on=MAY_DAY, completed=False)).then(ReviewHeld(review=R, held_on=MAY_DAY))
    begun.when(RecordPart(held_on=PART_TWO)).then(ReviewPartHeld(review=R, held_on=PART_TWO, part=2))
    begun.when(RecordPart(held_on=PART_TWO, last=True)).then(
        ReviewPartHeld(review=R, held_on=PART_TWO, part=2, last=True), done(PART_TWO)
    )


def test_a_series_that_runs_over_20_working_days_is_recorded_with_its_limit() -> None:
    begun.when(RecordPart(held_on=date(2014, 7, 1), last=True)).then(
        ReviewPartHeld(review=R, held_on=date(2014, 7, 1), part=2, last=True), done(date(2014, 7, 1))
    )


def test_a_part_recorded_already_may_turn_out_to_be_the_last() -> None:
    two = begun.given(ReviewPartHeld(review=R, held_on=PART_TWO, part=2))

    two.when(RecordPart(held_on=PART_TWO, last=True)).then(done(PART_TWO))


def test_a_part_recorded_already_is_nothing_new_once_another_completed_the_review() -> None:
    three = begun.given(
        ReviewPartHeld(review=R, held_on=PART_TWO, part=2),
        ReviewPartHeld(review=R, held_on=date(2014, 5, 20), part=3, last=True),
        done(date(2014, 5, 20)),
    )

    three.when(RecordPart(held_on=PART_TWO)).then_nothing()
    three.when(RecordPart(held_on=date(2014, 5, 20), last=True)).then_nothing()
    three.when(RecordPart(held_on=date(2014, 5, 20))).then_refused(NoFurtherPart)


def test_no_part_is_earlier_than_the_first() -> None:
    begun.when(RecordPart(held_on=date(2014, 4, 30))).then_refused(BeforeFirstPart, field="held_on")


def test_the_last_part_is_the_latest() -> None:
    two = begun.given(ReviewPartHeld(review=R, held_on=PART_TWO, part=2))

    two.when(RecordPart(held_on=date(2014, 5, 6), last=True)).then_refused(BeforeLastPart)
    two.when(CompleteReview(on=date(2014, 5, 6))).then_refused(BeforeLastPart)


def test_a_series_is_completed_without_a_further_part() -> None:
    begun.when(CompleteReview(on=PART_TWO)).then(done(PART_TWO, last=False))


def test_a_completed_review_has_no_further_part() -> None:
    completed.when(RecordPart(held_on=PART_TWO)).then_refused(NoFurtherPart)
    completed.when(AdjournReview(on=PART_TWO)).then_refused(NoFurtherPart)
    completed.when(RecordPart(held_on=PART_TWO, last=True)).then_refused(NoFurtherPart)
    completed.when(RecordPart(held_on=MAY_DAY)).then_refused(NoFurtherPart)
    completed.when(CompleteReview(on=PART_TWO)).then_refused(AlreadyCompleted)
    assert (NoFurtherPart.code, AlreadyCompleted.code) == ("review.already_completed",) * 2


def test_a_completion_by_the_last_part_may_be_recorded_as_a_completion_again() -> None:
    completed.when(CompleteReview(on=MAY_DAY)).then_nothing()
    completed.when(RecordPart(held_on=MAY_DAY, last=True)).then_nothing()


def test_a_review_not_held_has_no_part_and_no_completion() -> None:
    booked.when(RecordPart(held_on=MAY_DAY)).then_refused(NotHeld)
    booked.when(CompleteReview(on=MAY_DAY)).then_refused(NotHeld)
    booked.when(GiveLateReason(reason=LateReason.OTHER)).then_refused(NotHeld)


def test_a_review_is_held_once() -> None:
    completed.when(RecordReviewHeld(held_on=PART_TWO)).then_refused(AlreadyHeld)
    completed.when(BookReview(planned_for=PART_TWO)).then_refused(NoLongerPlanned)
    completed.when(RebookReview(planned_for=PART_TWO)).then_refused(NoLongerPlanned)
    completed.when(CancelReview()).then_refused(NoLongerPlanned)
    assert (NoLongerPlanned.code, AlreadyHeld.code) == ("review.already_held",) * 2


def test_a_review_recorded_otherwise_than_it_stands_is_refused_and_not_passed_over() -> None:
    completed.when(RecordReviewHeld(held_on=MAY_DAY)).then_nothing()
    completed.when(RecordReviewHeld(held_on=MAY_DAY, mode=ReviewMode.NO_MEETING)).then_refused(AlreadyHeld)
    completed.when(RecordReviewHeld(held_on=MAY_DAY, meeting=MEETING)).then_refused(AlreadyHeld)


def test_a_review_that_was_held_whole_is_no_first_part_of_a_series() -> None:
    completed.when(RecordReviewHeld(held_on=MAY_DAY, completed=False)).then_refused(AlreadyHeld)
    completed.when(TakeReviewFromReturn(held_on=MAY_DAY, completed=False)).then_refused(AlreadyHeld)


def test_an_open_review_is_not_completed_by_recording_it_again() -> None:
    begun.when(RecordReviewHeld(held_on=MAY_DAY)).then_refused(AlreadyHeld)
    begun.when(TakeReviewFromReturn(held_on=MAY_DAY)).then_refused(AlreadyHeld)
    begun.given(done(PART_TWO, last=False)).when(RecordReviewHeld(held_on=MAY_DAY)).then_refused(AlreadyHeld)
    begun.given(done(PART_TWO, last=False)).when(RecordReviewHeld(held_on=MAY_DAY, completed=False)).then_nothing()


def test_nothing_is_held_in_the_future() -> None:
    booked.on(date(2014, 4, 30)).when(RecordReviewHeld(held_on=MAY_DAY)).then_refused(InTheFuture, field="held_on")


def test_a_review_is_adjourned_for_20_working_days() -> None:
    begun.when(AdjournReview(on=MAY_DAY, resume_on=PART_TWO)).then(
        ReviewAdjourned(review=R, on=MAY_DAY, resume_on=PART_TWO, resume_by=FINISH_BY)
    )


def test_a_resumption_planned_too_late_is_recorded_with_its_limit() -> None:
    begun.when(AdjournReview(on=MAY_DAY, resume_on=date(2014, 7, 1))).then(
        ReviewAdjourned(review=R, on=MAY_DAY, resume_on=date(2014, 7, 1), resume_by=FINISH_BY)
    )


def test_a_review_is_adjourned_once_only() -> None:
    adjourned = begun.given(ReviewAdjourned(review=R, on=MAY_DAY, resume_on=None, resume_by=FINISH_BY))

    adjourned.when(AdjournReview(on=PART_TWO)).then_refused(AdjournedTwice)


def test_a_review_is_adjourned_after_it_began_and_resumes_after_that() -> None:
    begun.when(AdjournReview(on=date(2014, 4, 30))).then_refused(BeforeFirstPart)
    begun.when(AdjournReview(on=MAY_DAY, resume_on=date(2014, 4, 30))).then_refused(ResumedBeforeAdjourned)
    booked.when(AdjournReview(on=MAY_DAY)).then_refused(NotHeld)


def test_a_booked_review_is_cancelled() -> None:
    booked.when(CancelReview()).then(ReviewCancelled(review=R, planned_for=MAY_DAY))
    spec.when(CancelReview()).then_refused(NotBooked)


def test_a_booking_is_cancelled_once_and_not_made_again() -> None:
    cancelled = booked.given(ReviewCancelled(review=R, planned_for=MAY_DAY))

    cancelled.when(CancelReview()).then_nothing()
    cancelled.when(BookReview(planned_for=MAY_DAY, meeting=MEETING)).then_refused(BookingCancelled)


def test_a_review_is_planned_for_a_day_of_the_care_and_a_repeat_of_it_is_one_whatever_care_says_by_now() -> None:
    outside = OutsideCare("The child is not looked after on this day.", field="planned_for")

    spec.needing(outside).when(BookReview(planned_for=MAY_DAY)).then_refused(OutsideCare, field="planned_for")
    booked.needing(outside).when(RebookReview(planned_for=PART_TWO)).then_refused(OutsideCare)
    booked.needing(outside).when(RebookReview(planned_for=MAY_DAY)).then_nothing()
    booked.needing(outside).when(BookReview(planned_for=MAY_DAY, meeting=MEETING)).then_nothing()


def test_a_cancelled_review_is_not_moved_but_may_have_been_held_all_the_same() -> None:
    cancelled = booked.given(ReviewCancelled(review=R, planned_for=MAY_DAY))

    cancelled.when(RebookReview(planned_for=PART_TWO)).then_refused(NotBooked)
    cancelled.when(RecordReviewHeld(held_on=MAY_DAY)).then(
        ReviewHeld(review=R, held_on=MAY_DAY, completed=True, meeting=MEETING), done(MAY_DAY)
    )


def test_a_late_reason_is_told_as_a_code_and_its_note_kept() -> None:
    command = GiveLateReason(reason=LateReason.FAMILY_UNAVAILABLE, note="asked for a later day")

    completed.when(command).then(
        LateReasonGiven(review=R, reason=LateReason.FAMILY_UNAVAILABLE),
        NoteRecorded(about=3, field="note", text="asked for a later day"),
    )


def test_a_late_reason_may_be_corrected_and_its_note_written_again() -> None:
    snow = NoteRecorded(about=3, field="note", text="snow")
    late = completed.given(LateReasonGiven(review=R, reason=LateReason.OTHER), snow)

    late.when(GiveLateReason(reason=LateReason.OTHER, note="deep snow")).then(
        NoteRecorded(about=3, field="note", text="deep snow")
    )
    late.when(GiveLateReason(reason=LateReason.OTHER)).then_nothing()
    late.when(GiveLateReason(reason=LateReason.FAMILY_UNAVAILABLE)).then(
        LateReasonGiven(review=R, reason=LateReason.FAMILY_UNAVAILABLE)
    )


def test_a_review_recorded_in_error_is_withdrawn_and_takes_no_more() -> None:
    completed.when(WithdrawReviewEntry()).then(ReviewEntryWithdrawn(review=R))
    completed.given(ReviewEntryWithdrawn(review=R)).when(RecordPart(held_on=PART_TWO)).then_refused(Withdrawn)
    completed.given(ReviewEntryWithdrawn(review=R)).when(RecordReviewHeld(held_on=MAY_DAY)).then_refused(Withdrawn)
    completed.given(ReviewEntryWithdrawn(review=R)).when(WithdrawReviewEntry()).then_nothing()
    spec.when(WithdrawReviewEntry()).then_refused(NotBooked)


def test_a_review_from_a_return_says_so() -> None:
    taken = spec.given(ReviewHeld(review=R, held_on=MAY_DAY, completed=True, from_return=True), done(MAY_DAY))

    taken.when(RecordReviewHeld(held_on=MAY_DAY)).then_nothing()
    completed.when(TakeReviewFromReturn(held_on=MAY_DAY)).then_nothing()
    taken.when(TakeReviewFromReturn(held_on=PART_TWO)).then_refused(AlreadyHeld)
    spec.when(TakeReviewFromReturn(held_on=MAY_DAY)).then(
        ReviewHeld(review=R, held_on=MAY_DAY, completed=True, from_return=True), done(MAY_DAY)
    )


def test_a_request_cannot_pass_for_a_return() -> None:
    with pytest.raises(ValidationError):
        RecordReviewHeld.model_validate({"held_on": "2014-05-01", "from_return": True})
