"""Counts working days: Monday to Friday without England's bank holidays (rulebook R1.06).

The day from which one counts is day 0, a working day or not; day 1 is the next working day.
"""

from bisect import bisect_right
from datetime import date

from iro_statute.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY, PUBLISHED_UNTIL

_SATURDAY = 5

# Ordinals in order: a count is then a bisection, cheap enough for every row of a council's return.
_WORKING_DAYS = tuple(
    day
    for day in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    if date.fromordinal(day).weekday() < _SATURDAY and date.fromordinal(day) not in BANK_HOLIDAYS
)
_WORKING = frozenset(_WORKING_DAYS)
_HOLIDAYS = tuple(BANK_HOLIDAYS.items())
_HOLIDAY_DATES = tuple(BANK_HOLIDAYS)


class OutsideCalendar(ValueError):
    """The day lies outside the years of the frozen table of bank holidays."""


def is_working_day(day: date) -> bool:
    """Whether the day is a working day in England; raises OutsideCalendar."""
    _inside(day)
    return day.toordinal() in _WORKING


def add_working_days(start: date, n: int) -> date:
    """The n-th working day after `start`, which is day 0; raises OutsideCalendar, and ValueError for a negative n."""
    _inside(start)
    if n < 0:
        raise ValueError(f"working days are counted forward, not by {n}")
    if n == 0:
        return start
    nth = bisect_right(_WORKING_DAYS, start.toordinal()) + n - 1
    if nth >= len(_WORKING_DAYS):
        raise OutsideCalendar(f"{n} working days after {start} lie after {LAST_DAY}")
    return date.fromordinal(_WORKING_DAYS[nth])


def count_working_days(after: date, until: date) -> int:
    """How many working days lie after `after`, up to and with `until`; 0 if there are none; raises OutsideCalendar."""
    _inside(after)
    _inside(until)
    return max(0, bisect_right(_WORKING_DAYS, until.toordinal()) - bisect_right(_WORKING_DAYS, after.toordinal()))


def holidays_between(after: date, until: date) -> tuple[tuple[date, str], ...]:
    """The weekdays after `after`, up to and with `until`, which a bank holiday takes out of the count."""
    return _HOLIDAYS[bisect_right(_HOLIDAY_DATES, after) : bisect_right(_HOLIDAY_DATES, until)]


def is_forecast(day: date) -> bool:
    """Whether the bank holidays of that day's year are not yet published, so that a count over it may change."""
    return day > PUBLISHED_UNTIL


def _inside(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(f"{day} is not between {FIRST_DAY} and {LAST_DAY}")
