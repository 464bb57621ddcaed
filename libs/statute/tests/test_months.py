from datetime import date

from iro_statute import add_months


def test_a_month_ends_on_the_corresponding_date() -> None:
    assert add_months(date(2014, 7, 1), 3) == date(2014, 10, 1)
    assert add_months(date(2014, 9, 1), 6) == date(2015, 3, 1)


def test_where_there_is_no_such_date_a_month_ends_on_its_last_day() -> None:
    assert add_months(date(2014, 11, 30), 3) == date(2015, 2, 28)
    assert add_months(date(2015, 11, 30), 3) == date(2016, 2, 29)
    assert add_months(date(2015, 1, 31), 3) == date(2015, 4, 30)


def test_december_is_the_twelfth_month_and_not_the_next_years_none() -> None:
    assert add_months(date(2014, 9, 30), 3) == date(2014, 12, 30)
    assert add_months(date(2014, 12, 31), 12) == date(2015, 12, 31)
