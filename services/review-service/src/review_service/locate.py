"""What a path's id means for a command about reviews: the child whom it is about, and the review it is given to."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing
from review_service import tables
from review_service.domain.review_commands import BookReview, RecordReviewHeld
from review_service.domain.review_state import Stage
from review_service.tables import review

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_CHILD_OF_REVIEW = select(review.c.child).where(review.c.review == bindparam("review"))
_OF_CHILD = select(review.c.review).where(review.c.child == bindparam("child"))
_BOOKED = _OF_CHILD.where(review.c.stage == Stage.BOOKED, review.c.planned_for == bindparam("on"))
_HELD = _OF_CHILD.where(review.c.stage != Stage.WITHDRAWN, review.c.held_on == bindparam("on"))
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


async def known_child(connection: Connection, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    if await sql.fetch_one(connection, _CHILD, {"child": child}) is None:
        raise Unknown("No child is known by this id. Register the child first.", code="child.unknown", field="child")
    return child


async def child_of_review(connection: Connection, review: UUID) -> UUID:
    """The child whose review this is. Raises Unknown (`review.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_REVIEW, {"review": review})
    if found is None:
        raise Unknown("No review is known by this id. Record it first.", code="review.unknown", field="review")
    child: UUID = found["child"]
    return child


async def a_review(writing: Writing, review: UUID, command: object) -> Located:
    """The review in the path. Raises Unknown."""
    return Located(subject=await child_of_review(writing.connection, review), id=review)


async def new_review(writing: Writing, child: UUID, command: BookReview | RecordReviewHeld) -> Located:
    """A review of the child in the path: the one booked for, or held on, that day; else a new one. Raises Unknown."""
    await known_child(writing.connection, child)
    reviews, on = (_BOOKED, command.planned_for) if isinstance(command, BookReview) else (_HELD, command.held_on)
    return Located(subject=child, id=await _of_day(writing, reviews, child, on))


async def _of_day(writing: Writing, reviews: Select[tuple[UUID]], child: UUID, on: date) -> UUID | None:
    """Until the transaction ends nobody else adds a review of the child."""
    await writing.connection.execute(_LOCK, f"reviews of {child}")
    found = await sql.fetch_one(writing.connection, reviews, {"child": child, "on": on})
    return None if found is None else found["review"]
