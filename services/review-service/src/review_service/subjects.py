"""Which child a period of care is of: what a path must name."""

from uuid import UUID

from sqlalchemy import bindparam, select

from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Database
from review_service import tables

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_CHILD_OF_CARE = select(tables.care.c.child).where(tables.care.c.care == bindparam("care"))
_CHILD_OF_WITHDRAWN_CARE = select(tables.withdrawn_care.c.child).where(
    tables.withdrawn_care.c.care == bindparam("care")
)


async def known_child(database: Database, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD, {"child": child})
    if found is None:
        raise Unknown("no child is known by this id; register the child first", code="child.unknown", field="child")
    return child


async def child_of_care(database: Database, care: UUID, *, or_was: bool = False) -> UUID:
    """The child whose period of care this is, `or_was` until it was withdrawn. Raises Unknown (`care.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD_OF_CARE, {"care": care})
        if found is None and or_was:
            found = await sql.fetch_one(connection, _CHILD_OF_WITHDRAWN_CARE, {"care": care})
    if found is None:
        raise Unknown("no period of care is known by this id", code="care.unknown", field="care")
    child: UUID = found["child"]
    return child
