from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, reviews
from iro_events.facts.codes import CareChange, LateReason, ManagerResponse, Regime
from iro_events.published import published_in
from metrics_service.domain.cases import Cases, Standing
from metrics_service.domain.history import ChildHistory, PeriodUnknown, TopicFact, evolve
from metrics_service.domain.judging import judge

CHILD, CARE, LATER_CARE, IRO = (UUID(int=n) for n in range(1, 5))
FIRST, SECOND, THIRD = (UUID(int=n) for n in range(11, 14))
MEETING = UUID(int=21)
TOPIC: Sequence[Any] = published_in(care, reviews)


def event(number: int) -> UUID:
    return UUID(int=100 + number)


def told(*facts: TopicFact) -> Cases:
    return judge(folded(facts))


def folded(facts: Sequence[TopicFact]) -> ChildHistory:
    history = ChildHistory(CHILD)
    for number, fact in enumerate(facts):
        history = evolve(history, fact, event(number))
    return history


def started(on: date, **more: object) -> care.ChildBecameLookedAfter:
    return care.ChildBecameLookedAfter.model_validate({"care": CARE, "on": on, **more})


def held(review: UUID, on: date, **more: object) -> reviews.ReviewHeld:
    return reviews.ReviewHeld.model_validate({"review": review, "held_on": on, **more})


def test_a_first_review_on_its_last_lawful_day_is_in_time_on_both_bases() -> None:
    (case,) = told(started(date(2014, 4, 1)), held(FIRST, date(2014, 5, 1))).reviews

    assert (case.standing, case.ordinal, case.regime) == (Standing.JUDGED, 1, Regime.ORDINARY)
    assert (case.due_statute, case.in_time_statute) == (date(2014, 5, 1), True)
    assert (case.due_indicator, case.in_time_indicator) == (date(2014, 5, 1), True)
    assert case.events == (event(0), event(1))
    assert any("Good Friday" in reason for reason in case.because_statute)
    assert case.because_statute[-1] == "due by 1 May 2014, held on 1 May 2014: in time"


def test_a_first_review_a_day_after_is_late_and_says_by_how_much() -> None:
    (case,) = told(started(date(2014, 4, 1)), held(FIRST, date(2014, 5, 2))).reviews

    assert case.in_time_statute is False
    assert case.because_statute[-1] == "due by 1 May 2014, held on 2 May 2014: 1 day late"
    assert case.late_reason is None


def test_a_second_review_may_be_lawful_and_late_by_the_indicator() -> None:
    cases = told(started(date(2014, 6, 3)), held(FIRST, date(2014, 7, 1)), held(SECOND, date(2014, 10, 1))).reviews

    assert (cases[1].in_time_statute, cases[1].in_time_indicator) == (True, False)
    assert cases[1].due_indicator == date(2014, 9, 30)
    assert "91 days" in " ".join(cases[1].because_indicator)
    assert cases[1].events == (event(0), event(1), event(2)), "the review before it is what its clock ran from"


def test_a_start_told_after_the_review_was_due_makes_the_first_review_late_because_told_late() -> None:
    start = started(date(2014, 4, 1), notified_on=date(2014, 6, 3))
    (case,) = told(start, held(FIRST, date(2014, 6, 10))).reviews

    assert (case.told_late_statute, case.told_late_indicator) == (True, True)
    assert case.late_reason is LateReason.TOLD_LATE
    assert case.because_statute[-1] == (
        "late because told late: the service was told of the start on 3 Jun 2014, after the review was due"
    )


def test_the_reason_that_the_iro_gives_stands_before_told_late() -> None:
    start = started(date(2014, 4, 1), notified_on=date(2014, 6, 3))
    reason = reviews.LateReasonGiven(review=FIRST, reason=LateReason.CHILD_UNAVAILABLE)
    (case,) = told(start, held(FIRST, date(2014, 6, 10)), reason).reviews

    assert case.late_reason is LateReason.CHILD_UNAVAILABLE
    assert case.told_late_statute


