"""What a path's id means to commands about care: the child whose period it is, and which period a start is of."""

from uuid import UUID

from sqlalchemy import bindparam, select

from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing
from review_service import tables
from review_service.domain.care import CARE
from review_service.domain.care_commands import BecomeLookedAfter, CommandWithin, WithdrawCareEntry

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_CHILD_OF_CARE = select(tables.care.c.child).where(tables.care.c.care == bindparam("care"))
_CHILD_OF_WITHDRAWN_CARE = select(tables.withdrawn_care.c.child).where(
    tables.withdrawn_care.c.care == bindparam("care")
)


async def child_of_care(connection: Connection, care: UUID, *, or_was: bool = False) -> UUID:
    """The child whose period of care this is, `or_was` until it was withdrawn. Raises Unknown (`care.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_CARE, {"care": care})
    if found is None and or_was:
        found = await sql.fetch_one(connection, _CHILD_OF_WITHDRAWN_CARE, {"care": care})
    if found is None:
        raise Unknown("no period of care is known by this id", code="care.unknown", field="care")
    child: UUID = found["child"]
    return child


async def a_period(writing: Writing, care: UUID, command: CommandWithin) -> Located:
    """The period of care in the path; a withdrawn one for the command that withdraws it. Raises Unknown."""
    or_was = isinstance(command, WithdrawCareEntry)
    child = await child_of_care(writing.connection, care, or_was=or_was)
    return Located(subject=child, id=care, stream=child)


async def new_period(writing: Writing, child: UUID, command: BecomeLookedAfter) -> Located:
    """A new period of the child in the path, or the one with that first day: there is one a day. Raises Unknown.

    Only a period of one day leaves room for another that begins on it.
    """
    if await sql.fetch_one(writing.connection, _CHILD, {"child": child}) is None:
        raise Unknown("no child is known by this id; register the child first", code="child.unknown", field="child")
    care = (await writing.state(CARE, CARE.stream_of(child))).state
    begun = [period for period in care.in_order() if period.started_on == command.on]
    longer = [period.care for period in begun if period.ended_on != command.on]
    if longer and command.ended_on != command.on:
        return Located(subject=child, id=longer[0], stream=child)
    return Located(subject=child, stream=child, candidates=[period.care for period in begun])
