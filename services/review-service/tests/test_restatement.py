from datetime import date
from uuid import UUID

from iro_events.facts.care import (
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    LookedAfterDateCorrected,
    ReasonCeasedRecorded,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange, ReasonCeased, Regime
from iro_events.spec import Spec
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    CeaseLookingAfter,
    RestateCare,
    StatedChange,
    StatedPeriod,
    StatedReview,
)
from review_service.domain.care_events import CareReturnSuperseded, Counted, ReviewsCounted, ReviewUncounted

C = UUID("00000000-0000-4000-8000-0000000000c1")
D = UUID("00000000-0000-4000-8000-0000000000c2")
R = UUID("00000000-0000-4000-8000-0000000000d1")
S = UUID("00000000-0000-4000-8000-0000000000d2")
START = date(2014, 4, 1)
MAY_DAY = date(2014, 5, 1)
JUNE = date(2014, 6, 2)
END = date(2015, 3, 31)

spec = Spec(CARE).to(C)
STARTED = ChildBecameLookedAfter(care=C, on=START, from_return=True)
FIRST_DUE = ReviewDueSet(care=C, ordinal=1, due_statute=MAY_DAY, due_indicator=MAY_DAY)
SECOND_DUE = ReviewDueSet(care=C, ordinal=2, due_statute=date(2014, 8, 1), due_indicator=date(2014, 7, 31))
STATED = StatedPeriod(care=C, started_on=START)
running = spec.given(STARTED, FIRST_DUE)
HELD = ReviewsCounted(reviews=(Counted(review=R, held_on=MAY_DAY, completed_on=MAY_DAY),))
REVIEW = StatedReview(review=R, held_on=MAY_DAY)


def stated(**other: object) -> StatedPeriod:
    return STATED.model_copy(update=other)


def because(on: date, reason: ReasonCeased | None) -> ReasonCeasedRecorded:
    return ReasonCeasedRecorded(care=C, on=on, reason=reason)


def test_all_that_a_first_return_states_is_told_with_one_due_date_at_the_end() -> None:
    command = RestateCare(
        periods=(stated(changes=(StatedChange(on=JUNE, change=CareChange.PLACED),)),), reviews=(REVIEW,)
    )

    spec.when(command).then(
        STARTED,
        ChildPlacedForAdoption(care=C, on=JUNE),
        HELD,
        ReviewDueSet(care=C, ordinal=2, due_statute=date(2014, 6, 30), due_indicator=date(2014, 6, 30)),
    )


def test_a_return_that_states_nothing_new_tells_nothing() -> None:
    running.given(HELD, SECOND_DUE).when(RestateCare(periods=(STATED,), reviews=(REVIEW,))).then_nothing()


def test_an_ended_period_has_its_end_told_and_no_due_date() -> None:
    ended = stated(ended_on=END, reason=ReasonCeased.E4A, end_inferred=True)

    spec.when(RestateCare(periods=(ended,))).then(
        STARTED, ChildCeasedLookedAfter(care=C, on=END, inferred=True), because(END, ReasonCeased.E4A)
    )


def test_reviews_outside_every_period_are_kept() -> None:
    before = StatedReview(review=S, held_on=date(2014, 3, 31))
    kept = ReviewsCounted(reviews=(Counted(review=S, held_on=before.held_on, completed_on=before.held_on),))

    running.when(RestateCare(periods=(STATED,), reviews=(before,))).then(kept)


def test_a_new_end_a_corrected_end_and_an_end_taken_back_are_told_apart() -> None:
    ended = running.given(ChildCeasedLookedAfter(care=C, on=END), because(END, ReasonCeased.E8))
    corrected = stated(ended_on=JUNE, reason=ReasonCeased.E8)

    running.when(RestateCare(periods=(stated(ended_on=END, reason=ReasonCeased.E8),))).then(
        ChildCeasedLookedAfter(care=C, on=END), because(END, ReasonCeased.E8)
    )
    ended.when(RestateCare(periods=(corrected,))).then(
        CareEndCorrected(care=C, on=JUNE, was=END), because(JUNE, ReasonCeased.E8)
    )
    ended.when(RestateCare(periods=(STATED,))).then(CareEndWithdrawn(care=C, was=END))


