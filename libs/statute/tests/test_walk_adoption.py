"""Changes of regime: which date they replace, authority to place, placed, moved to other adopters, authority ended."""

from datetime import date, timedelta

from iro_statute import Basis, CarePeriod, Due, Regime, RegimeChange, ReviewDay, Timetable, walk

ORDINARY, AUTHORITY, PLACED = Regime.ORDINARY, Regime.AUTHORITY, Regime.PLACED
START = date(2014, 4, 1)
FIRST_DUE = date(2014, 5, 1)
FIRST = date(2014, 4, 20)
SECOND_DUE = date(2014, 7, 20)

Event = date | tuple[date, Regime]


def walked(*events: Event, basis: Basis = Basis.STATUTE, opened_in: Regime = ORDINARY, known: bool = True) -> Timetable:
    """A date is a review held; a date with a regime is a change to it."""
    care = CarePeriod(
        START,
        start_known=known,
        opened_in=opened_in,
        changes=tuple(RegimeChange(*each) for each in events if isinstance(each, tuple)),
        reviews=tuple(ReviewDay(each) for each in events if not isinstance(each, tuple)),
    )
    return walk(care, basis)


def due(timetable: Timetable) -> Due:
    assert timetable.next_due is not None
    return timetable.next_due


def due_on(*events: Event, basis: Basis = Basis.STATUTE) -> date:
    return due(walked(*events, basis=basis)).on


def judged_by(timetable: Timetable) -> list[date | None]:
    return [None if judged.due is None else judged.due.on for judged in timetable.judged]


def test_a_change_replaces_a_date_that_has_not_passed() -> None:
    assert due_on(FIRST, (date(2014, 6, 1), AUTHORITY)) == date(2014, 9, 1)
    assert due_on(FIRST, (date(2014, 6, 1), AUTHORITY), basis=Basis.INDICATOR) == date(2014, 8, 31)


def test_a_date_due_on_the_day_of_the_change_has_not_passed() -> None:
    replaced = due(walked(FIRST, (SECOND_DUE, AUTHORITY)))

    assert replaced.on == date(2014, 10, 20)
    assert replaced.because[-1] == "so due by 20 Oct 2014, in place of 20 Jul 2014"


def test_a_date_that_has_passed_stays_overdue_and_says_so() -> None:
    stayed = due(walked(FIRST, (SECOND_DUE + timedelta(days=1), AUTHORITY)))

    assert stayed.on == SECOND_DUE
    assert stayed.because[-1] == "authority to place from 21 Jul 2014, when this date had passed, so it stays overdue"


def test_a_date_may_have_passed_on_one_basis_and_be_pending_on_the_other() -> None:
    first = date(2014, 5, 1)  # the second is due by 1 Aug, or on the indicator by 31 Jul
    change = (date(2014, 8, 1), AUTHORITY)

    assert due_on(first, change) == date(2014, 11, 1)
    assert due_on(first, change, basis=Basis.INDICATOR) == date(2014, 7, 31)


def test_a_review_on_the_day_of_a_change_belongs_to_the_regime_before() -> None:
    timetable = walked(FIRST, (FIRST, PLACED))

    assert timetable.judged[0].regime is ORDINARY
    assert judged_by(timetable) == [FIRST_DUE]
    assert due(timetable).on == FIRST + timedelta(days=28)


def test_the_regime_already_in_force_is_no_change() -> None:
    authority = (date(2014, 6, 1), AUTHORITY)

    assert walked(FIRST, (date(2014, 6, 1), ORDINARY)) == walked(FIRST)
    assert walked(FIRST, authority, (date(2014, 7, 1), AUTHORITY)) == walked(FIRST, authority)


def test_authority_on_the_day_of_the_start_replaces_the_first_review() -> None:
    assert due_on((START, AUTHORITY)) == date(2014, 7, 1)


