"""The moment of knowledge that a question names: a day, to its end in England, or a moment with its time zone."""

from datetime import date, datetime, time, timedelta

from iro_chassis.problems import Fault, RequestInvalid
from iro_events.dates import ENGLAND

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def moment_asked(asked: str | None) -> datetime | None:
    """The moment; None where none is named. Raises RequestInvalid."""
    if asked is None:
        return None
    try:
        moment = (
            _end_of(date.fromisoformat(asked)) if len(asked) == len("YYYY-MM-DD") else datetime.fromisoformat(asked)
        )
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        detail = (
            "give a day (2014-07-01, to its end in England) or a moment with its time zone (2014-07-01T09:00:00Z), "
            "from 1900 to 2100"
        )
        raise RequestInvalid([Fault("as_known_at", "moment_malformed", detail)])
    return moment


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ENGLAND) - timedelta(microseconds=1)
