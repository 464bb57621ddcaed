"""What a path's id means: a child or an IRO who is known here. 404 comes from here."""

from uuid import UUID

from sqlalchemy import bindparam, select

from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing
from review_service import tables
from review_service.domain.relations import RegisterRelation, WithdrawRelation

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_IRO = select(tables.iro.c.iro).where(tables.iro.c.iro == bindparam("iro"))


async def known_child(connection: Connection, child: UUID, field: str = "child") -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    if await sql.fetch_one(connection, _CHILD, {"child": child}) is None:
        raise Unknown("No child is known by this id. Register the child first.", code="child.unknown", field=field)
    return child


async def known_iro(connection: Connection, iro: UUID) -> UUID:
    """The IRO itself. Raises Unknown (`iro.unknown`)."""
    if await sql.fetch_one(connection, _IRO, {"iro": iro}) is None:
        raise Unknown("No IRO of that id joined the team. Record the joining first.", code="iro.unknown", field="iro")
    return iro


async def a_child(writing: Writing, child: UUID, command: object) -> Located:
    """The child in the path. Raises Unknown."""
    return Located(subject=await known_child(writing.connection, child), id=child)


async def two_children(writing: Writing, child: UUID, command: RegisterRelation | WithdrawRelation) -> Located:
    """The child in the path, where the other one that the command names is known too. Raises Unknown."""
    located = await a_child(writing, child, command)
    await known_child(writing.connection, command.other, "other")
    return located


async def an_iro(writing: Writing, iro: UUID, command: object) -> Located:
    """The IRO in the path. Raises Unknown."""
    return Located(subject=await known_iro(writing.connection, iro), id=iro)