def test_with_authority_every_interval_is_six_months_the_first_too() -> None:
    authority = (date(2014, 4, 10), AUTHORITY)

    assert due_on(authority, date(2014, 7, 10)) == date(2015, 1, 10)
    assert due_on(authority, date(2014, 7, 10), date(2015, 1, 10)) == date(2015, 7, 10)
    assert due_on(authority, date(2014, 7, 10), basis=Basis.INDICATOR) == date(2015, 1, 9)


def test_authority_that_ends_with_no_review_yet_leaves_the_date_standing() -> None:
    standing = due(walked((date(2014, 4, 10), AUTHORITY), (date(2014, 5, 10), ORDINARY)))

    assert standing.on == date(2014, 7, 10)
    assert standing.because[-1] == "authority to place ended on 10 May 2014; the date stands"


def test_authority_that_ends_after_one_review_gives_three_months_from_it() -> None:
    events = (FIRST, (date(2014, 5, 1), AUTHORITY), (date(2014, 6, 1), ORDINARY))

    assert due_on(*events) == SECOND_DUE
    assert due(walked(*events)).because[-1] == "so due by 20 Jul 2014, in place of 1 Aug 2014"


def test_authority_that_ends_after_two_reviews_gives_six_months_from_the_second() -> None:
    events = (FIRST, date(2014, 5, 20), (date(2014, 6, 1), AUTHORITY), (date(2014, 7, 1), ORDINARY))

    assert due_on(*events) == date(2014, 11, 20)


def test_authority_that_ends_after_its_date_has_passed_leaves_it_overdue() -> None:
    assert due_on(FIRST, (date(2014, 5, 1), AUTHORITY), (date(2014, 8, 2), ORDINARY)) == date(2014, 8, 1)


def test_placed_the_first_review_is_due_in_28_days_the_second_in_three_months_the_next_in_six() -> None:
    placed = (date(2014, 6, 1), PLACED)
    first, second = date(2014, 6, 29), date(2014, 9, 29)

    assert due_on(FIRST, placed) == first
    assert due_on(FIRST, placed, first) == second
    assert due_on(FIRST, placed, first, second) == date(2015, 3, 29)
    assert due_on(FIRST, placed, first, basis=Basis.INDICATOR) == date(2014, 9, 28)


def test_the_first_review_of_all_held_while_placed_is_followed_in_three_months() -> None:
    timetable = walked((date(2014, 4, 10), PLACED), date(2014, 5, 1))

    assert judged_by(timetable) == [date(2014, 5, 8)]
    assert due(timetable).rule == "R1.22"
    assert due(timetable).on == date(2014, 8, 1)


def test_a_move_to_other_adopters_begins_again() -> None:
    events = ((date(2014, 6, 1), PLACED), date(2014, 6, 20), date(2014, 9, 1), (date(2014, 10, 1), PLACED))

    assert due_on(FIRST, *events) == date(2014, 10, 29)
    assert due_on(FIRST, *events, date(2014, 10, 29)) == date(2015, 1, 29)


def test_after_an_overdue_review_the_first_held_while_placed_still_counts_as_the_first() -> None:
    timetable = walked(FIRST, (date(2014, 8, 1), PLACED), date(2014, 8, 10))

    assert judged_by(timetable) == [FIRST_DUE, SECOND_DUE]
    assert due(timetable).on == date(2014, 11, 10)


def test_placed_since_nobody_knows_when_every_interval_is_six_months() -> None:
    timetable = walked(date(2014, 5, 1), date(2014, 11, 1), opened_in=PLACED, known=False)

    assert judged_by(timetable) == [None, date(2014, 11, 1)]
    assert due(timetable).on == date(2015, 5, 1)


def test_a_move_to_other_adopters_is_known_even_where_the_placement_is_not() -> None:
    timetable = walked((date(2014, 5, 1), PLACED), date(2014, 5, 29), opened_in=PLACED, known=False)

    assert judged_by(timetable) == [date(2014, 5, 29)]
    assert due(timetable).on == date(2014, 8, 29)