@pytest.mark.parametrize(
    ("notified_on", "held_on"),
    [
        (date(2014, 5, 1), date(2014, 5, 2)),  # told on the very last day: it could still have been held
        (date(2014, 6, 3), date(2014, 4, 30)),  # in time whatever was told
        (None, date(2014, 5, 2)),  # nobody recorded when the service was told
    ],
)
def test_told_late_needs_lateness_and_a_day_of_telling_after_the_due_date(
    notified_on: date | None, held_on: date
) -> None:
    (case,) = told(started(date(2014, 4, 1), notified_on=notified_on), held(FIRST, held_on)).reviews

    assert not case.told_late_statute
    assert case.late_reason is None


def test_only_a_first_review_is_late_because_the_start_was_told_late() -> None:
    start = started(date(2014, 4, 1), notified_on=date(2015, 6, 3))
    cases = told(start, held(FIRST, date(2014, 5, 1)), held(SECOND, date(2014, 12, 1))).reviews

    assert (cases[1].in_time_statute, cases[1].told_late_statute) == (False, False)


def test_both_ends_of_a_period_belong_to_it_and_the_days_around_it_do_not() -> None:
    cases = told(
        started(date(2014, 4, 1)),
        care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 6, 30)),
        *(
            held(UUID(int=50 + n), day)
            for n, day in enumerate(
                [date(2014, 3, 31), date(2014, 4, 1), date(2014, 6, 30), date(2014, 7, 1)],
            )
        ),
    ).reviews

    assert {case.held_on: case.standing for case in cases} == {
        date(2014, 3, 31): Standing.OUTSIDE_CARE,
        date(2014, 4, 1): Standing.JUDGED,
        date(2014, 6, 30): Standing.JUDGED,
        date(2014, 7, 1): Standing.OUTSIDE_CARE,
    }
    outside = next(case for case in cases if case.held_on == date(2014, 7, 1))
    assert (outside.due_statute, outside.in_time_statute, outside.care) == (None, None, None)
    assert outside.because_statute[0].startswith("held outside every period of care")


def test_a_review_on_a_day_in_two_periods_belongs_to_the_earlier() -> None:
    cases = told(
        started(date(2014, 7, 1), care=LATER_CARE),
        started(date(2014, 4, 1)),
        care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 7, 1), inferred=True),
        held(FIRST, date(2014, 7, 1)),
    ).reviews

    assert [case.care for case in cases] == [CARE]


def test_the_counter_begins_again_in_a_later_period() -> None:
    cases = told(
        started(date(2014, 4, 1)),
        held(FIRST, date(2014, 4, 20)),
        care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 5, 1)),
        started(date(2014, 7, 1), care=LATER_CARE),
        held(SECOND, date(2014, 7, 20)),
    ).reviews

    assert [(case.care, case.ordinal) for case in cases] == [(CARE, 1), (LATER_CARE, 1)]


def test_reviews_told_in_any_order_are_counted_by_their_days() -> None:
    cases = told(
        started(date(2014, 4, 1)),
        held(THIRD, date(2014, 12, 1)),
        held(FIRST, date(2014, 4, 20)),
        held(SECOND, date(2014, 7, 1)),
    ).reviews

    assert [(case.review, case.ordinal) for case in cases] == [(FIRST, 1), (SECOND, 2), (THIRD, 3)]


def test_in_a_period_of_unknown_start_the_first_review_is_not_assessable_and_the_next_runs_from_it() -> None:
    cases = told(
        started(date(2014, 4, 1), start_known=False, from_return=True),
        held(FIRST, date(2014, 9, 1)),
        held(SECOND, date(2015, 3, 2)),
    ).reviews

    assert [(c.standing, c.ordinal) for c in cases] == [(Standing.NOT_ASSESSABLE, None), (Standing.JUDGED, None)]
    assert (cases[0].due_statute, cases[0].in_time_statute, cases[0].in_time_indicator) == (None, None, None)
    assert (cases[1].due_statute, cases[1].in_time_statute) == (date(2015, 3, 1), False)
    assert (cases[1].due_indicator, cases[1].in_time_indicator) == (date(2015, 3, 3), True)


