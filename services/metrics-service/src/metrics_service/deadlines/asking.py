"""Asks which clocks are open on a day and run out by another, soonest first, and how many there are of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Date, Integer, Select, Text, Uuid, bindparam, func, or_, select, tuple_, union_all

from iro_events import sql
from iro_events.database import Connection
from iro_events.facts.deadline_codes import ClockId
from metrics_service.deadlines.clocks import running_clocks

Place = tuple[date, str, UUID]
"""Where a deadline stands in a list: by its day, then by its clock and key."""

_AS_AT = bindparam("as_at", type_=Date)
_UNTIL = bindparam("until", type_=Date)
_LIMIT = bindparam("limit", type_=Integer)
_CLOCK = bindparam("clock", type_=Text)
_CHILD = bindparam("child", type_=Uuid)
_AFTER = tuple_(
    bindparam("after_due", type_=Date), bindparam("after_clock", type_=Text), bindparam("after_key", type_=Uuid)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """As at which day, how far ahead, as known when (None: now), and of which clock or child (None: all).

    `gone_by`: the day lies before that of the question, so that what was settled since was still open on it.
    `restricted`: whoever asks may also know of clocks that rest on what few may be told.
    """

    as_at: date
    within: timedelta
    gone_by: bool
    as_known_at: datetime | None = None
    clock: ClockId | None = None
    child: UUID | None = None
    restricted: bool = False

    @property
    def which(self) -> tuple[bool, ...]:
        """What tells one statement from another."""
        then = self.as_known_at is not None
        return then, self.gone_by, self.restricted, self.clock is not None, self.child is not None

    def values(self) -> dict[str, Any]:
        """What the statements' parameters stand for."""
        return {
            "as_at": self.as_at,
            "until": self.as_at + self.within,
            "known_at": self.as_known_at,
            "clock": self.clock,
            "child": self.child,
        }


async def open_deadlines(
    connection: Connection, asked: Asked, after: Place | None, limit: int
) -> Sequence[asyncpg.Record]:
    """The open clocks, soonest first; one more than the limit where more follow."""
    due, clock, key = after or (None, None, None)
    values = {**asked.values(), "limit": limit + 1, "after_due": due, "after_clock": clock, "after_key": key}
    return await sql.fetch(connection, _listed(*asked.which, after is not None), values)


@dataclass(frozen=True, slots=True)
class Number:
    """How many open clocks of one kind have run out, and how many are still to run out by the last day asked for."""

    clock: ClockId
    missed: int
    approaching: int


async def count_deadlines(connection: Connection, asked: Asked) -> list[Number]:
    """The numbers of every clock that has any."""
    rows = await sql.fetch(connection, _counted(*asked.which), asked.values())
    return [Number(ClockId(row["clock"]), row["missed"], row["approaching"]) for row in rows]


def place_of(row: asyncpg.Record) -> Place:
    """Where the row stands in the list."""
    return row["due_by"], row["clock"], row["key"]


@cache
def _listed(*which: bool) -> Select[Any]:
    *of, onwards = which
    clocks = _open(*of).subquery("open")
    columns = (clocks.c.due_by, clocks.c.clock, clocks.c.key)
    listed = select(clocks).order_by(*columns).limit(_LIMIT)
    return listed.where(tuple_(*columns) > _AFTER) if onwards else listed


@cache
def _counted(*which: bool) -> Select[Any]:
    clocks = _open(*which).subquery("open").c
    return select(
        clocks.clock,
        func.count().filter(clocks.due_by < _AS_AT).label("missed"),
        func.count().filter(clocks.due_by >= _AS_AT).label("approaching"),
    ).group_by(clocks.clock)


def _open(*which: bool) -> Select[Any]:
    then, gone_by, restricted, of_clock, of_child = which
    running = running_clocks(then=then, gone_by=gone_by, restricted=restricted)
    clocks = union_all(*(_each(rows, gone_by=gone_by) for rows in running))
    rows = clocks.subquery("clocks")
    wanted = select(rows)
    if of_clock:
        wanted = wanted.where(rows.c.clock == _CLOCK)
    return wanted.where(rows.c.child == _CHILD) if of_child else wanted


def _each(rows: Select[Any], *, gone_by: bool) -> Select[Any]:
    """Nothing is settled on a day to come, so that as at today an open clock is one without a day: an index has it."""
    done_on, since, due_by = (rows.selected_columns[name].element for name in ("done_on", "since", "due_by"))
    settled = or_(done_on.is_(None), done_on > _AS_AT) if gone_by else done_on.is_(None)
    return rows.where(settled, since <= _AS_AT, due_by <= _UNTIL)
