"""Folds what was just appended into this service's own tables, set by set, in the transaction of the append."""

from collections.abc import Sequence

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.care import CareEntryWithdrawn, IroAppointed, IroChanged
from iro_events.folding import Folded, fold_into
from review_service import statements, tables
from review_service.answers_owed import ANSWERS_OWED
from review_service.domain.identity import ChildRegistered, IdentifierAdded, IdentifierTaken
from review_service.domain.iro import IRO
from review_service.domain.relations import RelationRecorded, RelationWithdrawn
from review_service.domain.workers import WorkerIdentified
from review_service.row_folds import CARE_FOLDED, REVIEW_FOLDED, care_row, review_row
from review_service.team import iro_row

CARE = Folded(tables.care, "care", care_row, CARE_FOLDED)
REVIEWS = Folded(tables.review, "review", review_row, REVIEW_FOLDED)
TEAM = Folded(tables.iro, "iro", iro_row, IRO.event_types)


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch. Raises IdentifierTaken, and nothing of the batch is written."""
    await _register(connection, batch)
    await _know_workers(connection, batch)
    await fold_into(connection, CARE, batch)
    await _remember_withdrawn(connection, batch)
    await fold_into(connection, REVIEWS, batch)
    await fold_into(connection, ANSWERS_OWED, batch)
    await fold_into(connection, TEAM, batch)
    await _allocate(connection, batch)
    await _relate(connection, batch)


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
            raise IdentifierTaken("That system's id already belongs to another child. Correct it.", field="identifiers")


async def _know_workers(connection: Connection, batch: Sequence[Recorded]) -> None:
    known = {told.event.worker: told.event.iro for told in batch if isinstance(told.event, WorkerIdentified)}
    if known:
        await connection.execute(statements.ADD_WORKERS, list(known), list(known.values()))


async def _remember_withdrawn(connection: Connection, batch: Sequence[Recorded]) -> None:
    gone = {told.event.care: told.subject for told in batch if isinstance(told.event, CareEntryWithdrawn)}
    if gone:
        await connection.execute(statements.ADD_WITHDRAWN_CARE, list(gone), list(gone.values()))


async def _allocate(connection: Connection, batch: Sequence[Recorded]) -> None:
    appointed = {
        (told.event.care, told.event.on): told.event.iro
        for told in batch
        if isinstance(told.event, IroAppointed | IroChanged)
    }
    if appointed:
        cares, days = zip(*appointed, strict=True)
        await connection.execute(statements.WRITE_ALLOCATIONS, cares, days, list(appointed.values()))


async def _relate(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Of two children, what was told last stands."""
    told_last = {
        (told.subject, told.event.other): told.event
        for told in batch
        if isinstance(told.event, RelationRecorded | RelationWithdrawn)
    }
    related = {pair: event.relation for pair, event in told_last.items() if isinstance(event, RelationRecorded)}
    gone = [pair for pair in told_last if pair not in related]
    if related:
        await connection.execute(statements.WRITE_RELATIONS, *zip(*related, strict=True), list(related.values()))
    if gone:
        await connection.execute(statements.DELETE_RELATIONS, *zip(*gone, strict=True))
