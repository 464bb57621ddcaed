"""What follows here from the facts of review-service: which children are known."""

from collections.abc import Sequence

from escalation_service import statements
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.care import ChildBecameLookedAfter

FOLLOWED = Catalogue((ChildBecameLookedAfter,))
"""A child whose care was recorded in error stays known: what was raised about it is still to be closed."""


async def know_children(connection: Connection, batch: Sequence[Recorded]) -> None:
    """The consumer's `project`: keeps the children told of in a table."""
    await connection.execute(statements.ADD_CHILDREN, list({told.subject for told in batch}))
