"""Counts a figure: one statement over the figure's cases gives its value, its parts and, where asked, its groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import asyncpg
from sqlalchemy import BigInteger, ColumnElement, Select, Text, and_, cast, distinct, func, literal_column, select, true

from iro_events import sql
from iro_events.database import Connection
from metrics_service.figures.asked import Asked
from metrics_service.figures.catalogue import FIGURES
from metrics_service.figures.figure import Columns, Figure, Part
from metrics_service.figures.knowledge import Knowledge, newest

_TENTH = Decimal("0.1")
_POINTS = (None, "month")
"""The dimensions by which a stock has a row for each day asked for."""
Row = Mapping[str, Any] | asyncpg.Record


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and out of how many where it is a share; None where there is no day to count on yet.

    The value of a share is for each `per` of the denominator: a percentage, if not told otherwise.
    """

    numerator: int | None
    denominator: int | None
    per: int = 100

    @property
    def value(self) -> Decimal | int | None:
        """The number itself, or the percentage or ratio, half-up to one decimal; None where there is no base."""
        if self.denominator is None or self.numerator is None:
            return self.numerator
        if self.denominator == 0:
            return None
        return (Decimal(self.per * self.numerator) / self.denominator).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Group:
    """What is counted of the cases that have one value of a dimension, its parts by id."""

    key: str
    whole: Count
    parts: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's count, its parts' by id, and its groups in the order of their keys; no groups if not asked.

    `known` is how far knowledge went when all of it was counted.
    """

    known: Knowledge
    whole: Count
    parts: Mapping[str, Count]
    groups: Sequence[Group] | None


async def count(connection: Connection, figure: Figure, asked: Asked, by: str | None) -> Counted:
    """The figure, by that dimension of it if one is given."""
    statement = _statement(figure.id, by, asked.as_known_at is not None)
    rows = await sql.fetch(connection, statement, asked.values(series=figure.monthly or by == "month"))
    points = figure.stock and by in _POINTS
    whole: Row | None = next((row for row in rows if _is_whole(row, asked, points=points)), None)
    if whole is None and asked.has_begun:  # a stock has no row for a day on which there was nothing
        whole = _nothing(figure)
    grouped = [row for row in rows if row["key"] is not None]
    return Counted(
        known=Knowledge(rows[0]["newest_at"], rows[0]["newest_seq"]),
        whole=_count(figure, whole),
        parts=_parts(figure, whole),
        groups=None if by is None else _groups(figure, asked, by, grouped),
    )


@cache
def _statement(figure_id: str, by: str | None, then: bool) -> Select[Any]:
    """One row for the whole (`key` null) and one for each group; a stock has one for each of its days instead.

    There is a row in any case, which tells how far knowledge goes.
    """
    figure = FIGURES[figure_id]
    known, counts = newest(figure.rests_on).subquery("known"), _counts(figure, by, then).subquery("counts")
    return select(known, counts).select_from(known.outerjoin(counts, true()))


def _counts(figure: Figure, by: str | None, then: bool) -> Select[Any]:
    cases = figure.cases(then).subquery("cases").c
    counted: ColumnElement[bool] = cases.counted
    numbers: list[ColumnElement[Any]] = [
        *_whole_numbers(figure, cases, counted),
        *(number for place, part in enumerate(figure.parts) for number in _part_numbers(figure, part, place, cases)),
        *(p.base(then).scalar_subquery().label(f"base_{place}") for place, p in enumerate(figure.parts) if p.base),
    ]
    if figure.stock and by in _POINTS:
        month = func.to_char(cases.point, literal_column("'YYYY-MM'")).label("key")
        return select(month, cases.point.label("point"), *numbers).group_by(cases.point)
    if by is None:
        return select(literal_column("NULL::text", Text).label("key"), *numbers)
    key = figure.by[by](cases)
    return select(key.label("key"), *numbers).group_by(func.rollup(key))


def _whole_numbers(figure: Figure, cases: Columns, counted: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    if figure.ratio is not None:
        above, below = figure.ratio
        return [_sum(cases[above], counted).label("numerator"), _sum(cases[below], counted).label("denominator")]
    met = and_(counted, cases.met) if figure.has_verdict else counted
    return [
        _number(figure.things, cases, met).label("numerator"),
        _number(figure.things, cases, counted).label("denominator"),
    ]


def _sum(column: ColumnElement[Any], where: ColumnElement[bool]) -> ColumnElement[int]:
    # PostgreSQL's own sum of whole numbers is a decimal one.
    return cast(func.coalesce(func.sum(column).filter(where), 0), BigInteger)


def _number(things: str | None, cases: Columns, where: ColumnElement[bool]) -> ColumnElement[int]:
    counted = func.count() if things is None else func.count(distinct(cases[things]))
    return counted.filter(where)


def _part_numbers(figure: Figure, part: Part, place: int, cases: Columns) -> list[ColumnElement[Any]]:
    def number(where: ColumnElement[bool]) -> ColumnElement[int]:
        if part.adds is not None:
            return _sum(cases[part.adds], where)
        return _number(part.things or figure.things, cases, where)

    if part.ratio is not None:
        above, below = (_sum(cases[column], part.where(cases)) for column in part.ratio)
        return [above.label(f"part_{place}"), below.label(f"base_{place}")]
    numbers: list[ColumnElement[Any]] = [number(part.where(cases)).label(f"part_{place}")]
    if part.out_of is not None:
        numbers.append(number(part.out_of(cases)).label(f"base_{place}"))
    return numbers


def _is_whole(row: asyncpg.Record, asked: Asked, *, points: bool) -> bool:
    return bool(row["point"] == asked.as_at) if points else row["key"] is None


def _nothing(figure: Figure) -> Row:
    names = [name for place, _ in enumerate(figure.parts) for name in (f"part_{place}", f"base_{place}")]
    return dict.fromkeys(("numerator", "denominator", *names), 0)


def _count(figure: Figure, row: Row | None) -> Count:
    if row is None:
        return Count(None, None)
    return Count(row["numerator"], row["denominator"] if figure.has_verdict or figure.ratio else None, figure.per)


def _parts(figure: Figure, row: Row | None, *, of_group: bool = False) -> dict[str, Count]:
    parts = ((place, part) for place, part in enumerate(figure.parts) if not (of_group and part.base))
    return {part.id: _part(part, place, row) for place, part in parts}


def _part(part: Part, place: int, row: Row | None) -> Count:
    if row is None:
        return Count(None, None)
    return Count(row[f"part_{place}"], row[f"base_{place}"] if part.out_of or part.base or part.ratio else None)


def _groups(figure: Figure, asked: Asked, by: str, rows: Sequence[asyncpg.Record]) -> list[Group]:
    found: dict[str, Row] = {row["key"]: row for row in rows}
    each = sorted({**dict.fromkeys(_keys(asked, by), _nothing(figure)), **found}.items())
    return [Group(key, _count(figure, row), _parts(figure, row, of_group=True)) for key, row in each]


def _keys(asked: Asked, by: str) -> list[str]:
    """Every month or quarter that has come, so that one in which nothing happened is told as such."""
    if by == "month":
        return [f"{day:%Y-%m}" for day in asked.month_ends()]
    if by == "quarter":
        return [_quarter(day.year, day.month) for day in asked.month_ends()]
    return []


def _quarter(year: int, month: int) -> str:
    first_of_year = 4
    return f"{year if month >= first_of_year else year - 1}-Q{(month - first_of_year) % 12 // 3 + 1}"
