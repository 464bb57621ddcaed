"""Runs SQLAlchemy Core statements on the driver's own connection, without SQLAlchemy's engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import asyncpg
from sqlalchemy import DDLElement, Executable, MetaData, create_mock_engine
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.sql import ClauseElement

from iro_events.database import Connection


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    order: tuple[str, ...]
    values: Mapping[str, Any]


_dialect = PGDialect_asyncpg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call] # untyped there
_compiled: WeakKeyDictionary[Executable, _Compiled] = WeakKeyDictionary()


async def fetch(
    connection: Connection, statement: Executable, values: Mapping[str, Any] | None = None
) -> list[asyncpg.Record]:
    """All rows. `values` fill the statement's named parameters; a statement kept in a module is compiled once."""
    sql, arguments = _ready(statement, values)
    return await connection.fetch(sql, *arguments)


async def fetch_one(
    connection: Connection, statement: Executable, values: Mapping[str, Any] | None = None
) -> asyncpg.Record | None:
    """The first row, or None."""
    sql, arguments = _ready(statement, values)
    return await connection.fetchrow(sql, *arguments)


async def execute(connection: Connection, statement: Executable, values: Mapping[str, Any] | None = None) -> None:
    """Runs the statement for what it changes."""
    sql, arguments = _ready(statement, values)
    await connection.execute(sql, *arguments)


async def create(connection: Connection, metadata: MetaData) -> None:
    """Makes the tables with all that is declared with them. Raises what the driver raises, also where one is there."""
    statements: list[str] = []

    def take(statement: DDLElement, *_: object, **__: object) -> None:
        statements.append(str(statement.compile(dialect=_dialect)))

    metadata.create_all(create_mock_engine("postgresql+asyncpg://", take), checkfirst=False)
    await connection.execute(";".join(statements))


def _ready(statement: Executable, values: Mapping[str, Any] | None) -> tuple[str, list[Any]]:
    compiled = _compiled.get(statement)
    if compiled is None:
        compiled = _compiled[statement] = _compile(statement)
    given = {**compiled.values, **values} if values else compiled.values
    return compiled.sql, [given[name] for name in compiled.order]


def _compile(statement: Executable) -> _Compiled:
    """The driver's codecs take the values as they are, so SQLAlchemy's own conversions are left out."""
    if not isinstance(statement, ClauseElement):
        raise TypeError(f"{type(statement).__name__} is no Core statement")
    compiled = statement.compile(dialect=_dialect, compile_kwargs={"render_postcompile": True})
    order = getattr(compiled, "positiontup", None) or ()
    return _Compiled(str(compiled), tuple(order), dict(compiled.params))
