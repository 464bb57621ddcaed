"""Folds a batch into rows of one table, set-based: one read, pure computing, and a write of what differs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.event import Event

Row = Mapping[str, Any]
Fold = Callable[[Row | None, Recorded], Row | None]
"""The row after what was told; None where there is no row, or no longer."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A table whose rows are folded from events of these kinds, each of which names its row by the field `key`.

    `key` is the table's primary key too. Columns hold what JSON can carry, ids, days and moments.
    """

    table: Table
    key: str
    fold: Fold
    kinds: Collection[type[Event]]


async def fold_into(connection: Connection, folded: Folded, batch: Sequence[Recorded]) -> None:
    """Brings the table up to the batch."""
    name, key = folded.table.name, folded.key
    own = [(getattr(told.event, key), told) for told in batch if type(told.event) in folded.kinds]
    if not own:
        return
    read = f"SELECT * FROM {name} WHERE {key} = ANY ($1)"  # noqa: S608 - names of our own tables
    rows = await connection.fetch(read, list({about for about, _ in own}))
    before = {row[key]: dict(row) for row in rows}
    after: dict[UUID, Row | None] = dict(before)
    for about, told in own:
        after[about] = folded.fold(after.get(about), told)
    changed = [_plain(row) for about, row in after.items() if row is not None and row != before.get(about)]
    if changed:
        await connection.execute(_upsert(folded.table, key), changed)
    gone = [about for about in before if after[about] is None]
    if gone:
        await connection.execute(f"DELETE FROM {name} WHERE {key} = ANY ($1)", gone)  # noqa: S608 - as above


@cache
def _upsert(table: Table, key: str) -> str:
    columns = [column.name for column in table.columns]
    others = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    given = ", ".join(columns)
    return (
        f"INSERT INTO {table.name} ({given}) "  # noqa: S608 - names of our own tables, no value
        f"SELECT {given} FROM jsonb_populate_recordset(NULL::{table.name}, $1) "
        f"ON CONFLICT ({key}) DO UPDATE SET {others}"
    )


def _plain(row: Row) -> dict[str, Any]:
    """The row as JSON takes it; the table's own types read it back."""
    return {name: str(value) if isinstance(value, UUID | date) else value for name, value in row.items()}
