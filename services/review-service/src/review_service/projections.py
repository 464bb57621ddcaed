"""Folds what was just appended into this service's own tables, set by set, in the transaction of the append."""

from collections.abc import Sequence

from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.folding import Folded, fold_into
from review_service import statements, tables
from review_service.domain.identity import ChildRegistered, IdentifierAdded, IdentifierTaken
from review_service.row_folds import CARE_FOLDED, REVIEW_FOLDED, care_row, review_row

CARE = Folded(tables.care, "care", care_row, CARE_FOLDED)
REVIEWS = Folded(tables.review, "review", review_row, REVIEW_FOLDED)


async def project(connection: Connection, batch: Sequence[Recorded]) -> None:
    """Brings the tables up to the batch. Raises IdentifierTaken, and nothing of the batch is written."""
    await _register(connection, batch)
    await fold_into(connection, CARE, batch)
    await fold_into(connection, REVIEWS, batch)


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
