"""Which child a concern or an alert is of, and whether a child is known here: what a request's path must name."""

from uuid import UUID

from sqlalchemy import bindparam, select

from escalation_service import tables
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Database

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.known_child).where(tables.known_child.c.child == bindparam("child"))
_CHILD_OF_CONCERN = select(tables.concern.c.child).where(tables.concern.c.concern == bindparam("concern"))


async def known_child(database: Database, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD, {"child": child})
    if found is None:
        raise Unknown("review-service has told of no child by this id", code="child.unknown", field="child")
    return child


async def child_of_concern(database: Database, concern: UUID) -> UUID:
    """The child about whom the concern is. Raises Unknown (`concern.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD_OF_CONCERN, {"concern": concern})
    if found is None:
        raise Unknown("no concern is known by this id", code="concern.unknown", field="concern")
    child: UUID = found["child"]
    return child
