"""Calendar days: as commands must give them (YYYY-MM-DD, never a number or a moment), and the day in England."""

import re
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

ENGLAND = ZoneInfo("Europe/London")

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def today_in_england(at: datetime) -> date:
    """The calendar day in England at that moment, summer time considered. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(ENGLAND).date()


def strict_day(given: object) -> date:
    """The day itself. Raises PydanticCustomError, with a remedy and without the value, for anything else."""
    day = _parsed(given)
    if day is None:
        raise PydanticCustomError("date_malformed", "not a day of the calendar; give it as YYYY-MM-DD")
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("date_out_of_range", "give a day from 1900-01-01 to 2100-12-31")
    return day


def _parsed(given: object) -> date | None:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    if not isinstance(given, str) or not _ISO_DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


StrictDate = Annotated[date, BeforeValidator(strict_day)]
"""A day from 1900 to 2100; pydantic's own `date` would take 0 for 1 January 1970."""
