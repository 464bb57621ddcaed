"""Lists the cases behind a figure, page by page, the very rows that its value counts and those kept apart from it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Date, Integer, Select, Uuid, and_, bindparam, select, tuple_

from iro_events import sql
from iro_events.database import Connection
from metrics_service.figures.asked import Asked
from metrics_service.figures.catalogue import FIGURES
from metrics_service.figures.figure import Figure
from metrics_service.figures.shown import Verdict

Place = tuple[date, UUID]
"""Where a case stands in a list: by its day, then by its key."""

_LIMIT = bindparam("limit", type_=Integer)
_AFTER = tuple_(bindparam("after_day", type_=Date), bindparam("after_key", type_=Uuid))


class Order(StrEnum):
    """Which end of the period comes first."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the cases: all or those of one verdict, in which order, and how many after which one."""

    verdict: Verdict | None
    order: Order
    after: Place | None
    limit: int


async def list_cases(connection: Connection, figure: Figure, asked: Asked, wanted: Wanted) -> list[asyncpg.Record]:
    """The cases in their order, one more than the limit where more follow."""
    statement = _statement(
        figure.id, wanted.verdict, wanted.order, asked.as_known_at is not None, wanted.after is not None
    )
    after_day, after_key = wanted.after or (None, None)
    values = {
        **asked.values(series=figure.monthly),
        "limit": wanted.limit + 1,
        "after_day": after_day,
        "after_key": after_key,
    }
    return await sql.fetch(connection, statement, values)


@cache
def _statement(figure_id: str, verdict: Verdict | None, order: Order, *which: bool) -> Select[Any]:
    then, onwards = which
    figure = FIGURES[figure_id]
    cases = figure.cases(then).subquery("cases")
    place = tuple_(cases.c.day, cases.c.key)
    columns = (cases.c.day, cases.c.key)
    listed = select(cases).order_by(*(c.desc() for c in columns) if order is Order.LATEST else columns).limit(_LIMIT)
    if verdict is None:
        listed = listed.where(cases.c.counted | cases.c.apart.is_not(None))
    else:
        listed = listed.where(and_(cases.c.counted, cases.c.met == (verdict is figure.verdicts[0])))
    if onwards:
        listed = listed.where(place < _AFTER if order is Order.LATEST else place > _AFTER)
    return listed
