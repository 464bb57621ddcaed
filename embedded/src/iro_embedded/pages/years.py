"""The years of a report: 1 April to 31 March, their quarters, and which of them have anything to show."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

_APRIL = 4
_QUARTER = re.compile(r"\d{4}-Q[1-4]", re.ASCII)
_QUARTERS = ("April to June", "July to September", "October to December", "January to March")


def year_of(day: date) -> str:
    """`2016-17` for any day from 1 April 2016 to 31 March 2017."""
    return _named(day.year if day.month >= _APRIL else day.year - 1)


def months_of(year: str) -> list[str]:
    """The year's months in order, as `2016-04`."""
    first = int(year[:4])
    return [f"{first + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(4, 16)]  # noqa: PLR2004 -- months


def quarters_of(year: str) -> list[str]:
    """The year's quarters in order, as `2016-Q1`."""
    return [f"{year[:4]}-Q{number + 1}" for number in range(len(_QUARTERS))]


def year_with(period: str) -> str:
    """The year that a year or a quarter belongs to."""
    return _year(period)


def in_full(period: str) -> str:
    """A year or a quarter in words: `2016-Q4` as `January to March 2017`."""
    if not is_quarter(period):
        return period
    number, first = int(period[-1]), int(period[:4])
    return f"{_QUARTERS[number - 1]} {first + (number == len(_QUARTERS))}"


def years_with(groups: Iterable[dict[str, Any]], today: date) -> list[str]:
    """This year and every year with a quarter that counts something, the latest first."""
    return sorted({year_of(today), *(_year(group["key"]) for group in groups if group["value"])}, reverse=True)


def latest_with(groups: Iterable[dict[str, Any]], today: date) -> str:
    """The latest year up to this one in which something was counted; this year where nothing was."""
    return max((_year(group["key"]) for group in groups if group["value"]), default=year_of(today))


def _year(quarter: str) -> str:
    return _named(int(quarter[:4]))


def _named(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02}"


def recent_years(today: date) -> list[str]:
    """This year and the twelve before it, the latest first."""
    first = int(year_of(today)[:4])
    return [_named(year) for year in range(first, first - 13, -1)]


def is_year(text: str) -> bool:
    """Whether the text names a year, such as `2016-17`."""
    return text[:4].isascii() and text[:4].isdecimal() and text == _named(int(text[:4]))


def is_quarter(text: str) -> bool:
    """Whether the text names a quarter, such as `2016-Q1` for April to June 2016."""
    return _QUARTER.fullmatch(text) is not None
