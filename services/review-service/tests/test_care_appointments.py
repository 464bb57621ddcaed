from datetime import date
from uuid import UUID

from iro_events.command import InTheFuture
from iro_events.facts.care import (
    CarePlanChanged,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    IroAppointed,
    IroChanged,
    LongTermFosterPlacementDesignated,
    ReviewDueSet,
)
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from review_service.domain.care import CARE
from review_service.domain.care_commands import (
    AppointIro,
    ChangeCarePlan,
    CountReview,
    DesignateLongTermFostering,
    UncountReview,
)
from review_service.domain.care_events import Counted, ReviewsCounted, ReviewUncounted
from review_service.domain.care_refusals import (
    IroAppointedOtherwise,
    NotLookedAfter,
    NotYetLaw,
    OutsideCare,
    ReviewedThatDay,
    ReviewNotCounted,
)
from review_service.domain.iro_refusals import NotInTeam

C = UUID("00000000-0000-4000-8000-0000000000c1")
R = UUID("00000000-0000-4000-8000-0000000000d1")
S = UUID("00000000-0000-4000-8000-0000000000d2")
AVA = UUID("00000000-0000-4000-8000-0000000000a1")
BEN = UUID("00000000-0000-4000-8000-0000000000a2")
START = date(2014, 4, 1)
MAY_DAY = date(2014, 5, 1)

running = (
    Spec(CARE)
    .to(C)
    .given(
        ChildBecameLookedAfter(care=C, on=START),
        ReviewDueSet(care=C, ordinal=1, due_statute=MAY_DAY, due_indicator=MAY_DAY),
    )
)
appointed = running.given(IroAppointed(care=C, iro=AVA, on=date(2014, 4, 3), appoint_by=date(2014, 4, 8)))


def held(review: UUID, on: date, completed_on: date | None = None) -> ReviewsCounted:
    return ReviewsCounted(reviews=(Counted(review=review, held_on=on, completed_on=completed_on),))


def due(ordinal: int, statute: date, indicator: date) -> ReviewDueSet:
    return ReviewDueSet(care=C, ordinal=ordinal, due_statute=statute, due_indicator=indicator)


def test_the_first_iro_is_appointed_against_five_working_days() -> None:
    running.when(AppointIro(iro=AVA, on=date(2014, 4, 9))).then(
        IroAppointed(care=C, iro=AVA, on=date(2014, 4, 9), appoint_by=date(2014, 4, 8))
    )


def test_good_practice_gives_no_day_where_the_start_is_unknown() -> None:
    unknown = Spec(CARE).to(C).given(ChildBecameLookedAfter(care=C, on=START, start_known=False))

    unknown.when(AppointIro(iro=AVA, on=START)).then(IroAppointed(care=C, iro=AVA, on=START))


def test_another_iro_takes_over() -> None:
    appointed.when(AppointIro(iro=BEN, on=date(2014, 9, 1))).then(
        IroChanged(care=C, iro=BEN, was=AVA, on=date(2014, 9, 1))
    )


def test_an_appointment_before_the_one_recorded_is_refused() -> None:
    appointed.when(AppointIro(iro=BEN, on=date(2014, 4, 2))).then_refused(IroAppointedOtherwise)


def test_an_appointment_repeated_after_another_is_nothing_new_and_may_be_given_a_reason() -> None:
    later = appointed.given(IroChanged(care=C, iro=BEN, was=AVA, on=date(2014, 9, 1)))
    reason = "the child asked for it"
    again = AppointIro(iro=AVA, on=date(2014, 4, 3), override_reason=reason)

    later.when(AppointIro(iro=AVA, on=date(2014, 4, 3))).then_nothing()
    later.when(again).then(NoteRecorded(about=3, field="override_reason", text=reason))


def test_a_reason_is_kept_with_the_appointment_whether_or_not_a_rule_is_against_it() -> None:
    reason = "the child asked for it"

    running.when(AppointIro(iro=AVA, on=date(2014, 4, 3), override_reason=reason)).then(
        IroAppointed(care=C, iro=AVA, on=date(2014, 4, 3), appoint_by=date(2014, 4, 8)),
        NoteRecorded(about=3, field="override_reason", text=reason),
    )


def test_what_the_team_has_against_an_appointment_is_said_last() -> None:
    outside = running.needing(NotInTeam("The IRO was not in the team on that day."))
    again = appointed.needing(NotInTeam("The IRO was not in the team on that day."))

    outside.when(AppointIro(iro=AVA, on=date(2014, 4, 3))).then_refused(NotInTeam)
    again.when(AppointIro(iro=BEN, on=date(2014, 4, 2))).then_refused(IroAppointedOtherwise)
    again.when(AppointIro(iro=AVA, on=date(2014, 4, 3))).then_nothing()


