"""Reads the dates and moments that a person types after an option."""

from datetime import date

import typer

_EARLIEST, _LATEST = 1900, 2100


def parse_day(text: str | date) -> date:
    """`2014-04-01` and nothing else, 1900 to 2100. Raises typer.BadParameter with the remedy."""
    if isinstance(text, date):
        return text
    try:
        day = date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        day = None
    if day is None or not _EARLIEST <= day.year <= _LATEST:
        raise typer.BadParameter(f"{text!r} is no date; write it as YYYY-MM-DD, between 1900 and 2100.")
    return day
