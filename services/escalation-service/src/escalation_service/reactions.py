"""What follows here from the facts of review-service: which children are known, and what waited for them."""

from collections.abc import Sequence

from escalation_service import statements
from escalation_service.inbound.border import BORDER, RECORDS
from iro_chassis.inbound.known_children import take_awaited
from iro_chassis.running import Running
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.envelope import Recorded
from iro_events.facts.care import ChildBecameLookedAfter

FOLLOWED = Catalogue((ChildBecameLookedAfter,))
"""A child whose care was recorded in error stays known: what was raised about it is still to be closed."""


class Reactions:
    """The consumer's `project`: keeps the children told of in a table, and takes what waited for them."""

    def __init__(self, running: Running) -> None:
        self._running = running

    async def __call__(self, connection: Connection, batch: Sequence[Recorded]) -> None:
        """Knows the children of these facts."""
        await connection.execute(statements.ADD_CHILDREN, list({told.subject for told in batch}))
        await take_awaited(self._running, connection, BORDER, RECORDS, batch)
