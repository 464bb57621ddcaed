"""Ordinary care: first, second, subsequent; series of meetings; unknown start; short breaks."""

from datetime import date

import pytest

from iro_statute import Basis, CarePeriod, Regime, RegimeChange, ReviewDay, Timetable, walk

START = date(2014, 4, 1)
FIRST = date(2014, 5, 1)


def walked(
    *reviews: ReviewDay | date, basis: Basis = Basis.STATUTE, start: date = START, known: bool = True
) -> Timetable:
    days = tuple(each if isinstance(each, ReviewDay) else ReviewDay(each) for each in reviews)
    return walk(CarePeriod(start, start_known=known, reviews=days), basis)


def next_due(timetable: Timetable) -> date | None:
    return None if timetable.next_due is None else timetable.next_due.on


def test_the_second_review_is_due_three_months_after_the_first_was_held_and_not_after_it_was_due() -> None:
    early = date(2014, 4, 20)

    assert next_due(walked(early)) == date(2014, 7, 20)
    assert next_due(walked(early, basis=Basis.INDICATOR)) == date(2014, 7, 20)
    assert next_due(walked(FIRST)) == date(2014, 8, 1)
    assert next_due(walked(FIRST, basis=Basis.INDICATOR)) == date(2014, 7, 31)


def test_every_review_after_the_second_is_due_six_months_after_the_one_before() -> None:
    second, third = date(2014, 8, 1), date(2015, 1, 31)

    assert next_due(walked(FIRST, second)) == date(2015, 2, 1)
    assert next_due(walked(FIRST, second, third)) == date(2015, 7, 31)
    assert next_due(walked(FIRST, second, third, basis=Basis.INDICATOR)) == date(2015, 8, 2)


def test_a_review_brought_forward_counts_and_rebases_the_next() -> None:
    timetable = walked(FIRST, date(2014, 5, 10))

    assert [judged.ordinal for judged in timetable.judged] == [1, 2]
    assert next_due(timetable) == date(2014, 11, 10)


def test_each_basis_has_its_own_verdict_on_the_same_review() -> None:
    second = date(2014, 8, 1)  # three months after the first, and the 92nd day

    assert walked(FIRST, second).judged[1].in_time is True
    assert walked(FIRST, second, basis=Basis.INDICATOR).judged[1].in_time is False


def test_reviews_are_taken_by_date_whatever_their_order() -> None:
    second = date(2014, 8, 1)

    assert walked(second, FIRST) == walked(FIRST, second)


def test_two_reviews_on_one_day_are_two_reviews() -> None:
    timetable = walked(FIRST, FIRST)

    assert [judged.ordinal for judged in timetable.judged] == [1, 2]
    assert next_due(timetable) == date(2014, 11, 1)


def test_a_series_of_meetings_is_timely_by_its_first_part_and_the_next_runs_from_its_completion() -> None:
    timetable = walked(ReviewDay(FIRST, completed_on=date(2014, 5, 20)))

    assert timetable.judged[0].in_time
    assert next_due(timetable) == date(2014, 8, 20)
    assert timetable.next_due is not None
    assert "after the review of 1 May 2014, the first, completed on 20 May 2014" in timetable.next_due.because[0]


def test_a_review_completed_on_the_day_it_was_held_is_told_as_one_day() -> None:
    assert walked(ReviewDay(FIRST, completed_on=FIRST)) == walked(FIRST)


@pytest.mark.parametrize("basis", Basis)
def test_a_period_begun_by_31_march_2011_has_28_days_and_from_1_april_20_working_days(basis: Basis) -> None:
    assert next_due(walked(start=date(2011, 3, 31), basis=basis)) == date(2011, 4, 28)
    assert next_due(walked(start=date(2011, 4, 1), basis=basis)) == date(2011, 5, 5)


def test_in_a_period_of_unknown_start_the_first_review_is_not_assessable_and_later_ones_go_by_six_months() -> None:
    timetable = walked(FIRST, date(2014, 11, 1), date(2015, 5, 2), known=False)

    assert [(judged.ordinal, judged.in_time) for judged in timetable.judged] == [
        (None, None),
        (None, True),
        (None, False),
    ]
    assert timetable.judged[0].due is None
    assert next_due(timetable) == date(2015, 11, 2)


def test_in_a_period_of_unknown_start_nothing_is_due_until_something_is_known() -> None:
    assert walked(known=False).next_due is None


def test_in_a_period_of_unknown_start_a_change_of_regime_gives_a_date() -> None:
    care = CarePeriod(
        START,
        start_known=False,
        changes=(RegimeChange(date(2014, 6, 1), Regime.AUTHORITY),),
        reviews=(ReviewDay(date(2014, 9, 1)),),
    )

    assert [(judged.ordinal, judged.in_time) for judged in walk(care, Basis.STATUTE).judged] == [(None, True)]


def test_the_regime_told_is_the_one_after_the_last_event() -> None:
    care = CarePeriod(START, changes=(RegimeChange(date(2014, 6, 1), Regime.AUTHORITY),))

    assert walk(care, Basis.STATUTE).regime is Regime.AUTHORITY
    assert walked().regime is Regime.ORDINARY


def test_under_short_breaks_the_first_review_has_three_months_and_every_other_six() -> None:
    reviews = (ReviewDay(date(2014, 7, 1)), ReviewDay(date(2015, 1, 1)))
    timetable = walk(CarePeriod(START, reviews=reviews, short_break=True), Basis.STATUTE)

    assert [None if judged.due is None else judged.due.on for judged in timetable.judged] == [
        date(2014, 7, 1),
        date(2015, 1, 1),
    ]
    assert next_due(timetable) == date(2015, 7, 1)


def test_short_breaks_of_unknown_start_have_no_first_date() -> None:
    assert walk(CarePeriod(START, start_known=False, short_break=True), Basis.STATUTE).next_due is None
