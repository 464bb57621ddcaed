from datetime import date
from uuid import UUID

from iro_events.command import InTheFuture
from iro_events.decider import fold
from iro_events.facts.care import (
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    IroServiceNotified,
    LookedAfterDateCorrected,
    ReasonCeasedRecorded,
    ReviewDueSet,
)
from iro_events.facts.codes import CareChange, ReasonCeased
from iro_events.handle import Past, handle
from iro_events.spec import Spec
from iro_statute import EarlyReviewTrigger
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    CareCommand,
    CauseOfEarlyReview,
    CeaseLookingAfter,
    CorrectCareEnd,
    CorrectLookedAfterDate,
    WithdrawCareEnd,
    WithdrawCareEntry,
)
from review_service.domain.care_events import (
    CareEvent,
    Change,
    Counted,
    LegalStatusRecorded,
    ReviewRequiredBeforeEnd,
    ReviewsCounted,
)
from review_service.domain.care_refusals import (
    AlreadyEnded,
    AlreadyLookedAfter,
    CauseAfterEnd,
    ChangedOutside,
    EndedBeforeStart,
    EndWithoutReason,
    NotEnded,
    NothingToWithdraw,
    NotLookedAfter,
    SamePeriodRecorded,
)
from review_service.domain.care_state import Care
from review_service.domain.codes import LegalStatus

C = UUID("00000000-0000-4000-8000-0000000000c1")
D = UUID("00000000-0000-4000-8000-0000000000c2")
R = UUID("00000000-0000-4000-8000-0000000000d1")
START = date(2014, 4, 1)
MAY_DAY = date(2014, 5, 1)

spec = Spec(CARE).to(C)
STARTED = ChildBecameLookedAfter(care=C, on=START, notified_on=START)
COMMITTED = LegalStatusRecorded(care=C, on=START, legal_status=LegalStatus.C2)
FIRST_DUE = ReviewDueSet(care=C, ordinal=1, due_statute=MAY_DAY, due_indicator=MAY_DAY)
CEASED = ChildCeasedLookedAfter(care=C, on=date(2015, 3, 31))
WHY = ReasonCeasedRecorded(care=C, on=CEASED.on, reason=ReasonCeased.E4A)
running = spec.given(STARTED, COMMITTED, FIRST_DUE)
ended = running.given(CEASED, WHY)


def recorded(existing: Spec[CareCommand, Care, CareEvent], command: CareCommand) -> list[object]:
    """What a command records that says again what is recorded already, and something new with it."""
    past = [Past(event, existing.context.recorded_at) for event, _ in existing.history]
    return list(handle(CARE, command, fold(CARE, [each.event for each in past]), past, existing.context))


def test_a_period_begins_and_its_first_review_is_due_20_working_days_later() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.C2)

    spec.on(START).when(command).then(STARTED, COMMITTED, FIRST_DUE)


def test_a_start_learnt_of_late_is_recorded_with_the_day_it_was_told() -> None:
    told = date(2014, 6, 10)
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.C2)
    late = ChildBecameLookedAfter(care=C, on=START, notified_on=told)

    spec.on(told).when(command).then(late, COMMITTED, FIRST_DUE)


def test_short_breaks_have_their_own_first_review() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.V4)

    spec.on(START).when(command).then(
        ChildBecameLookedAfter(care=C, on=START, notified_on=START, short_break=True),
        LegalStatusRecorded(care=C, on=START, legal_status=LegalStatus.V4),
        ReviewDueSet(care=C, ordinal=1, due_statute=date(2014, 7, 1), due_indicator=date(2014, 7, 1)),
    )


def test_a_placement_order_on_the_first_day_is_authority_from_that_day() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.E1)

    spec.on(START).when(command).then(
        STARTED,
        LegalStatusRecorded(
            care=C, on=START, legal_status=LegalStatus.E1, brought=(Change(START, CareChange.AUTHORITY_GIVEN),)
        ),
        AuthorityToPlaceGiven(care=C, on=START),
        ReviewDueSet(care=C, ordinal=1, due_statute=date(2014, 7, 1), due_indicator=date(2014, 7, 1)),
    )


def test_another_day_of_notification_is_a_correction() -> None:
    told = date(2014, 4, 3)
    again = BecomeLookedAfter(on=START, legal_status=LegalStatus.C2, notified_on=told)

    assert recorded(running.on(told), again) == [IroServiceNotified(care=C, on=told)]
    running.given(IroServiceNotified(care=C, on=told)).on(told).when(again).then_nothing()
    running.when(again.model_copy(update={"legal_status": LegalStatus.V2})).then_refused(SamePeriodRecorded)


def test_the_same_start_without_a_day_of_notification_is_nothing_new_months_later() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.C2)

    spec.on(date(2014, 9, 1)).earlier(START, STARTED, COMMITTED, FIRST_DUE).when(command).then_nothing()


def test_a_child_already_looked_after_does_not_become_so_again() -> None:
    command = BecomeLookedAfter(on=date(2014, 8, 1), legal_status=LegalStatus.C2)

    running.to(D).when(command).then_refused(AlreadyLookedAfter, field="on")


