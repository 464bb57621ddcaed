"""What holds for every date and every history; bounded and derandomised, so that it is the same run everywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from iro_statute import (
    Basis,
    CarePeriod,
    Due,
    Regime,
    RegimeChange,
    ReviewDay,
    add_working_days,
    authority_to_place,
    count_working_days,
    decisions_by,
    distribution_by,
    explain,
    formal_dispute_by,
    iro_appointed_by,
    is_working_day,
    manager_response_by,
    record_by,
    resume_adjourned_by,
    second_review,
    series_finish_by,
    short_break_first,
    short_break_subsequent,
    subsequent_review,
    subsequent_with_authority,
    walk,
)

bounded = settings(max_examples=120, deadline=None, derandomize=True)

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
counts = st.integers(1, 60)


@st.composite
def care_periods(draw: st.DrawFn) -> CarePeriod:
    """Any period with its events near enough to each other that they meet."""
    started_on = draw(days)
    later = st.integers(0, 600).map(lambda n: started_on + timedelta(days=n))
    start_known = draw(st.booleans())
    return CarePeriod(
        started_on,
        start_known=start_known,
        opened_in=Regime.ORDINARY if start_known else draw(st.sampled_from(Regime)),
        changes=tuple(draw(st.lists(st.builds(RegimeChange, later, st.sampled_from(Regime)), max_size=6))),
        reviews=tuple(draw(st.lists(st.builds(_series, later, st.integers(-1, 28)), max_size=8))),
        short_break=draw(st.booleans()),
    )


def _series(held_on: date, lasted: int) -> ReviewDay:
    return ReviewDay(held_on, None if lasted < 0 else held_on + timedelta(days=lasted))


@bounded
@given(days, counts)
def test_working_days_never_end_on_a_day_that_is_none(start: date, n: int) -> None:
    assert is_working_day(add_working_days(start, n))


@bounded
@given(days, st.integers(0, 40), counts)
def test_a_later_start_never_ends_earlier(start: date, later: int, n: int) -> None:
    assert add_working_days(start, n) <= add_working_days(start + timedelta(days=later), n)
    assert add_working_days(start, n) < add_working_days(start, n + 1)


@bounded
@given(days, counts)
def test_counting_is_the_inverse_of_adding(start: date, n: int) -> None:
    end = add_working_days(start, n)

    assert count_working_days(start, end) == n
    assert count_working_days(start, end - timedelta(days=1)) == n - 1


@bounded
@given(days, st.integers(0, 200))
def test_a_count_is_what_one_gets_by_asking_day_by_day(after: date, length: int) -> None:
    one_by_one = sum(is_working_day(after + timedelta(days=n)) for n in range(1, length + 1))

    assert count_working_days(after, after + timedelta(days=length)) == one_by_one


@bounded
@given(
    st.sampled_from(
        [
            second_review,
            subsequent_review,
            authority_to_place,
            subsequent_with_authority,
            short_break_first,
            short_break_subsequent,
        ]
    ),
    days,
)
def test_the_statute_lies_two_days_before_to_one_day_after_the_indicator(
    clock: Callable[[date, Basis], Due], base: date
) -> None:
    difference = clock(base, Basis.STATUTE).on - clock(base, Basis.INDICATOR).on

    assert -2 <= difference.days <= 1


@bounded
@given(care_periods(), st.sampled_from(Basis))
def test_explaining_twice_says_the_same(care: CarePeriod, basis: Basis) -> None:
    assert explain(care, basis) == explain(care, basis)


@bounded
@given(care_periods(), st.sampled_from(Basis))
def test_every_review_is_judged_once_in_order_and_only_against_a_date_that_is_known(
    care: CarePeriod, basis: Basis
) -> None:
    judged = walk(care, basis).judged

    assert [each.held_on for each in judged] == sorted(review.held_on for review in care.reviews)
    assert [each.ordinal for each in judged] == [n if care.start_known else None for n in range(1, len(judged) + 1)]
    for each in judged:
        assert each.in_time == (None if each.due is None else each.held_on <= each.due.on)


@bounded
@given(care_periods(), st.sampled_from(Basis))
def test_no_date_lies_before_the_start_or_goes_without_reasons(care: CarePeriod, basis: Basis) -> None:
    timetable = walk(care, basis)

    for due in (*(each.due for each in timetable.judged), timetable.next_due):
        if due is not None:
            assert due.on > care.started_on
            assert due.basis is basis
            assert len(due.because) >= 3


@bounded
@given(care_periods(), st.sampled_from(Basis))
def test_the_order_in_which_events_of_different_days_are_given_does_not_matter(care: CarePeriod, basis: Basis) -> None:
    one_a_day = replace(
        care,
        reviews=tuple({review.held_on: review for review in care.reviews}.values()),
        changes=tuple({change.on: change for change in care.changes}.values()),
    )
    turned_round = replace(one_a_day, reviews=one_a_day.reviews[::-1], changes=one_a_day.changes[::-1])

    assert walk(one_a_day, basis) == walk(turned_round, basis)


@bounded
@given(care_periods(), st.sampled_from(Basis), st.integers(0, 600))
def test_what_comes_later_changes_no_earlier_verdict(care: CarePeriod, basis: Basis, length: int) -> None:
    until = care.started_on + timedelta(days=length)
    so_far = replace(
        care,
        reviews=tuple(review for review in care.reviews if review.held_on <= until),
        changes=tuple(change for change in care.changes if change.on <= until),
    )
    judged = walk(so_far, basis).judged

    assert judged == walk(care, basis).judged[: len(judged)]


@bounded
@given(care_periods(), st.sampled_from(Basis))
def test_once_a_review_is_held_something_is_always_due_next(care: CarePeriod, basis: Basis) -> None:
    timetable = walk(care, basis)

    assert timetable.next_due is not None or not care.reviews


@bounded
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_clock_has_a_date_for_every_day_that_a_command_or_a_return_may_name(day: date) -> None:
    for clock in (
        iro_appointed_by,
        series_finish_by,
        resume_adjourned_by,
        decisions_by,
        manager_response_by,
        record_by,
        distribution_by,
        formal_dispute_by,
    ):
        assert clock(day).on > day
    for basis in Basis:
        assert walk(CarePeriod(day, reviews=(ReviewDay(day),)), basis).next_due is not None
