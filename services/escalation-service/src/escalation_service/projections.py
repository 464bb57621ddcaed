"""Folds what was just appended into this service's own tables, in the transaction of the append."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from escalation_service import statements
from escalation_service.row_folds import FOLDED, Row, concern_row
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.escalations import GoodPracticeAlerted, StageAnswered, StageEntered


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch."""
    await _fold_concerns(connection, [told for told in batch if isinstance(told.event, FOLDED)])
    await _enter_stages(connection, [told.event for told in batch if isinstance(told.event, StageEntered)])
    await _answer_stages(connection, [told.event for told in batch if isinstance(told.event, StageAnswered)])
    alerts = [(told.event, told.subject) for told in batch if isinstance(told.event, GoodPracticeAlerted)]
    if alerts:
        rows = [(event.alert, child, event.on) for event, child in alerts]
        await connection.execute(statements.ADD_ALERTS, *zip(*rows, strict=True))


async def _fold_concerns(connection: Connection, batch: Sequence[Recorded]) -> None:
    if not batch:
        return
    keys = list({_concern(told) for told in batch})
    before = {row["concern"]: dict(row) for row in await connection.fetch(statements.READ_CONCERNS, keys)}
    after: dict[UUID, Row | None] = dict(before)
    for told in batch:
        after[_concern(told)] = concern_row(after.get(_concern(told)), told)
    changed = [_plain(row) for key, row in after.items() if row is not None and row != before.get(key)]
    if changed:
        await connection.execute(statements.WRITE_CONCERNS, changed)


async def _enter_stages(connection: Connection, entered: Sequence[StageEntered]) -> None:
    if entered:
        rows = [(event.concern, event.step, event.stage, event.on, event.answer_by) for event in entered]
        await connection.execute(statements.ENTER_STAGES, *zip(*rows, strict=True))


async def _answer_stages(connection: Connection, answered: Sequence[StageAnswered]) -> None:
    if answered:
        rows = [(event.concern, event.stage, event.on) for event in answered]
        await connection.execute(statements.ANSWER_STAGES, *zip(*rows, strict=True))


def _concern(told: Recorded) -> UUID:
    concern: UUID = told.event.concern  # type: ignore[attr-defined]  # each of FOLDED names its concern
    return concern


def _plain(row: Row) -> dict[str, Any]:
    """The row as JSON takes it; the table's own types read it back."""
    return {name: str(value) if isinstance(value, UUID | date) else value for name, value in row.items()}
