from datetime import date

import pytest

from iro_statute import (
    OutsideCalendar,
    add_working_days,
    count_working_days,
    holidays_between,
    is_forecast,
    is_working_day,
)

GOOD_FRIDAY = date(2014, 4, 18)
EASTER_MONDAY = date(2014, 4, 21)
FRIDAY = date(2014, 6, 13)
SATURDAY = date(2014, 6, 14)
MONDAY = date(2014, 6, 16)


def test_a_weekday_is_a_working_day_and_a_weekend_or_bank_holiday_is_not() -> None:
    assert is_working_day(FRIDAY)
    assert not is_working_day(SATURDAY)
    assert not is_working_day(GOOD_FRIDAY)


def test_day_one_is_the_next_working_day_whatever_day_zero_is() -> None:
    assert add_working_days(FRIDAY, 1) == MONDAY
    assert add_working_days(SATURDAY, 1) == MONDAY
    assert add_working_days(GOOD_FRIDAY, 1) == date(2014, 4, 22)


def test_no_working_days_after_a_day_is_the_day_itself() -> None:
    assert add_working_days(SATURDAY, 0) == SATURDAY


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(FRIDAY, -1)


def test_a_count_leaves_out_its_first_day_and_takes_in_its_last() -> None:
    assert count_working_days(FRIDAY, MONDAY) == 1
    assert count_working_days(FRIDAY, SATURDAY) == 0
    assert count_working_days(FRIDAY, FRIDAY) == 0
    assert count_working_days(MONDAY, FRIDAY) == 0


def test_the_holidays_between_leave_out_the_first_day_and_take_in_the_last() -> None:
    assert holidays_between(GOOD_FRIDAY, EASTER_MONDAY) == ((EASTER_MONDAY, "Easter Monday"),)


def test_a_holiday_on_a_weekend_takes_nothing_out_of_the_count() -> None:
    christmas_2021 = holidays_between(date(2021, 12, 24), date(2021, 12, 28))

    assert [day.day for day, _ in christmas_2021] == [27, 28]


def test_a_day_after_the_published_years_is_a_forecast() -> None:
    assert not is_forecast(date(2028, 12, 31))
    assert is_forecast(date(2029, 1, 1))


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2103, 1, 1), date.min, date.max])
def test_a_day_outside_the_calendar_is_refused(day: date) -> None:
    with pytest.raises(OutsideCalendar):
        is_working_day(day)
    with pytest.raises(OutsideCalendar):
        add_working_days(day, 1)
    with pytest.raises(OutsideCalendar):
        count_working_days(day, FRIDAY)
    with pytest.raises(OutsideCalendar):
        count_working_days(FRIDAY, day)


def test_a_count_that_runs_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        add_working_days(date(2102, 12, 29), 3)
