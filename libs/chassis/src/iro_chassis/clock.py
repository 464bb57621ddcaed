"""The only place that asks what time it is; everything else is given a Clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the moment now, in UTC."""

ENGLAND = ZoneInfo("Europe/London")


def system_clock() -> datetime:
    """The moment now, in UTC, by the machine's clock."""
    return datetime.now(UTC)  # noqa: TID251 - the one clock that every process is given


def today_in_england(at: datetime) -> date:
    """The calendar day in England at that moment, summer time considered. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(ENGLAND).date()
