"""The read model's tables as queries and projections see them: an area's, live or being rebuilt beside."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, DateTime, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.types import TypeEngine

from metrics_service.area import Area, Case
from metrics_service.areas import AREAS

_TYPES: dict[type, type[TypeEngine[Any]]] = {UUID: Uuid, date: Date, bool: Boolean, int: Integer, str: Text}
_WITHIN_A_NAME = re.compile(r"(?<!^)(?=[A-Z])")


class Shelf(StrEnum):
    """Which of an area's schemas: the one read, the one being built, the one that was read before."""

    LIVE = ""
    NEXT = "_next"
    FORMER = "_former"

    def schema(self, area: Area) -> str:
        """The schema's name."""
        return f"{area.name}{self.value}"


@dataclass(frozen=True, slots=True)
class Tables:
    """One schema's tables: of each child its history, every fact told, and its cases.

    A row of a case table is what was known from `known_from` until `known_to`.
    """

    child_history: Table
    told: Table
    cases: tuple[tuple[Table, type[Case]], ...]


@cache
def tables_of(area: Area, shelf: Shelf = Shelf.LIVE) -> Tables:
    """The area's tables on that shelf."""
    metadata = MetaData(schema=shelf.schema(area))
    history = Table(
        "child_history",
        metadata,
        Column("child", Uuid, primary_key=True),
        Column("known_at", DateTime(timezone=True)),
        Column("seq", BigInteger),
        Column("history", Text),
    )
    told = Table(
        "told",
        metadata,
        Column("seq", BigInteger, primary_key=True),
        Column("event", Uuid),
        Column("child", Uuid),
        Column("type", Text),
        Column("schema_version", Integer),
        Column("effective_on", Date),
        Column("recorded_at", DateTime(timezone=True)),
        Column("data", Text),
    )
    return Tables(history, told, tuple((_versioned(metadata, case), case) for case in area.kinds))


@cache
def live(case: type[Case]) -> Table:
    """The table that queries read this kind of case from."""
    [table] = (table for area in AREAS for table, kind in tables_of(area).cases if kind is case)
    return table


def _versioned(metadata: MetaData, case: type[Case]) -> Table:
    """`row` names a version; the rest of its columns are the case's own fields."""
    hints = get_type_hints(case)
    return Table(
        _WITHIN_A_NAME.sub("_", case.__name__).lower(),
        metadata,
        Column("row", BigInteger, primary_key=True),
        Column("known_from", DateTime(timezone=True)),
        Column("known_to", DateTime(timezone=True)),
        Column("from_seq", BigInteger),
        *(Column(name, _type_of(hints[name])) for name in case._fields),
    )


def _type_of(hint: Any) -> TypeEngine[Any]:
    if isinstance(hint, UnionType):
        [hint] = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        return ARRAY(_type_of(get_args(hint)[0]))
    return Text() if issubclass(hint, StrEnum) else _TYPES[hint]()
