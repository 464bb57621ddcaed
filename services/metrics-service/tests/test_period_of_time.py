from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics_service.domain.period_of_time import PeriodMalformed, period_of_time


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2014-15", date(2014, 4, 1), date(2015, 3, 31)),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2011-12", date(2011, 4, 1), date(2012, 3, 31)),
        ("2014-Q1", date(2014, 4, 1), date(2014, 6, 30)),
        ("2014-Q3", date(2014, 10, 1), date(2014, 12, 31)),
        ("2014-Q4", date(2015, 1, 1), date(2015, 3, 31)),
        ("2014-07", date(2014, 7, 1), date(2014, 7, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-07-01..2014-09-30", date(2014, 7, 1), date(2014, 9, 30)),
        ("2014-07-01..2014-07-01", date(2014, 7, 1), date(2014, 7, 1)),
    ],
)
def test_a_period_is_a_year_a_quarter_a_month_or_two_days(asked: str, first: date, last: date) -> None:
    period = period_of_time(asked)

    assert (period.first, period.last, period.asked) == (first, last, asked)


@pytest.mark.parametrize(
    "asked",
    [
        "", "2014", "2014-16", "2014-13", "2014-00", "2014-Q5", "2014-Q0", "14-15", "2014/15", " 2014-15", "2014-15 ",
        "2014-02-30..2014-03-01", "2014-09-30..2014-07-01", "2014-07-01", "1899-00", "2100-01", "0000-01", "9999-00",
        "\u0662\u0660\u0661\u0664-\u0661\u0665",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_remedy(asked: str) -> None:
    with pytest.raises(PeriodMalformed, match="2014-15"):
        period_of_time(asked)


def test_the_months_of_a_period_end_with_it() -> None:
    assert tuple(period_of_time("2014-11-10..2015-01-20").month_ends()) == (
        date(2014, 11, 30),
        date(2014, 12, 31),
        date(2015, 1, 20),
    )


@given(st.text(alphabet="0123456789-Q.", max_size=24))
def test_whatever_is_asked_is_a_period_or_refused(asked: str) -> None:
    try:
        period = period_of_time(asked)
    except PeriodMalformed:
        return
    assert period.first <= period.last
