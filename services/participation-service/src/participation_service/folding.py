"""Folds a batch into rows of one table, set-based: one read, pure computing, and a write of what differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.event import Event

Row = Mapping[str, Any]
Fold = Callable[[Row | None, Recorded], Row | None]


@dataclass(frozen=True, slots=True)
class Folded:
    """A table whose rows are folded from events of these kinds, each of which names its row by the field `key`."""

    table: Table
    key: str
    fold: Fold
    kinds: tuple[type[Event], ...]


async def fold_into(connection: Connection, folded: Folded, batch: Sequence[Recorded]) -> None:
    """Brings the table up to the batch."""
    own = [told for told in batch if isinstance(told.event, folded.kinds)]
    if not own:
        return
    keys = list({getattr(told.event, folded.key) for told in own})
    read = f"SELECT * FROM {folded.table.name} WHERE {folded.key} = ANY ($1)"  # noqa: S608 - names of our own tables
    before = {row[folded.key]: dict(row) for row in await connection.fetch(read, keys)}
    after: dict[UUID, Row | None] = dict(before)
    for told in own:
        name = getattr(told.event, folded.key)
        after[name] = folded.fold(after.get(name), told)
    changed = [_plain(row) for key, row in after.items() if row is not None and row != before.get(key)]
    if changed:
        await connection.execute(_upsert(folded), changed)
    gone = [key for key in before if after.get(key) is None]
    if gone:
        await connection.execute(f"DELETE FROM {folded.table.name} WHERE {folded.key} = ANY ($1)", gone)  # noqa: S608 - as above


def _upsert(folded: Folded) -> str:
    name, columns = folded.table.name, [column.name for column in folded.table.columns]
    others = ", ".join(f"{column} = excluded.{column}" for column in columns if column != folded.key)
    given = ", ".join(columns)
    return (
        f"INSERT INTO {name} ({given}) "  # noqa: S608 - names of our own tables, no value
        f"SELECT {given} FROM jsonb_populate_recordset(NULL::{name}, $1) "
        f"ON CONFLICT ({folded.key}) DO UPDATE SET {others}"
    )


def _plain(row: Row) -> dict[str, Any]:
    """The row as JSON takes it; the table's own types read it back."""
    return {name: str(value) if isinstance(value, UUID | date) else value for name, value in row.items()}
