from datetime import date

import pytest

from iro_statute import midway_check_by


def test_half_of_an_odd_number_of_days_is_rounded_down() -> None:
    due = midway_check_by(date(2015, 1, 1), date(2015, 1, 8))

    assert due.on == date(2015, 1, 4)
    assert due.rule == "R4.09"
    assert due.because == (
        "midway check (an authority's IRO annual report, R4.09): review held on 1 Jan 2015 (day 0)",
        "the next one due by 8 Jan 2015, 7 days later; half of them are 3",
        "so due by 4 Jan 2015",
    )


def test_a_leap_day_is_a_day_of_the_interval() -> None:
    assert midway_check_by(date(2016, 1, 31), date(2016, 4, 30)).on == date(2016, 3, 16)
    assert midway_check_by(date(2015, 1, 31), date(2015, 4, 30)).on == date(2015, 3, 16)


def test_a_review_due_on_the_very_day_of_the_last_is_checked_that_day() -> None:
    assert midway_check_by(date(2015, 1, 1), date(2015, 1, 1)).on == date(2015, 1, 1)


def test_no_interval_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before the one it follows"):
        midway_check_by(date(2015, 1, 2), date(2015, 1, 1))