def test_a_reason_alone_is_restated_and_may_become_blank() -> None:
    ended = running.given(ChildCeasedLookedAfter(care=C, on=END), because(END, ReasonCeased.E8))

    ended.when(RestateCare(periods=(stated(ended_on=END, reason=ReasonCeased.E4A),))).then(
        because(END, ReasonCeased.E4A)
    )
    ended.when(RestateCare(periods=(stated(ended_on=END),))).then(because(END, None))


def test_a_start_found_to_be_unknown_is_a_correction() -> None:
    unknown = stated(start_known=False, opened_in=Regime.AUTHORITY)

    running.when(RestateCare(periods=(unknown,))).then(
        LookedAfterDateCorrected(care=C, on=START, was=START, start_known=False, opened_in=Regime.AUTHORITY),
        ReviewDueSet(care=C, ordinal=None, due_statute=None, due_indicator=None),
    )


def test_changes_no_longer_stated_are_withdrawn_and_new_ones_told() -> None:
    placed = running.given(ChildPlacedForAdoption(care=C, on=JUNE))
    changes = (
        StatedChange(on=date(2014, 6, 3), change=CareChange.PLACED),
        StatedChange(on=date(2014, 7, 1), change=CareChange.RETURNED, authority_stands=True),
    )

    placed.when(RestateCare(periods=(stated(changes=changes),))).then(
        CareChangeWithdrawn(care=C, on=JUNE, change=CareChange.PLACED),
        ChildPlacedForAdoption(care=C, on=date(2014, 6, 3)),
        ChildReturnedByAdopters(care=C, on=date(2014, 7, 1), authority_stands=True),
    )


def test_a_standing_of_short_breaks_is_restated() -> None:
    running.when(RestateCare(periods=(stated(short_break=True),))).then(
        ShortBreakStatusChanged(care=C, short_break=True),
        ReviewDueSet(care=C, ordinal=1, due_statute=date(2014, 7, 1), due_indicator=date(2014, 7, 1)),
    )


def test_a_period_no_longer_stated_is_withdrawn_before_its_successor_begins() -> None:
    successor = StatedPeriod(care=D, started_on=date(2014, 3, 3))

    running.when(RestateCare(periods=(successor,))).then(
        CareEntryWithdrawn(care=C),
        ChildBecameLookedAfter(care=D, on=date(2014, 3, 3), from_return=True),
        ReviewDueSet(care=D, ordinal=1, due_statute=date(2014, 3, 31), due_indicator=date(2014, 3, 31)),
    )


def test_a_period_opened_in_authority_keeps_what_ends_it() -> None:
    opened = StatedPeriod(
        care=C,
        started_on=START,
        start_known=False,
        opened_in=Regime.ORDINARY,
        changes=(StatedChange(on=START, change=CareChange.AUTHORITY_GIVEN),),
    )

    spec.when(RestateCare(periods=(opened,))).then(
        ChildBecameLookedAfter(care=C, on=START, start_known=False, from_return=True),
        AuthorityToPlaceGiven(care=C, on=START),
        ReviewDueSet(care=C, ordinal=None, due_statute=date(2014, 7, 1), due_indicator=date(2014, 7, 1)),
    )


def test_the_services_own_work_is_not_altered_by_a_return() -> None:
    own = spec.given(
        ChildBecameLookedAfter(care=D, on=START, notified_on=START), FIRST_DUE.model_copy(update={"care": D})
    )

    own.when(RestateCare(periods=(stated(ended_on=END, reason=ReasonCeased.E8),))).then_nothing()


def test_a_period_of_a_return_becomes_the_services_own_with_its_first_command() -> None:
    command = CeaseLookingAfter(on=END, reason=ReasonCeased.E8)
    ceased = ChildCeasedLookedAfter(care=C, on=END)
    why = because(END, ReasonCeased.E8)

    running.when(command).then(CareReturnSuperseded(care=C), ceased, why)
    running.given(CareReturnSuperseded(care=C), ceased, why).when(RestateCare(periods=(STATED,))).then_nothing()


def test_a_stated_review_of_a_day_already_recorded_is_that_review() -> None:
    own = running.given(ReviewsCounted(reviews=(Counted(review=S, held_on=MAY_DAY, completed_on=MAY_DAY),)), SECOND_DUE)

    own.when(RestateCare(periods=(STATED,), reviews=(REVIEW,))).then_nothing()


def test_a_review_withdrawn_here_as_an_error_does_not_come_back() -> None:
    withdrawn = running.given(HELD, ReviewUncounted(review=R))

    withdrawn.when(RestateCare(periods=(STATED,), reviews=(REVIEW,))).then_nothing()
