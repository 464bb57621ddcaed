"""The child returned by the adopters: a review not before the 28th and not after the 42nd day. (rulebook R1.22)"""

from datetime import date, timedelta

import pytest

from iro_statute import Basis, CarePeriod, Due, Regime, RegimeChange, ReviewDay, Timetable, walk

ORDINARY, AUTHORITY, PLACED = Regime.ORDINARY, Regime.AUTHORITY, Regime.PLACED
Event = date | tuple[date, Regime]

START = date(2014, 4, 1)
FIRST = date(2014, 4, 20)
PLACED_ON = date(2014, 5, 1)
HELD = date(2014, 5, 20)
RETURNED_ON = date(2014, 7, 1)
WHILE_PLACED: tuple[Event, ...] = (FIRST, (PLACED_ON, PLACED), HELD)
BY = RETURNED_ON + timedelta(days=42)


def walked(*events: Event, basis: Basis = Basis.STATUTE) -> Timetable:
    """A date is a review held; a date with a regime is a change to it."""
    changes = tuple(RegimeChange(*each) for each in events if isinstance(each, tuple))
    reviews = tuple(ReviewDay(each) for each in events if not isinstance(each, tuple))
    return walk(CarePeriod(START, changes=changes, reviews=reviews), basis)


def due(timetable: Timetable) -> Due:
    assert timetable.next_due is not None
    return timetable.next_due


def judged_by(timetable: Timetable) -> list[date | None]:
    return [None if judged.due is None else judged.due.on for judged in timetable.judged]


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("to", [AUTHORITY, ORDINARY])
def test_returned_a_review_is_due_by_the_42nd_day_whether_or_not_the_authority_stands(to: Regime, basis: Basis) -> None:
    assert due(walked(*WHILE_PLACED, (RETURNED_ON, to), basis=basis)).on == BY


def test_a_review_before_the_28th_day_is_judged_by_the_42nd_and_leaves_it_due() -> None:
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, AUTHORITY), RETURNED_ON + timedelta(days=27))

    assert timetable.judged[-1].in_time
    assert judged_by(timetable)[-1] == BY
    assert due(timetable).on == BY
    assert "the review of 28 Jul 2014 came too early to be this one" in due(timetable).because


@pytest.mark.parametrize("to", [AUTHORITY, ORDINARY])
def test_a_review_on_the_28th_day_settles_the_return(to: Regime) -> None:
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, to), RETURNED_ON + timedelta(days=28))

    assert judged_by(timetable)[-1] == BY
    assert due(timetable).on == date(2015, 1, 29)


def test_after_a_return_the_first_review_of_all_is_followed_in_three_months_in_ordinary_care() -> None:
    timetable = walked((START, PLACED), (date(2014, 4, 10), ORDINARY), date(2014, 5, 10))

    assert due(timetable).on == date(2014, 8, 10)


@pytest.mark.parametrize(("days", "in_time"), [(42, True), (43, False)])
def test_a_review_on_the_42nd_day_is_in_time_and_a_day_later_is_late(days: int, in_time: bool) -> None:
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, AUTHORITY), RETURNED_ON + timedelta(days=days))

    assert timetable.judged[-1].in_time is in_time
    assert due(timetable).rule == "R1.21"


def test_a_second_review_that_is_too_early_leaves_the_same_date() -> None:
    early = (RETURNED_ON + timedelta(days=5), RETURNED_ON + timedelta(days=20))
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, ORDINARY), *early)

    assert [judged.in_time for judged in timetable.judged[-2:]] == [True, True]
    assert due(timetable).on == BY


def test_an_overdue_date_stays_at_the_return_and_an_early_review_leaves_the_42nd_day_due() -> None:
    placed = (FIRST, (PLACED_ON, PLACED))  # its first review was due by 29 May
    overdue = date(2014, 5, 29)

    assert due(walked(*placed, (RETURNED_ON, ORDINARY))).on == overdue
    early = walked(*placed, (RETURNED_ON, ORDINARY), RETURNED_ON + timedelta(days=10))
    assert (judged_by(early)[-1], early.judged[-1].in_time) == (overdue, False)
    assert due(early).on == BY


def test_an_overdue_date_stays_at_the_return_and_a_review_from_the_28th_day_settles_both() -> None:
    timetable = walked(FIRST, (PLACED_ON, PLACED), (RETURNED_ON, ORDINARY), RETURNED_ON + timedelta(days=28))

    assert judged_by(timetable)[-1] == date(2014, 5, 29)
    assert due(timetable).on == date(2015, 1, 29)


def test_a_review_on_the_day_of_the_return_was_held_while_placed() -> None:
    timetable = walked(*WHILE_PLACED, RETURNED_ON, (RETURNED_ON, AUTHORITY))

    assert timetable.judged[-1].regime is PLACED
    assert due(timetable).on == BY


def test_placed_again_the_return_is_settled() -> None:
    again = date(2014, 7, 10)
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, AUTHORITY), (again, PLACED), date(2014, 7, 20))

    assert judged_by(timetable)[-1] == again + timedelta(days=28)
    assert due(timetable).on == date(2014, 10, 20)


def test_authority_that_ends_while_the_review_after_a_return_is_outstanding_leaves_it_due() -> None:
    events = (*WHILE_PLACED, (RETURNED_ON, AUTHORITY), (date(2014, 7, 10), ORDINARY))

    assert due(walked(*events)).on == BY
    assert due(walked(*events, date(2014, 7, 20))).on == BY


def test_authority_that_ends_after_the_return_is_settled_gives_the_ordinary_interval() -> None:
    settled = RETURNED_ON + timedelta(days=30)
    timetable = walked(*WHILE_PLACED, (RETURNED_ON, AUTHORITY), settled, (date(2014, 9, 1), ORDINARY))

    assert due(timetable).rule == "R1.03"
    assert due(timetable).on == date(2015, 1, 31)


def test_authority_given_while_the_review_after_a_return_is_outstanding_puts_its_own_date_in_its_place() -> None:
    events = (*WHILE_PLACED, (RETURNED_ON, ORDINARY), (date(2014, 7, 10), AUTHORITY))

    assert due(walked(*events)).on == date(2014, 10, 10)
    held = walked(*events, date(2014, 7, 20))
    assert judged_by(held)[-1] == date(2014, 10, 10)
    assert due(held).on == date(2015, 1, 20)


def test_authority_given_after_a_return_and_ended_unused_gives_the_ordinary_interval() -> None:
    events = (*WHILE_PLACED, (RETURNED_ON, ORDINARY), (date(2014, 7, 10), AUTHORITY), (date(2014, 7, 12), ORDINARY))

    assert due(walked(*events)).on == date(2014, 11, 20)