def test_reviews_in_short_breaks_are_kept_and_never_judged() -> None:
    cases = told(started(date(2014, 4, 1), short_break=True), held(FIRST, date(2015, 1, 1)))

    assert [(c.standing, c.due_statute, c.ordinal) for c in cases.reviews] == [(Standing.SHORT_BREAK, None, None)]
    assert (cases.owed, cases.records) == ((), ())
    assert cases.cares[0].short_break


def test_a_period_that_turns_out_not_to_be_short_breaks_is_judged_after_all() -> None:
    facts = (started(date(2014, 4, 1), short_break=True), held(FIRST, date(2014, 5, 1)))
    changed = care.ShortBreakStatusChanged(care=CARE, short_break=False)

    assert told(*facts, changed).reviews[0].in_time_statute is True


def test_a_corrected_start_judges_every_review_anew_and_names_the_correction() -> None:
    facts = (started(date(2014, 4, 1)), held(FIRST, date(2014, 5, 1)))
    corrected = care.LookedAfterDateCorrected(care=CARE, on=date(2014, 3, 20), was=date(2014, 4, 1))
    (case,) = told(*facts, corrected).reviews

    assert (case.in_time_statute, case.period_of_care_start) == (False, date(2014, 3, 20))
    assert event(2) in case.events


def test_authority_and_placement_change_the_clock_and_a_withdrawn_change_changes_it_back() -> None:
    facts = (
        started(date(2014, 4, 1)),
        held(FIRST, date(2014, 4, 22)),
        care.ChildPlacedForAdoption(care=CARE, on=date(2014, 5, 6)),
        held(SECOND, date(2014, 6, 4)),
    )
    withdrawn = care.CareChangeWithdrawn(care=CARE, on=date(2014, 5, 6), change=CareChange.PLACED)
    placed, unplaced = told(*facts).reviews[1], told(*facts, withdrawn).reviews[1]

    assert (placed.regime, placed.due_statute, placed.in_time_statute) == (Regime.PLACED, date(2014, 6, 3), False)
    assert placed.events == (event(0), event(2), event(1), event(3))
    assert (unplaced.regime, unplaced.due_statute) == (Regime.ORDINARY, date(2014, 7, 22))
    assert event(4) in unplaced.events


def test_authority_given_while_placed_moves_no_clock() -> None:
    facts = (
        started(date(2014, 4, 1)),
        held(FIRST, date(2014, 4, 22)),
        care.ChildPlacedForAdoption(care=CARE, on=date(2014, 5, 6)),
        care.AuthorityToPlaceGiven(care=CARE, on=date(2014, 5, 20)),
    )

    assert told(*facts).owed[0].due_statute == date(2014, 6, 3)


def test_the_adopters_return_is_judged_by_whether_the_authority_stands() -> None:
    facts = (
        started(date(2014, 4, 1)),
        care.ChildPlacedForAdoption(care=CARE, on=date(2014, 4, 10)),
        care.ChildReturnedByAdopters(care=CARE, on=date(2014, 5, 1), authority_stands=True),
    )
    (owed,) = told(*facts).owed

    assert (owed.regime, owed.due_statute) == (Regime.AUTHORITY, date(2014, 6, 12))


def test_what_is_owed_next_stays_until_it_is_held_and_goes_where_care_ended_by_the_due_date() -> None:
    start = started(date(2014, 4, 1))
    (owed,) = told(start).owed

    assert (owed.ordinal, owed.due_statute, owed.due_indicator) == (1, date(2014, 5, 1), date(2014, 5, 1))
    assert told(start, care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 5, 1))).owed == ()
    assert told(start, care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 5, 2))).owed[0].care_ended_on == date(
        2014, 5, 2
    )
    assert told(start, held(FIRST, date(2014, 4, 30))).owed[0].due_statute == date(2014, 7, 30)


def test_an_end_may_be_corrected_and_withdrawn() -> None:
    start, end = started(date(2014, 4, 1)), care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 5, 2))
    corrected = care.CareEndCorrected(care=CARE, on=date(2014, 6, 2), was=date(2014, 5, 2), inferred=True)
    withdrawn = care.CareEndWithdrawn(care=CARE, was=date(2014, 6, 2))
    (after,) = told(start, end, corrected).cares
    (running,) = told(start, end, corrected, withdrawn).cares

    assert (after.ended_on, after.end_inferred) == (date(2014, 6, 2), True)
    assert (running.ended_on, running.end_inferred) == (None, False)


