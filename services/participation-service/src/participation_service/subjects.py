"""Which child a review, wish or contact is of, and whether it is known here: what a request's path must name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
from sqlalchemy import Column, select

from iro_chassis.problems import Unknown
from iro_events import sql
from iro_events.database import Database
from participation_service import tables


@dataclass(frozen=True, slots=True)
class KnownReview:
    """A review as review-service told of it; `held_on` is None until it is held."""

    review: UUID
    child: UUID
    held_on: date | None


async def known_child(database: Database, child: UUID) -> UUID:
    """The child itself. Raises Unknown (`child.unknown`)."""
    if await _row(database, tables.known_child.c.child, child) is None:
        raise Unknown("review-service has told of no child by this id", code="child.unknown", field="child")
    return child


async def known_review(database: Database, review: UUID) -> KnownReview:
    """The review. Raises Unknown (`review.unknown`), also of one that was withdrawn."""
    found = await _row(database, tables.known_review.c.review, review)
    if found is None:
        raise Unknown("review-service has told of no review by this id", code="review.unknown", field="review")
    return KnownReview(review, found["child"], found["held_on"])


async def child_of_wish(database: Database, wish: UUID, *, or_was: bool = False) -> UUID:
    """The child whose wish this is, `or_was` until it was withdrawn. Raises Unknown (`wish.unknown`)."""
    found = await _row(database, tables.wish.c.wish, wish)
    if found is None and or_was:
        found = await _row(database, tables.withdrawn.c.entry, wish)
    if found is None:
        raise Unknown("no wish is known by this id", code="wish.unknown", field="wish")
    child: UUID = found["child"]
    return child


async def child_of_contact(database: Database, contact: UUID) -> UUID:
    """The child whose contact this is, or was until it was withdrawn. Raises Unknown (`contact.unknown`)."""
    found = await _row(database, tables.contact.c.contact, contact)
    if found is None:
        found = await _row(database, tables.withdrawn.c.entry, contact)
    if found is None:
        raise Unknown("no contact is known by this id", code="contact.unknown", field="contact")
    child: UUID = found["child"]
    return child


async def known_survey(database: Database, survey: UUID) -> UUID:
    """The survey itself. Raises Unknown (`survey.unknown`)."""
    if await _row(database, tables.survey.c.survey, survey) is None:
        raise Unknown("no survey is known by this id", code="survey.unknown", field="survey")
    return survey


async def _row(database: Database, key: Column[UUID], wanted: UUID) -> asyncpg.Record | None:
    async with database.connection() as connection:
        return await sql.fetch_one(connection, select(key.table).where(key == wanted))
