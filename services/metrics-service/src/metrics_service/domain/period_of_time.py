"""A period that a figure is asked for: `2014-15`, `2014-Q1`, `2014-07` or `2014-07-01..2014-09-30`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_REMEDY = (
    "a period is a year from 1 April (2014-15), a quarter of it (2014-Q1 is April to June 2014), a month (2014-07) "
    "or two days (2014-07-01..2014-09-30), between 1900 and 2100"
)


class PeriodMalformed(ValueError):
    """What was asked for is no period; the message says what is."""

    def __init__(self) -> None:
        super().__init__(_REMEDY)


@dataclass(frozen=True, slots=True)
class PeriodOfTime:
    """Both days belong to it; `asked` is how it was written."""

    asked: str
    first: date
    last: date

    def month_ends(self) -> Iterator[date]:
        """The last day of every month the period touches, the last one cut off where the period ends."""
        year, month = self.first.year, self.first.month
        while date(year, month, 1) <= self.last:
            yield min(_end_of(year, month), self.last)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December


def period_of_time(asked: str) -> PeriodOfTime:
    """The period so written. Raises PeriodMalformed.

    `2011-12` is read as the year 2011-12 and not as December 2011, as everything of the form n-(n+1) is.
    """
    for pattern, days in ((_YEAR, _year_or_month), (_QUARTER, _quarter), (_RANGE, _range)):
        if match := pattern.fullmatch(asked):
            try:
                first, last = days(match[1], match[2])
            except ValueError:
                raise PeriodMalformed from None
            if not (first <= last and first.year >= _FIRST_YEAR and last.year <= _LAST_YEAR):
                raise PeriodMalformed
            return PeriodOfTime(asked, first, last)
    raise PeriodMalformed


def _year_or_month(first: str, second: str) -> tuple[date, date]:
    year, number = int(first), int(second)
    if number == (year + 1) % 100:
        return date(year, 4, 1), date(year + 1, 3, 31)
    return date(year, number, 1), _end_of(year, number)


def _quarter(first: str, second: str) -> tuple[date, date]:
    months = 3 + (int(second) - 1) * 3
    year, month = int(first) + months // 12, months % 12 + 1
    return date(year, month, 1), _end_of(year, month + 2)


def _range(first: str, second: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(second)


def _end_of(year: int, month: int) -> date:
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        raise PeriodMalformed
    return date(year, month, monthrange(year, month)[1])