def test_the_same_first_day_with_another_status_is_refused_not_passed_over() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.V2)

    running.to(D).when(command).then_refused(AlreadyLookedAfter)
    running.when(command).then_refused(AlreadyLookedAfter)


def test_a_period_may_begin_on_the_day_the_last_one_ended() -> None:
    command = BecomeLookedAfter(on=CEASED.on, legal_status=LegalStatus.V2, notified_on=CEASED.on)

    ended.to(D).when(command).then(
        ChildBecameLookedAfter(care=D, on=CEASED.on, notified_on=CEASED.on),
        LegalStatusRecorded(care=D, on=CEASED.on, legal_status=LegalStatus.V2),
        ReviewDueSet(care=D, ordinal=1, due_statute=date(2015, 4, 30), due_indicator=date(2015, 4, 30)),
    )


def test_a_period_long_over_can_still_be_told_before_a_running_one() -> None:
    command = BecomeLookedAfter(
        on=date(2013, 1, 7),
        legal_status=LegalStatus.V2,
        notified_on=START,
        ended_on=date(2013, 2, 1),
        reason=ReasonCeased.E8,
    )

    running.to(D).when(command).then(
        ChildBecameLookedAfter(care=D, on=date(2013, 1, 7), notified_on=START),
        LegalStatusRecorded(care=D, on=date(2013, 1, 7), legal_status=LegalStatus.V2),
        ChildCeasedLookedAfter(care=D, on=date(2013, 2, 1)),
        ReasonCeasedRecorded(care=D, on=date(2013, 2, 1), reason=ReasonCeased.E8),
    )


def test_a_period_told_as_over_must_end_after_it_began() -> None:
    command = BecomeLookedAfter(
        on=START, legal_status=LegalStatus.V2, ended_on=date(2014, 3, 1), reason=ReasonCeased.E8
    )

    spec.when(command).then_refused(EndedBeforeStart, field="ended_on")


def test_an_end_comes_with_its_reason() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.V2, ended_on=date(2014, 8, 1))

    spec.when(command).then_refused(EndWithoutReason, field="reason")


def test_nothing_begins_in_the_future() -> None:
    command = BecomeLookedAfter(on=date(2014, 4, 2), legal_status=LegalStatus.C2)

    spec.on(START).when(command).then_refused(InTheFuture, field="on")


def test_a_corrected_start_moves_the_first_review() -> None:
    running.when(CorrectLookedAfterDate(on=date(2014, 4, 4))).then(
        LookedAfterDateCorrected(care=C, on=date(2014, 4, 4), was=START),
        ReviewDueSet(care=C, ordinal=1, due_statute=date(2014, 5, 7), due_indicator=date(2014, 5, 7)),
    )


def test_what_was_recorded_of_the_old_first_day_moves_with_a_corrected_start() -> None:
    placed = spec.given(STARTED, ChildPlacedForAdoption(care=C, on=START))

    placed.when(CorrectLookedAfterDate(on=date(2014, 4, 4))).then(
        LookedAfterDateCorrected(care=C, on=date(2014, 4, 4), was=START),
        CareChangeWithdrawn(care=C, on=START, change=CareChange.PLACED),
        ChildPlacedForAdoption(care=C, on=date(2014, 4, 4)),
        ReviewDueSet(care=C, ordinal=1, due_statute=date(2014, 5, 2), due_indicator=date(2014, 5, 2)),
    )


def test_a_start_is_not_corrected_past_a_recorded_change() -> None:
    placed = running.given(ChildPlacedForAdoption(care=C, on=date(2014, 4, 10)))

    placed.when(CorrectLookedAfterDate(on=date(2014, 4, 11))).then_refused(ChangedOutside, field="on")


def test_a_start_is_not_corrected_past_the_end() -> None:
    ended.when(CorrectLookedAfterDate(on=date(2015, 4, 1))).then_refused(EndedBeforeStart, field="on")


def test_a_period_ends_with_its_reason_and_nothing_more_falls_due() -> None:
    running.when(CeaseLookingAfter(on=CEASED.on, reason=ReasonCeased.E4A)).then(CEASED, WHY)


def test_a_period_does_not_end_before_it_began() -> None:
    command = CeaseLookingAfter(on=date(2014, 3, 31), reason=ReasonCeased.E8)

    running.when(command).then_refused(EndedBeforeStart, field="on")


def test_a_period_does_not_end_before_a_recorded_change() -> None:
    command = CeaseLookingAfter(on=date(2014, 6, 1), reason=ReasonCeased.E8)

    running.given(ChildPlacedForAdoption(care=C, on=date(2014, 6, 2))).when(command).then_refused(
        ChangedOutside, field="on"
    )


def test_an_ended_period_ends_once() -> None:
    command = CeaseLookingAfter(on=date(2015, 3, 30), reason=ReasonCeased.E4A)

    ended.when(command).then_refused(AlreadyEnded)


