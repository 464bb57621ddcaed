"""Collects what is told of one child, each thing on the working day on which somebody recorded it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from iro_chassis.clock import ENGLAND
from iro_chassis.roles import Role
from iro_embedded.demo.lots import Lots, office_day
from iro_embedded.demo.starting import Span

_FIRST_HOUR, _LAST_HOUR = 8, 15

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DatedCommand:
    """One request to review-service, at the moment at which it is recorded.

    The names in braces in `path` stand for ids that earlier answers give; `gives` is what this answer's id is called.
    The commands of one `child` keep their order, those of several on one day need not.
    """

    at: datetime
    by: Role
    child: int
    path: str
    body: Body
    gives: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    told_on: date
    by: Role
    path: str
    body: Body
    gives: str | None


class Diary:
    """What is told of one child; nothing before it is known, nothing on the last day of the span."""

    def __init__(self, child: int, known_on: date, span: Span) -> None:
        self._child = child
        self._known_on = known_on
        self._span = span
        self._entries: list[_Entry] = []

    def tell(self, day: date, by: Role, path: str, body: Body, gives: str | None = None) -> date:
        """Notes a command for that day, or the first working day on which it can be told; gives that day."""
        told_on = office_day(max(day, self._known_on))
        self._entries.append(_Entry(told_on, by, path, body, gives))
        return told_on

    def commands(self) -> list[DatedCommand]:
        """All that is told within the span, in order: by day, then as noted."""
        lots = Lots("diary of child", self._child)
        told: list[DatedCommand] = []
        for entry in sorted(self._entries, key=lambda entry: entry.told_on):
            if entry.told_on < self._span.last:
                at = _moment(lots, entry.told_on, told[-1].at if told else None)
                told.append(DatedCommand(at, entry.by, self._child, entry.path, entry.body, entry.gives))
        return told


def _moment(lots: Lots, on: date, before: datetime | None) -> datetime:
    """Some time in office hours; the same day's next command a few minutes later."""
    if before is not None and before.astimezone(ENGLAND).date() == on:
        return before + timedelta(minutes=lots.number(1, 9))
    told_at = time(lots.number(_FIRST_HOUR, _LAST_HOUR), lots.number(0, 59), lots.number(0, 59))
    return datetime.combine(on, told_at, ENGLAND)
