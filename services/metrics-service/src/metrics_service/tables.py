"""The read model's tables as queries and the projection see them, in the live schema or in one being rebuilt."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, DateTime, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.types import TypeEngine

from metrics_service.domain.cases import CareCase, OwedCase, RecordCase, ReviewCase

Case = ReviewCase | OwedCase | CareCase | RecordCase

LIVE, NEXT, FORMER = "figures", "figures_next", "figures_former"

_TYPES: dict[type, type[TypeEngine[Any]]] = {UUID: Uuid, date: Date, bool: Boolean, int: Integer, str: Text}


@dataclass(frozen=True, slots=True)
class Tables:
    """One schema's tables. A row of a case table is what was known from `known_from` until `known_to`."""

    schema: str
    child_history: Table
    review_case: Table
    owed_case: Table
    care_case: Table
    record_case: Table

    @property
    def cases(self) -> tuple[tuple[Table, type[Case]], ...]:
        """The system-versioned tables, each with the case that its rows hold."""
        return (
            (self.review_case, ReviewCase),
            (self.owed_case, OwedCase),
            (self.care_case, CareCase),
            (self.record_case, RecordCase),
        )


@cache
def tables_in(schema: str) -> Tables:
    """The tables of that schema."""
    metadata = MetaData(schema=schema)
    history = Table(
        "child_history",
        metadata,
        Column("child", Uuid, primary_key=True),
        Column("known_at", DateTime(timezone=True)),
        Column("seq", BigInteger),
        Column("history", Text),
    )
    return Tables(
        schema,
        history,
        review_case=_versioned("review_case", metadata, ReviewCase),
        owed_case=_versioned("owed_case", metadata, OwedCase),
        care_case=_versioned("care_case", metadata, CareCase),
        record_case=_versioned("record_case", metadata, RecordCase),
    )


def _versioned(name: str, metadata: MetaData, case: type[Case]) -> Table:
    """`row` names a version; the rest of its columns are the case's own fields."""
    hints = get_type_hints(case)
    return Table(
        name,
        metadata,
        Column("row", BigInteger, primary_key=True),
        Column("known_from", DateTime(timezone=True)),
        Column("known_to", DateTime(timezone=True)),
        Column("from_seq", BigInteger),
        *(Column(field.name, _type_of(hints[field.name])) for field in fields(case)),
    )


def _type_of(hint: Any) -> TypeEngine[Any]:
    if isinstance(hint, UnionType):
        [hint] = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        return ARRAY(_type_of(get_args(hint)[0]))
    return Text() if issubclass(hint, StrEnum) else _TYPES[hint]()
