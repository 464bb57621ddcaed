"""The tables and indexes of the read model, declared here alone: an area's, active or being rebuilt beside.

Alembic generates `migrations` from `metadata`; a rebuild makes its own from the same declaration.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    event,
    text,
)
from sqlalchemy.schema import CreateSchema
from sqlalchemy.types import TypeEngine

from metrics_service.area import Area, Case
from metrics_service.areas import AREAS
from metrics_service.case_lookups import LOOKUPS, Lookups

metadata = MetaData()

_ALERTS = "alerts"

alerted = Table(
    "told",
    metadata,
    Column("clock", Text, primary_key=True),
    Column("key", Uuid, primary_key=True),
    Column("due_by", Date, primary_key=True),
    Column("lead", Integer, nullable=False),
    schema=_ALERTS,
)
"""The shortest lead at which each deadline was announced."""

to_look_at = Table(
    "to_look_at",
    metadata,
    Column("place", BigInteger, Identity(always=True), primary_key=True),
    Column("child", Uuid, nullable=False),
    schema=_ALERTS,
)
"""The children whose deadlines may have come near."""

day = Table(
    "day",
    metadata,
    Column("passed", Date, nullable=False),
    Column("looked_at", Date),
    Index("only_one_day", text("(true)"), unique=True),
    schema=_ALERTS,
)
"""The last day that passed, and up to which day all children were looked at: one row."""

_TYPES: dict[type, type[TypeEngine[Any]]] = {UUID: Uuid, date: Date, bool: Boolean, int: Integer, str: Text}
_WITHIN_A_NAME = re.compile(r"(?<!^)(?=[A-Z])")
_KNOWN_NOW = "known_to = 'infinity'"


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

    `metadata` makes the schema with them. A row of a case table is what was known from `known_from` until `known_to`.
    """

    metadata: MetaData
    child_history: Table
    told: Table
    cases: tuple[tuple[Table, type[Case]], ...]


def tables_of(area: Area, shelf: Shelf = Shelf.LIVE) -> Tables:
    """The area's tables on that shelf."""
    return _declared(area, shelf)


@cache
def _declared(area: Area, shelf: Shelf) -> Tables:
    """Once for each: a cache would keep a shelf that is named apart from one that is left out."""
    schema, of_shelf = shelf.schema(area), metadata if shelf is Shelf.LIVE else MetaData()
    event.listen(of_shelf, "before_create", CreateSchema(schema))
    history = Table(
        "child_history",
        of_shelf,
        Column("child", Uuid, primary_key=True),
        Column("known_at", DateTime(timezone=True), nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("history", Text, nullable=False),
        Index("child_history_known_at_idx", "known_at"),
        Index("child_history_seq_idx", "seq"),
        schema=schema,
    )
    told = Table(
        "told",
        of_shelf,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("event", Uuid, nullable=False),
        Column("child", Uuid, nullable=False),
        Column("type", Text, nullable=False),
        Column("schema_version", Integer, nullable=False),
        Column("effective_on", Date),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("data", Text, nullable=False),
        Index("told_child_seq_idx", "child", "seq"),
        schema=schema,
    )
    return Tables(of_shelf, history, told, tuple((_versioned(of_shelf, schema, case), case) for case in area.kinds))


@cache
def live(case: type[Case]) -> Table:
    """The table that queries read this kind of case from."""
    [table] = (table for area in AREAS for table, kind in tables_of(area).cases if kind is case)
    return table


def _versioned(of_shelf: MetaData, schema: str, case: type[Case]) -> Table:
    """`row` names a version; the rest of its columns are the case's own fields, those that every case has first."""
    name = _WITHIN_A_NAME.sub("_", case.__name__).lower()
    hints = get_type_hints(case)
    fields = sorted(case._fields, key=lambda field: field not in {"child", "events"})
    return Table(
        name,
        of_shelf,
        Column("row", BigInteger, Identity(always=False), primary_key=True),
        Column("known_from", DateTime(timezone=True), nullable=False),
        Column("known_to", DateTime(timezone=True), nullable=False),
        Column("from_seq", BigInteger, nullable=False),
        *(_column(field, hints[field]) for field in fields),
        UniqueConstraint(LOOKUPS[case].key, "known_from"),
        CheckConstraint("known_from < known_to", name=f"{name}_check"),
        *_indexes(name, LOOKUPS[case]),
        schema=schema,
    )


def _indexes(name: str, lookups: Lookups) -> list[Index]:
    """What figures look for: a child's cases, and those of a span of days, now and as known at a moment."""
    return [
        Index(f"{name}_child_known_to_idx", "child", "known_to"),
        *(Index(f"{name}_{day}_idx", day, postgresql_where=text(_KNOWN_NOW)) for day in lookups.days),
        *(Index(f"{name}_{day}_known_from_known_to_idx", day, "known_from", "known_to") for day in lookups.days),
        *(
            Index(f"{name}_{due}_open_idx", due, postgresql_where=text(f"{_KNOWN_NOW} AND {done} IS NULL"))
            for due, done in lookups.open
        ),
        *(
            Index(f"{name}_{'_'.join(columns)}_idx", *columns, postgresql_where=text(_KNOWN_NOW))
            for columns in lookups.now
        ),
    ]


def _column(name: str, hint: Any) -> Column[Any]:
    if not isinstance(hint, UnionType):
        return Column(name, _type_of(hint), nullable=False)
    [some] = (part for part in get_args(hint) if part is not NoneType)
    return Column(name, _type_of(some))


def _type_of(hint: Any) -> TypeEngine[Any]:
    if get_origin(hint) is tuple:
        return ARRAY(_type_of(get_args(hint)[0]))
    return Text() if issubclass(hint, StrEnum) else _TYPES[hint]()


event.listen(metadata, "before_create", CreateSchema(_ALERTS))
for _area in AREAS:
    tables_of(_area)
