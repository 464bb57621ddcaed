"""Which child a review is of, and whether child or IRO is known: what a path must name."""

from uuid import UUID

from sqlalchemy import bindparam, select

from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Database
from review_service import tables

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_IRO = select(tables.iro.c.iro).where(tables.iro.c.iro == bindparam("iro"))
_CHILD_OF_REVIEW = select(tables.review.c.child).where(tables.review.c.review == bindparam("review"))


async def known_child(database: Database, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD, {"child": child})
    if found is None:
        raise Unknown("no child is known by this id; register the child first", code="child.unknown", field="child")
    return child


async def known_iro(database: Database, iro: UUID) -> UUID:
    """The IRO itself. Raises Unknown (`iro.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _IRO, {"iro": iro})
    if found is None:
        raise Unknown("no IRO of that id joined the team; record the joining first", code="iro.unknown", field="iro")
    return iro


async def child_of_review(database: Database, review: UUID) -> UUID:
    """The child whose review this is. Raises Unknown (`review.unknown`)."""
    async with database.connection() as connection:
        found = await sql.fetch_one(connection, _CHILD_OF_REVIEW, {"review": review})
    if found is None:
        raise Unknown("no review is known by this id", code="review.unknown", field="review")
    child: UUID = found["child"]
    return child