def test_care_that_ends_without_the_review_that_had_to_come_first_is_recorded_as_such() -> None:
    since = date(2015, 3, 1)
    trigger = EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE
    command = CeaseLookingAfter(
        on=CEASED.on, reason=ReasonCeased.E4A, review_required=CauseOfEarlyReview(trigger=trigger, since=since)
    )

    running.when(command).then(CEASED, WHY, ReviewRequiredBeforeEnd(care=C, on=CEASED.on, trigger=trigger, since=since))


def test_why_a_review_had_to_come_first_is_recorded_where_it_came_too() -> None:
    cause = CauseOfEarlyReview(trigger=EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE, since=date(2015, 3, 1))
    command = CeaseLookingAfter(on=CEASED.on, reason=ReasonCeased.E4A, review_required=cause)
    reviewed = running.given(ReviewsCounted(reviews=(Counted(review=R, held_on=date(2015, 3, 1)),)))

    reviewed.when(command).then(
        CEASED, WHY, ReviewRequiredBeforeEnd(care=C, on=CEASED.on, trigger=cause.trigger, since=cause.since)
    )


def test_an_end_recorded_already_may_turn_out_to_have_wanted_a_review() -> None:
    cause = CauseOfEarlyReview(trigger=EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE, since=date(2015, 3, 1))
    command = CeaseLookingAfter(on=CEASED.on, reason=ReasonCeased.E4A, review_required=cause)
    required = ReviewRequiredBeforeEnd(care=C, on=CEASED.on, trigger=cause.trigger, since=cause.since)

    assert recorded(ended, command) == [required]
    ended.given(required).when(command).then_nothing()


def test_what_wants_a_review_before_care_ends_does_not_arise_after_it() -> None:
    cause = CauseOfEarlyReview(trigger=EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE, since=date(2015, 4, 1))
    command = CeaseLookingAfter(on=CEASED.on, reason=ReasonCeased.E4A, review_required=cause)

    running.when(command).then_refused(CauseAfterEnd, field="review_required.since")


def test_an_end_is_corrected_in_day_and_reason() -> None:
    on = date(2015, 3, 1)

    ended.when(CorrectCareEnd(on=on, reason=ReasonCeased.E8)).then(
        CareEndCorrected(care=C, on=on, was=CEASED.on),
        ReasonCeasedRecorded(care=C, on=on, reason=ReasonCeased.E8),
    )


def test_another_reason_alone_leaves_the_day_of_the_end() -> None:
    ended.when(CorrectCareEnd(on=CEASED.on, reason=ReasonCeased.E8)).then(
        ReasonCeasedRecorded(care=C, on=CEASED.on, reason=ReasonCeased.E8)
    )


def test_an_inferred_end_of_the_same_day_and_reason_is_corrected_to_a_recorded_one() -> None:
    inferred = running.given(CEASED.model_copy(update={"inferred": True}), WHY)

    inferred.when(CorrectCareEnd(on=CEASED.on, reason=ReasonCeased.E4A)).then(
        CareEndCorrected(care=C, on=CEASED.on, was=CEASED.on), WHY
    )


def test_a_running_period_has_no_end_to_correct() -> None:
    running.when(CorrectCareEnd(on=CEASED.on, reason=ReasonCeased.E8)).then_refused(NotEnded)


def test_a_withdrawn_end_lets_the_period_run_on() -> None:
    ended.when(WithdrawCareEnd()).then(CareEndWithdrawn(care=C, was=CEASED.on))


def test_an_end_is_not_withdrawn_under_a_later_period() -> None:
    later = ended.given(ChildBecameLookedAfter(care=D, on=date(2015, 6, 1)))

    later.when(WithdrawCareEnd()).then_refused(AlreadyLookedAfter)


def test_where_no_end_is_recorded_there_is_none_to_withdraw() -> None:
    running.when(WithdrawCareEnd()).then_refused(NothingToWithdraw)


def test_a_period_recorded_in_error_is_withdrawn_whole() -> None:
    running.when(WithdrawCareEntry()).then(CareEntryWithdrawn(care=C))
    running.given(CareEntryWithdrawn(care=C)).when(WithdrawCareEntry()).then_nothing()


def test_a_withdrawn_period_leaves_its_days_to_another() -> None:
    command = BecomeLookedAfter(on=START, legal_status=LegalStatus.C2, notified_on=START)

    withdrawn = running.given(CareEntryWithdrawn(care=C))
    state = fold(CARE, [event for event, _ in withdrawn.history])

    assert not state.periods
    withdrawn.to(D).when(command).then(
        ChildBecameLookedAfter(care=D, on=START, notified_on=START),
        LegalStatusRecorded(care=D, on=START, legal_status=LegalStatus.C2),
        ReviewDueSet(care=D, ordinal=1, due_statute=MAY_DAY, due_indicator=MAY_DAY),
    )


def test_a_period_of_another_child_is_unknown_here() -> None:
    running.to(D).when(CorrectLookedAfterDate(on=START)).then_refused(NotLookedAfter)
