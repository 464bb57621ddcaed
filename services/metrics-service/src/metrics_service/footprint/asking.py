"""Reads everything that was told of a child, in the order of the days on which it matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Select, Uuid, bindparam, func, literal_column, or_, select

from iro_events import sql
from iro_events.database import Connection
from iro_events.event import Event
from metrics_service.area import Area
from metrics_service.areas import AREAS, REVIEWS
from metrics_service.domain.cases import ReviewCase
from metrics_service.figures.asked import known
from metrics_service.tables import live, tables_of

_CHILD = bindparam("child", type_=Uuid)
_FIRST = bindparam("first", type_=Date)
_LAST = bindparam("last", type_=Date)
_KNOWN_AT = bindparam("known_at", type_=DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: on which day it matters (if none, the day on which it was recorded), and what it is."""

    on: date
    recorded_at: datetime
    seq: int
    event: UUID
    fact: Event


async def is_known(connection: Connection, child: UUID) -> bool:
    """Whether anything was ever told of the child."""
    return await sql.fetch_one(connection, _known(REVIEWS), {"child": child}) is not None


async def told_of(
    connection: Connection, child: UUID, first: date, last: date, known_at: datetime | None
) -> list[Told]:
    """The facts whose day lies between the two, both included, as far as they were known at the moment; in order."""
    asked: Mapping[str, Any] = {"child": child, "first": first, "last": last, "known_at": known_at}
    lines = [line for area in AREAS for line in await _of_area(connection, area, asked)]
    return sorted(lines, key=lambda line: (line.on, line.recorded_at, line.seq, line.fact.type))


async def _of_area(connection: Connection, area: Area, asked: Mapping[str, Any]) -> list[Told]:
    rows = await sql.fetch(connection, _lines(area), asked)
    return [Told(row["day"], row["recorded_at"], row["seq"], row["event"], _fact(area, row)) for row in rows]


def _fact(area: Area, row: Any) -> Event:
    return area.catalogue.decode(row["type"], row["schema_version"], row["data"])


async def reviews_judged(
    connection: Connection, child: UUID, first: date, last: date, known_at: datetime | None
) -> Mapping[UUID, Sequence[str]]:
    """Why each review of the child that was held between the two days was in time or late, by the review's id."""
    asked = {"child": child, "first": first, "last": last, "known_at": known_at}
    rows = await sql.fetch(connection, _judged(then=known_at is not None), asked)
    return {row["review"]: row["because_statute"] for row in rows}


@cache
def _judged(*, then: bool) -> Select[Any]:
    table = live(ReviewCase)
    mine = (table.c.child == _CHILD, table.c.held_on.between(_FIRST, _LAST), known(table, then=then))
    return select(table.c.review, table.c.because_statute).where(*mine)


@cache
def _known(area: Area) -> Select[Any]:
    history = tables_of(area).child_history
    return select(history.c.child).where(history.c.child == _CHILD)


@cache
def _lines(area: Area) -> Select[Any]:
    told = tables_of(area).told
    recorded_on = func.timezone(literal_column("'Europe/London'"), told.c.recorded_at, type_=DateTime).cast(Date)
    day = func.coalesce(told.c.effective_on, recorded_on)
    return (
        select(told, day.label("day"))
        .where(told.c.child == _CHILD, day.between(_FIRST, _LAST))
        .where(or_(_KNOWN_AT.is_(None), told.c.recorded_at <= _KNOWN_AT))
    )
