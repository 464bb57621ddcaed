"""What a path's id means: the child whom something is about, and what a new one may repeat."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy import Column, Select, bindparam, select

from iro_chassis.execute import Located
from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Connection
from iro_events.store import Writing
from participation_service import tables
from participation_service.domain.contacts import CONTACTS, LogContact, contact_id
from participation_service.domain.surveys import SURVEY, HoldSurvey
from participation_service.domain.wishes import ExpressWish


def _row_by(key: Column[UUID]) -> Select[tuple[UUID]]:
    return select(key.table).where(key == bindparam("id"))


# Kept here, so that each is compiled once and not at every command.
_CHILD = _row_by(tables.known_child.c.child)
_REVIEW = _row_by(tables.known_review.c.review)
_WISH = _row_by(tables.wish.c.wish)
_CONTACT = _row_by(tables.contact.c.contact)
_WITHDRAWN = _row_by(tables.withdrawn.c.entry)
_SURVEY = _row_by(tables.survey.c.survey)
_WISHES_OF_DAY = select(tables.wish.c.wish.label("id")).where(
    tables.wish.c.child == bindparam("child"), tables.wish.c.expressed_on == bindparam("on")
)
_SURVEYS_OF_DAY = select(tables.survey.c.survey.label("id")).where(tables.survey.c.held_on == bindparam("on"))
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


@dataclass(frozen=True, slots=True)
class KnownReview:
    """A review as review-service published it; `held_on` is None until it is held."""

    review: UUID
    child: UUID
    held_on: date | None


async def known_child(connection: Connection, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    if await _found(connection, _CHILD, child) is None:
        raise Unknown("review-service has told of no child by this id", code="child.unknown", field="child")
    return child


async def known_review(connection: Connection, review: UUID) -> KnownReview:
    """The review. Raises Unknown (`review.unknown`), also of one that was withdrawn."""
    found = await _found(connection, _REVIEW, review)
    if found is None:
        raise Unknown("review-service has told of no review by this id", code="review.unknown", field="review")
    return KnownReview(review, found["child"], found["held_on"])


async def child_of_wish(connection: Connection, wish: UUID, *, or_was: bool = False) -> UUID:
    """The child whose wish this is, `or_was` until it was withdrawn. Raises Unknown (`wish.unknown`)."""
    found = await _found(connection, _WISH, wish)
    if found is None and or_was:
        found = await _found(connection, _WITHDRAWN, wish)
    if found is None:
        raise Unknown("no wish is known by this id", code="wish.unknown", field="wish")
    child: UUID = found["child"]
    return child


async def a_child(writing: Writing, child: UUID, command: object) -> Located:
    """The child in the path. Raises Unknown."""
    return Located(subject=await known_child(writing.connection, child), id=child)


async def a_review(writing: Writing, review: UUID, command: object) -> Located:
    """The child's part in the review in the path. Raises Unknown."""
    known = await known_review(writing.connection, review)
    return Located(subject=known.child, id=review)


async def advocacy_at_review(writing: Writing, review: UUID, command: object) -> Located:
    """The advocacy of the child whose review is in the path. Raises Unknown."""
    known = await known_review(writing.connection, review)
    return Located(subject=known.child, id=review, stream=known.child)


async def new_wish(writing: Writing, child: UUID, command: ExpressWish) -> Located:
    """A wish of the child in the path, or one of that day that this is a repeat of. Raises Unknown."""
    connection = writing.connection
    await known_child(connection, child)
    if command.review is not None and (await known_review(connection, command.review)).child != child:
        raise Unknown("that review is of another child", code="review.unknown", field="review")
    await connection.execute(_LOCK, f"wishes of {child}")
    rows = await sql.fetch(connection, _WISHES_OF_DAY, {"child": child, "on": command.on})
    return Located(subject=child, candidates=[row["id"] for row in rows])


async def a_wish(writing: Writing, wish: UUID, command: object) -> Located:
    """The wish in the path, also one that was withdrawn. Raises Unknown."""
    return Located(subject=await child_of_wish(writing.connection, wish, or_was=True), id=wish)


async def new_contact(writing: Writing, child: UUID, command: LogContact) -> Located:
    """The contact of the child in the path that the command is about. Raises Unknown."""
    await known_child(writing.connection, child)
    loaded = await writing.state(CONTACTS, CONTACTS.stream_of(child))
    return Located(subject=child, id=contact_id(command, loaded.state, child), stream=child)


async def a_contact(writing: Writing, contact: UUID, command: object) -> Located:
    """The contact in the path, also one that was withdrawn. Raises Unknown (`contact.unknown`)."""
    connection = writing.connection
    found = await _found(connection, _CONTACT, contact) or await _found(connection, _WITHDRAWN, contact)
    if found is None:
        raise Unknown("no contact is known by this id", code="contact.unknown", field="contact")
    child: UUID = found["child"]
    return Located(subject=child, id=contact, stream=child)


async def new_survey(writing: Writing, survey: UUID, command: HoldSurvey) -> Located:
    """A survey under this new id, or one of that day that this is a repeat of: a survey is its own subject."""
    await writing.connection.execute(_LOCK, "surveys")
    for row in await sql.fetch(writing.connection, _SURVEYS_OF_DAY, {"on": command.on}):
        known: UUID = row["id"]
        stream = SURVEY.stream_of(known)
        if await writing.recognises(SURVEY, stream, command, subject=known, id_=known):
            return Located(subject=known, id=known)
    return Located(subject=survey, id=survey)


async def a_survey(writing: Writing, survey: UUID, command: object) -> Located:
    """The survey in the path. Raises Unknown (`survey.unknown`)."""
    if await _found(writing.connection, _SURVEY, survey) is None:
        raise Unknown("no survey is known by this id", code="survey.unknown", field="survey")
    return Located(subject=survey, id=survey)


async def _found(connection: Connection, row: Select[tuple[UUID]], wanted: UUID) -> asyncpg.Record | None:
    return await sql.fetch_one(connection, row, {"id": wanted})
