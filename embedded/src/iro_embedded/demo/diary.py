"""Collects what a service is told of one child, each thing on the working day on which somebody recorded it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from iro_chassis.roles import Role
from iro_embedded.demo.lots import Lots, office_day
from iro_embedded.demo.starting import Span
from iro_events.dates import ENGLAND

REVIEWS, ESCALATIONS, PARTICIPATION = "review-service", "escalation-service", "participation-service"
METRICS = "metrics-service"
"""Who is told."""

_FIRST_HOUR, _LAST_HOUR = 8, 15

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """In a body: the id that an earlier answer gave under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class DatedCommand:
    """One request to a service, at the moment at which it is recorded.

    The names in braces in `path` stand for ids that earlier answers give; `gives` is what this answer's id is called.
    The commands of one `child` keep their order, those of several on one day need not.
    """

    at: datetime
    by: Role
    child: int
    path: str
    body: Body
    gives: str | None = None
    to: str = REVIEWS


@dataclass(frozen=True, slots=True)
class _Entry:
    told_on: date
    by: Role
    path: str
    body: Body
    gives: str | None


class Diary:
    """What one service is told of one child; nothing before it is known, nothing on the last day of the span.

    On a day on which something was told of the child `before`, it comes after that.
    """

    def __init__(
        self, child: int, known_on: date, span: Span, *, to: str = REVIEWS, before: Iterable[DatedCommand] = ()
    ) -> None:
        self._child = child
        self._known_on = known_on
        self._span = span
        self._to = to
        self._before = {command.at.astimezone(ENGLAND).date(): command.at for command in before}
        self._entries: list[_Entry] = []

    def tell(self, day: date, by: Role, path: str, body: Body, gives: str | None = None) -> date:
        """Notes a command for that day, or the first working day on which it can be told; gives that day."""
        told_on = office_day(max(day, self._known_on))
        self._entries.append(_Entry(told_on, by, path, body, gives))
        return told_on

    def commands(self) -> list[DatedCommand]:
        """All that is told within the span, in order: by day, then as noted."""
        lots = Lots("diary of child", self._child, *([] if self._to == REVIEWS else [self._to]))
        told: list[DatedCommand] = []
        last = dict(self._before)
        for entry in sorted(self._entries, key=lambda entry: entry.told_on):
            if entry.told_on < self._span.last:
                at = _moment(lots, entry.told_on, last.get(entry.told_on))
                last[entry.told_on] = at
                told.append(DatedCommand(at, entry.by, self._child, entry.path, entry.body, entry.gives, self._to))
        return told


def _moment(lots: Lots, on: date, before: datetime | None) -> datetime:
    """Some time in office hours; a few minutes after what was told before it on the same day."""
    if before is not None:
        return before + timedelta(minutes=lots.number(1, 9))
    told_at = time(lots.number(_FIRST_HOUR, _LAST_HOUR), lots.number(0, 59), lots.number(0, 59))
    return datetime.combine(on, told_at, ENGLAND)
