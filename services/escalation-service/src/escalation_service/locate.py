"""What a path's id means: the child whom a concern or an alert is about, and what a new one may be a repeat of."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from escalation_service import tables
from escalation_service.domain.concern_commands import RaiseConcern, RaiseDisputeAtOnce
from escalation_service.domain.good_practice import AlertGoodPractice
from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.known_child).where(tables.known_child.c.child == bindparam("child"))
_CHILD_OF_CONCERN = select(tables.concern.c.child).where(tables.concern.c.concern == bindparam("concern"))
_CONCERNS_OF_DAY = select(tables.concern.c.concern.label("id")).where(
    tables.concern.c.child == bindparam("child"),
    tables.concern.c.raised_on == bindparam("on"),
    ~tables.concern.c.in_error,
)
_CHILD_OF_ALERT = select(tables.good_practice.c.child).where(tables.good_practice.c.alert == bindparam("alert"))
_ALERTS_OF_DAY = select(tables.good_practice.c.alert.label("id")).where(
    tables.good_practice.c.child == bindparam("child"), tables.good_practice.c.alerted_on == bindparam("on")
)
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


async def known_child(connection: Connection, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    if await sql.fetch_one(connection, _CHILD, {"child": child}) is None:
        raise Unknown("review-service has told of no child by this id", code="child.unknown", field="child")
    return child


async def child_of_concern(connection: Connection, concern: UUID) -> UUID:
    """The child about whom the concern is. Raises Unknown (`concern.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_CONCERN, {"concern": concern})
    if found is None:
        raise Unknown("no concern is known by this id", code="concern.unknown", field="concern")
    child: UUID = found["child"]
    return child


async def child_of_alert(connection: Connection, alert: UUID) -> UUID:
    """The child in whose case the practice was good. Raises Unknown (`good_practice.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_ALERT, {"alert": alert})
    if found is None:
        raise Unknown("no alert is known by this id", code="good_practice.unknown", field="alert")
    child: UUID = found["child"]
    return child


async def a_concern(writing: Writing, concern: UUID, command: object) -> Located:
    """The concern in the path. Raises Unknown."""
    return Located(subject=await child_of_concern(writing.connection, concern), id=concern)


async def new_concern(writing: Writing, child: UUID, command: RaiseConcern | RaiseDisputeAtOnce) -> Located:
    """A concern about the child in the path, or one of that day that this is a repeat of. Raises Unknown."""
    await known_child(writing.connection, child)
    return Located(subject=child, candidates=await _of_day(writing, _CONCERNS_OF_DAY, child, command.on))


async def an_alert(writing: Writing, alert: UUID, command: object) -> Located:
    """The alert in the path. Raises Unknown."""
    return Located(subject=await child_of_alert(writing.connection, alert), id=alert)


async def new_alert(writing: Writing, child: UUID, command: AlertGoodPractice) -> Located:
    """An alert about the child in the path, or one of that day that this is a repeat of. Raises Unknown."""
    await known_child(writing.connection, child)
    return Located(subject=child, candidates=await _of_day(writing, _ALERTS_OF_DAY, child, command.on))


async def _of_day(writing: Writing, things: Select[tuple[UUID]], child: UUID, on: date) -> list[UUID]:
    """Until the transaction ends nobody else records one about the child."""
    await writing.connection.execute(_LOCK, f"matters of {child}")
    return [row["id"] for row in await sql.fetch(writing.connection, things, {"child": child, "on": on})]
