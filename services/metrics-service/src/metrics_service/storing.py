"""Reads and writes the read model's rows in sets: what differs is moved, dropped or copied in, and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    Delete,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.types import Text, Uuid

from iro_events import sql
from iro_events.catalogue import encode
from iro_events.database import Connection
from iro_events.envelope import Recorded
from metrics_service.area import Case
from metrics_service.domain.versions import Version, Versions

_FOR_EVER = datetime.max.replace(tzinfo=UTC)
"""What the driver writes as PostgreSQL's own infinity."""

_CHILDREN = bindparam("children", type_=ARRAY(Uuid))


_LISTS: Mapping[type[Case], frozenset[str]] = {
    case: frozenset(name for name, hint in get_type_hints(case).items() if get_origin(hint) is tuple)
    for case in get_args(Case)
}


class ChildRow(NamedTuple):
    """A child's history as stored; `known_at` and `seq` are of the last fact folded."""

    child: UUID
    known_at: datetime
    seq: int
    history: str


async def load_histories(connection: Connection, history: Table, children: Sequence[UUID]) -> dict[UUID, ChildRow]:
    """The histories of those children that are known."""
    rows = await sql.fetch(connection, _histories(history), {"children": children})
    return {row["child"]: ChildRow(*row) for row in rows}


async def store_histories(connection: Connection, history: Table, rows: Sequence[ChildRow]) -> None:
    """Puts each child's history in place of the one before."""
    columns = dict(zip(ChildRow._fields, map(list, zip(*rows, strict=True)), strict=True))
    await sql.execute(connection, _put_histories(history), columns)


async def load_versions(
    connection: Connection, history: Table, table: Table, case: type[Case], children: Sequence[UUID]
) -> list[Version[Case]]:
    """The versions of these children's cases that may still change: open, or ended at the child's last instant."""
    rows = await sql.fetch(connection, _open_versions(history, table), {"children": children})
    lists = _LISTS[case]
    return [
        Version(
            case._make(tuple(row[name]) if name in lists else row[name] for name in case._fields),
            row["known_from"],
            row["from_seq"],
            row["ends"],
            row["row"],
        )
        for row in rows
    ]


async def store_versions(
    connection: Connection, table: Table, case: type[Case], children: Sequence[Versions[Case]]
) -> None:
    """Writes what has changed of these children's cases of one kind."""
    dropped = [row for versions in children for row in versions.dropped]
    changed = [version for versions in children for version in versions.changed()]
    moved = {version.row: version.known_to or _FOR_EVER for version in changed if version.row is not None}
    new = [version for version in changed if version.row is None]
    if dropped:
        await sql.execute(connection, _drop(table), {"rows": dropped})
    if moved:
        await sql.execute(connection, _move(table), {"rows": list(moved), "ends": list(moved.values())})
    if new:
        await connection.copy_records_to_table(
            table.name,
            schema_name=table.schema,
            columns=("known_from", "known_to", "from_seq", *case._fields),
            records=[
                (version.known_from, version.known_to or _FOR_EVER, version.from_seq, *version.case) for version in new
            ],
        )


async def store_told(connection: Connection, told: Table, batch: Sequence[Recorded]) -> None:
    """Keeps the facts themselves, for whoever asks what happened to a child and was told of it when."""
    await connection.copy_records_to_table(
        told.name,
        schema_name=told.schema,
        columns=[column.name for column in told.c],
        records=(
            (
                recorded.sequence,
                recorded.id,
                recorded.subject,
                recorded.event.type,
                recorded.event.version(),
                recorded.effective_on,
                recorded.recorded_at,
                encode(recorded.event).decode(),
            )
            for recorded in batch
        ),
    )


@cache
def _histories(history: Table) -> Select[Any]:
    return select(history).where(history.c.child == func.any(_CHILDREN))


@cache
def _put_histories(history: Table) -> Insert:
    given = (
        func.unnest(
            bindparam("child", type_=ARRAY(Uuid)),
            bindparam("known_at", type_=ARRAY(DateTime(timezone=True))),
            bindparam("seq", type_=ARRAY(BigInteger)),
            bindparam("history", type_=ARRAY(Text)),
        )
        .table_valued(*ChildRow._fields, name="given")
        .render_derived()
    )
    put = insert(history).from_select(ChildRow._fields, select(given))
    return put.on_conflict_do_update(
        index_elements=["child"],
        set_={name: put.excluded[name] for name in ("known_at", "seq", "history")},
    )


@cache
def _open_versions(history: Table, table: Table) -> Select[Any]:
    ends = func.nullif(table.c.known_to, literal_column("'infinity'::timestamptz"))
    return (
        select(table, ends.label("ends"))
        .join(history, history.c.child == table.c.child)
        .where(history.c.child == func.any(_CHILDREN), table.c.known_to >= history.c.known_at)
    )


@cache
def _drop(table: Table) -> Delete:
    return delete(table).where(table.c.row == func.any(bindparam("rows", type_=ARRAY(BigInteger))))


@cache
def _move(table: Table) -> Update:
    moved = (
        func.unnest(bindparam("rows", type_=ARRAY(BigInteger)), bindparam("ends", type_=ARRAY(DateTime(timezone=True))))
        .table_valued("row", "ends", name="moved")
        .render_derived()
    )
    return update(table).where(table.c.row == moved.c.row).values(known_to=moved.c.ends)