def test_a_withdrawn_review_and_a_withdrawn_period_leave_no_case() -> None:
    facts = (started(date(2014, 4, 1)), held(FIRST, date(2014, 5, 1)))

    assert told(*facts, reviews.ReviewEntryWithdrawn(review=FIRST)).reviews == ()
    withdrawn = told(*facts, care.CareEntryWithdrawn(care=CARE))
    assert (withdrawn.cares, withdrawn.owed) == ((), ())
    assert [case.standing for case in withdrawn.reviews] == [Standing.OUTSIDE_CARE]


def test_a_fact_of_a_period_nobody_told_of_is_not_swallowed() -> None:
    with pytest.raises(PeriodUnknown):
        told(care.ChildCeasedLookedAfter(care=CARE, on=date(2014, 5, 2)))


def test_the_first_iro_appointed_is_the_one_that_the_clock_asks_for() -> None:
    appointed = care.IroAppointed(care=CARE, iro=IRO, on=date(2014, 4, 8), appoint_by=date(2014, 4, 8))
    changed = care.IroChanged(care=CARE, iro=CHILD, was=IRO, on=date(2014, 6, 1))
    (case,) = told(started(date(2014, 4, 1)), appointed, changed).cares

    assert (case.iro_on, case.appoint_by) == (date(2014, 4, 8), date(2014, 4, 8))
    assert case.because


def test_the_record_runs_from_completion_and_the_manager_from_the_decisions() -> None:
    (record,) = told(
        started(date(2014, 6, 2)),
        held(FIRST, date(2014, 6, 23), meeting=MEETING),
        reviews.ReviewCompleted(
            review=FIRST, on=date(2014, 6, 30), first_part=date(2014, 6, 23), finish_by=date(2014, 7, 21)
        ),
        reviews.DecisionsIssued(review=FIRST, on=date(2014, 7, 4), due_by=date(2014, 7, 7), decisions=3),
        reviews.ManagerResponded(
            review=FIRST, on=date(2014, 7, 14), due_by=date(2014, 7, 11), response=ManagerResponse.QUERIED
        ),
    ).records

    assert record.own
    assert (record.decisions_due, record.decisions_on) == (date(2014, 7, 7), date(2014, 7, 4))
    assert (record.manager_due, record.manager_on) == (date(2014, 7, 11), date(2014, 7, 14))
    assert (record.record_due, record.record_on) == (date(2014, 7, 21), None)
    assert (record.distribution_due, record.distributed_on) == (date(2014, 7, 28), None)
    assert record.events == tuple(event(n) for n in range(1, 5))


def test_what_a_return_has_no_column_for_is_unknown_until_its_record_is_begun_here() -> None:
    facts = (
        started(date(2014, 6, 2), from_return=True),
        held(FIRST, date(2014, 6, 23), from_return=True),
        reviews.ReviewCompleted(
            review=FIRST, on=date(2014, 6, 23), first_part=date(2014, 6, 23), finish_by=date(2014, 7, 21)
        ),
    )
    begun = reviews.RecordCompleted(review=FIRST, on=date(2014, 7, 4), due_by=date(2014, 7, 14))

    assert (told(*facts).records[0].own, told(*facts).records[0].distribution_due) == (False, None)
    assert told(*facts, begun).records[0].own


def test_every_fact_of_the_topic_can_be_folded() -> None:
    dates = dict.fromkeys(("on", "held_on", "planned_for", "resume_by"), date(2014, 5, 1))
    codes = {"change": CareChange.PLACED, "opened_in": Regime.ORDINARY, "response": ManagerResponse.AGREED}
    others = {"care": CARE, "review": FIRST, "short_break": False, "authority_stands": True, "reason": None, "iro": IRO}
    examples: list[Any] = [fact.model_construct(**{**dates, **codes, **others, "start_known": True}) for fact in TOPIC]
    for example in examples:
        assert folded((started(date(2014, 4, 1)), example)).child == CHILD
