"""Dates, lists and ordinals as a person would write them; no locale of the machine has a say."""

from collections.abc import Sequence
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def in_words(day: date) -> str:
    """`1 Apr 2014`."""
    return f"{day.day} {month_in_words(day)} {day.year}"


def month_in_words(day: date) -> str:
    """`Apr`."""
    return _MONTHS[day.month - 1]


def listed(things: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return " and ".join(filter(None, (", ".join(things[:-1]), things[-1]))) if things else ""


def counted(n: int, thing: str) -> str:
    """`1 day`, `2 days`."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def numbered(n: int) -> str:
    """`31st`, `2nd`, `12th`."""
    return f"{n}{'th' if n % 100 in _TEENS else _SUFFIXES.get(n % 10, 'th')}"


def ordinal(n: int) -> str:
    """`first` to `tenth`, then `11th`."""
    return _ORDINALS[n - 1] if n <= len(_ORDINALS) else numbered(n)
