"""The same child and day twice is one review: finds the one that a request without its id already speaks of."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from iro_events import sql
from iro_events.database import Connection
from review_service.domain.review_commands import BookReview, RecordReviewHeld
from review_service.domain.review_state import Stage
from review_service.tables import review

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
_OF_CHILD = select(review.c.review).where(review.c.child == bindparam("child"))
_BOOKED = _OF_CHILD.where(review.c.stage == Stage.BOOKED, review.c.planned_for == bindparam("on"))
_HELD = _OF_CHILD.where(review.c.stage != Stage.WITHDRAWN, review.c.held_on == bindparam("on"))


async def review_there_is(connection: Connection, child: UUID, command: BookReview | RecordReviewHeld) -> UUID | None:
    """The child's review booked for that day, or held on it; until the transaction ends nobody else adds one."""
    await connection.execute(_LOCK, f"reviews of {child}")
    if isinstance(command, BookReview):
        return await _found(connection, _BOOKED, child, command.planned_for)
    return await _found(connection, _HELD, child, command.held_on)


async def _found(connection: Connection, asked: Select[tuple[UUID]], child: UUID, on: date) -> UUID | None:
    row = await sql.fetch_one(connection, asked, {"child": child, "on": on})
    if row is None:
        return None
    found: UUID = row["review"]
    return found