def test_no_iro_is_appointed_after_care_ended() -> None:
    ended = running.given(ChildCeasedLookedAfter(care=C, on=date(2014, 6, 1)))

    ended.when(AppointIro(iro=AVA, on=date(2014, 6, 2))).then_refused(NotLookedAfter, field="on")


def test_a_long_term_placement_is_designated_since_april_2015() -> None:
    running.when(DesignateLongTermFostering(on=date(2015, 4, 1))).then(
        LongTermFosterPlacementDesignated(care=C, on=date(2015, 4, 1))
    )
    running.when(DesignateLongTermFostering(on=date(2015, 3, 31))).then_refused(NotYetLaw, field="on")


def test_a_significant_change_of_plan_without_a_review_is_recorded_as_a_breach() -> None:
    on = date(2014, 6, 2)

    running.when(ChangeCarePlan(on=on)).then(CarePlanChanged(care=C, on=on, review=None, breach=True))


def test_a_change_that_no_review_could_consider_in_time_is_no_breach() -> None:
    on = date(2014, 6, 2)

    running.when(ChangeCarePlan(on=on, not_practicable=True)).then(
        CarePlanChanged(care=C, on=on, review=None, breach=False, not_practicable=True)
    )


def test_a_change_that_a_completed_review_considered_is_no_breach() -> None:
    on = date(2014, 6, 2)
    reviewed = running.given(held(R, MAY_DAY, MAY_DAY), due(2, date(2014, 8, 1), date(2014, 7, 31)))

    reviewed.when(ChangeCarePlan(on=on, review=R)).then(CarePlanChanged(care=C, on=on, review=R, breach=False))


def test_a_change_made_while_its_review_is_still_open_is_a_breach() -> None:
    on = date(2014, 6, 2)
    reviewed = running.given(held(R, MAY_DAY), due(2, date(2014, 8, 1), date(2014, 7, 31)))

    reviewed.when(ChangeCarePlan(on=on, review=R)).then(CarePlanChanged(care=C, on=on, review=R, breach=True))


def test_a_change_recorded_as_a_breach_may_turn_out_to_be_none() -> None:
    on = date(2014, 6, 2)
    breached = running.given(CarePlanChanged(care=C, on=on, review=None, breach=True))

    breached.when(ChangeCarePlan(on=on)).then_nothing()
    breached.when(ChangeCarePlan(on=on, not_practicable=True)).then(
        CarePlanChanged(care=C, on=on, review=None, breach=False, not_practicable=True)
    )


def test_a_review_that_was_not_held_considered_nothing() -> None:
    running.when(ChangeCarePlan(on=MAY_DAY, review=R)).then_refused(ReviewNotCounted, field="review")


def test_the_first_review_gives_three_months_on_the_one_basis_and_91_days_on_the_other() -> None:
    running.when(CountReview(review=R, held_on=MAY_DAY, completed_on=MAY_DAY)).then(
        held(R, MAY_DAY, MAY_DAY), due(2, date(2014, 8, 1), date(2014, 7, 31))
    )


def test_the_next_review_runs_from_the_completion_of_a_series() -> None:
    begun = running.given(held(R, MAY_DAY), due(2, date(2014, 8, 1), date(2014, 7, 31)))

    begun.when(CountReview(review=R, held_on=MAY_DAY, completed_on=date(2014, 5, 12))).then(
        held(R, MAY_DAY, date(2014, 5, 12)), due(2, date(2014, 8, 12), date(2014, 8, 11))
    )


def test_a_review_before_the_start_is_refused() -> None:
    running.when(CountReview(review=R, held_on=date(2014, 3, 31))).then_refused(OutsideCare, field="held_on")


def test_a_review_in_the_future_is_refused() -> None:
    running.on(MAY_DAY).when(CountReview(review=R, held_on=date(2014, 5, 2))).then_refused(InTheFuture)


def test_a_child_is_reviewed_once_a_day() -> None:
    reviewed = running.given(held(R, MAY_DAY))

    reviewed.when(CountReview(review=S, held_on=MAY_DAY)).then_refused(ReviewedThatDay, field="held_on")


def test_a_review_withdrawn_gives_its_due_day_back() -> None:
    reviewed = running.given(held(R, MAY_DAY, MAY_DAY), due(2, date(2014, 8, 1), date(2014, 7, 31)))

    reviewed.when(UncountReview(review=R)).then(ReviewUncounted(review=R), due(1, MAY_DAY, MAY_DAY))


def test_a_review_never_counted_is_not_uncounted() -> None:
    running.when(UncountReview(review=R)).then_refused(ReviewNotCounted)
