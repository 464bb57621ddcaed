"""Folds what was just appended into this service's own tables, set by set, in the transaction of the append."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.event import Event
from review_service import statements
from review_service.domain.identity import ChildRegistered, IdentifierAdded, IdentifierTaken
from review_service.row_folds import Row, care_row, review_row

Fold = Callable[[Row | None, Recorded], Row | None]


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch. Raises IdentifierTaken, and nothing of the batch is written."""
    await _register(connection, batch)
    await _fold_care(connection, [told for told in batch if _about(type(told.event)) == "care"])
    await _fold_reviews(connection, [told for told in batch if _about(type(told.event)) == "review"])


async def _register(connection: Connection, batch: Sequence[Recorded]) -> None:
    children = [told.subject for told in batch if isinstance(told.event, ChildRegistered)]
    if children:
        await connection.execute(statements.ADD_CHILDREN, children)
    added = {
        (told.event.system, told.event.value, told.subject) for told in batch if isinstance(told.event, IdentifierAdded)
    }
    if added:
        systems, values, owners = zip(*sorted(added), strict=True)
        new = await connection.fetch(statements.ADD_IDENTIFIERS, systems, values, owners)
        if len(new) < len(added):
            raise IdentifierTaken("that system's id belongs to another child already", field="identifiers")


async def _fold_care(connection: Connection, batch: Sequence[Recorded]) -> None:
    if not batch:
        return
    keys = _keys(batch, "care")
    before = {row["care"]: dict(row) for row in await connection.fetch(statements.READ_CARE, keys)}
    after = _folded(before, batch, "care", care_row)
    await _write(connection, statements.WRITE_CARE, before, after)
    gone = [key for key in before if after.get(key) is None]
    if gone:
        await connection.execute(statements.DELETE_CARE, gone)


async def _fold_reviews(connection: Connection, batch: Sequence[Recorded]) -> None:
    if not batch:
        return
    before = {
        row["review"]: dict(row) for row in await connection.fetch(statements.READ_REVIEW, _keys(batch, "review"))
    }
    await _write(connection, statements.WRITE_REVIEW, before, _folded(before, batch, "review", review_row))


@cache
def _about(kind: type[Event]) -> str | None:
    """What the event's row is keyed by: the period of care where it names one, else the review it names."""
    return next((key for key in ("care", "review") if key in kind.model_fields), None)


def _keys(batch: Iterable[Recorded], key: str) -> list[UUID]:
    return list({getattr(told.event, key) for told in batch})


def _folded(before: Mapping[UUID, Row], batch: Iterable[Recorded], key: str, fold: Fold) -> dict[UUID, Row | None]:
    rows: dict[UUID, Row | None] = dict(before)
    for told in batch:
        name = getattr(told.event, key)
        rows[name] = fold(rows.get(name), told)
    return rows


async def _write(
    connection: Connection, statement: str, before: Mapping[UUID, Row], after: Mapping[UUID, Row | None]
) -> None:
    changed = [_plain(row) for key, row in after.items() if row is not None and row != before.get(key)]
    if changed:
        await connection.execute(statement, changed)


def _plain(row: Row) -> dict[str, Any]:
    """The row as JSON takes it; the table's own types read it back."""
    return {name: str(value) if isinstance(value, UUID | date) else value for name, value in row.items()}
