"""What a path's id means for a command: whom it is about, and the thing it is given to. 404 comes from here."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing
from review_service import tables
from review_service.domain.care import CARE
from review_service.domain.care_commands import BecomeLookedAfter, CommandWithin, WithdrawCareEntry
from review_service.domain.relations import RegisterRelation, WithdrawRelation
from review_service.domain.review_commands import BookReview, RecordReviewHeld
from review_service.domain.review_state import Stage
from review_service.tables import review

# Kept here, so that each is compiled once and not at every command.
_CHILD = select(tables.child).where(tables.child.c.child == bindparam("child"))
_IRO = select(tables.iro.c.iro).where(tables.iro.c.iro == bindparam("iro"))
_CHILD_OF_CARE = select(tables.care.c.child).where(tables.care.c.care == bindparam("care"))
_CHILD_OF_WITHDRAWN_CARE = select(tables.withdrawn_care.c.child).where(
    tables.withdrawn_care.c.care == bindparam("care")
)
_CHILD_OF_REVIEW = select(review.c.child).where(review.c.review == bindparam("review"))
_OF_CHILD = select(review.c.review).where(review.c.child == bindparam("child"))
_BOOKED = _OF_CHILD.where(review.c.stage == Stage.BOOKED, review.c.planned_for == bindparam("on"))
_HELD = _OF_CHILD.where(review.c.stage != Stage.WITHDRAWN, review.c.held_on == bindparam("on"))
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


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


async def child_of_care(connection: Connection, care: UUID, *, or_was: bool = False) -> UUID:
    """The child whose period of care this is, `or_was` until it was withdrawn. Raises Unknown (`care.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_CARE, {"care": care})
    if found is None and or_was:
        found = await sql.fetch_one(connection, _CHILD_OF_WITHDRAWN_CARE, {"care": care})
    if found is None:
        raise Unknown("No period of care is known by this id.", code="care.unknown", field="care")
    child: UUID = found["child"]
    return child


async def child_of_review(connection: Connection, review: UUID) -> UUID:
    """The child whose review this is. Raises Unknown (`review.unknown`)."""
    found = await sql.fetch_one(connection, _CHILD_OF_REVIEW, {"review": review})
    if found is None:
        raise Unknown("No review is known by this id. Record it first.", code="review.unknown", field="review")
    child: UUID = found["child"]
    return child


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


async def a_period(writing: Writing, care: UUID, command: CommandWithin) -> Located:
    """The period of care in the path; a withdrawn one for the command that withdraws it. Raises Unknown."""
    or_was = isinstance(command, WithdrawCareEntry)
    child = await child_of_care(writing.connection, care, or_was=or_was)
    return Located(subject=child, id=care, stream=child)


async def new_period(writing: Writing, child: UUID, command: BecomeLookedAfter) -> Located:
    """A new period of the child in the path, or the one with that first day: there is one a day. Raises Unknown.

    Only a period of one day leaves room for another that begins on it.
    """
    await known_child(writing.connection, child)
    care = (await writing.state(CARE, CARE.stream_of(child))).state
    begun = [period for period in care.in_order() if period.started_on == command.on]
    longer = [period.care for period in begun if period.ended_on != command.on]
    if longer and command.ended_on != command.on:
        return Located(subject=child, id=longer[0], stream=child)
    return Located(subject=child, stream=child, candidates=[period.care for period in begun])


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
