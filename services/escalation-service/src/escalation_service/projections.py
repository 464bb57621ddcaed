"""Folds what was just appended into this service's own tables, in the transaction of the append."""

from collections.abc import Sequence

from escalation_service import statements, tables
from escalation_service.row_folds import FOLDED, concern_row
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.escalations import GoodPracticeAlerted, StageAnswered, StageEntered
from iro_events.folding import Folded, fold_into

CONCERNS = Folded(tables.concern, "concern", concern_row, FOLDED)


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch."""
    await fold_into(connection, CONCERNS, batch)
    await _enter_stages(connection, [told.event for told in batch if isinstance(told.event, StageEntered)])
    await _answer_stages(connection, [told.event for told in batch if isinstance(told.event, StageAnswered)])
    alerts = [(told.event, told.subject) for told in batch if isinstance(told.event, GoodPracticeAlerted)]
    if alerts:
        rows = [(event.alert, child, event.on) for event, child in alerts]
        await connection.execute(statements.ADD_ALERTS, *zip(*rows, strict=True))


async def _enter_stages(connection: Connection, entered: Sequence[StageEntered]) -> None:
    if entered:
        rows = [(event.concern, event.step, event.stage, event.on, event.answer_by) for event in entered]
        await connection.execute(statements.ENTER_STAGES, *zip(*rows, strict=True))


async def _answer_stages(connection: Connection, answered: Sequence[StageAnswered]) -> None:
    if answered:
        rows = [(event.concern, event.stage, event.on) for event in answered]
        await connection.execute(statements.ANSWER_STAGES, *zip(*rows, strict=True))
