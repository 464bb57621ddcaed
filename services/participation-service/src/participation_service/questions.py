"""What this service's own tables tell in lists: wishes still open, an IRO's contacts; and how a list is parted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Date, Integer, Uuid, func, literal, select, true, tuple_

from iro_events import sql
from iro_events.database import Connection
from iro_events.facts.participation_codes import (
    ContactBegunBy,
    ContactMedium,
    WishOutcome,
    WishTheme,
)
from participation_service.tables import contact, known_review, wish

Place = tuple[date, UUID]


class OpenWish(BaseModel):
    """A wish not answered in full, and over how many reviews it has been so since it was expressed.

    `theme` is null for a reader who may not see it.
    """

    wish: UUID
    child: UUID
    expressed_on: date
    theme: WishTheme | None
    outcome: WishOutcome | None
    reviews: int

    def place(self) -> Place:
        """Where it stands in a list: by the day it was expressed."""
        return self.expressed_on, self.wish

    def for_all(self) -> "OpenWish":
        """The wish without what it is about."""
        return self.model_copy(update={"theme": None})


class ContactOfIro(BaseModel):
    """A contact of an IRO, and when it was logged."""

    contact: UUID
    child: UUID
    on: date
    medium: ContactMedium
    begun_by: ContactBegunBy
    seen_alone: bool | None
    recorded_at: datetime

    def place(self) -> Place:
        """Where it stands in a list: by its day."""
        return self.on, self.contact


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is wanted; one more than the limit is read, which tells whether more follow."""

    after: Place | None
    limit: int

    def of(self, day: ColumnElement[date], key: ColumnElement[UUID]) -> ColumnElement[bool]:
        """What comes after the place."""
        if self.after is None:
            return true()
        on, last = self.after
        return tuple_(day, key) > tuple_(literal(on, Date), literal(last, Uuid))


async def open_wishes(connection: Connection, reviews: int, child: UUID | None, part: Part) -> list[OpenWish]:
    """The wishes open over at least that many reviews, the oldest first; of one child where one is given."""
    since = (
        select(func.count().cast(Integer).label("reviews"))
        .where(
            known_review.c.child == wish.c.child,
            known_review.c.held_on > wish.c.expressed_on,
            known_review.c.review.is_distinct_from(wish.c.review),
        )
        .lateral("since")
    )
    wanted = (
        select(wish.c.wish, wish.c.child, wish.c.expressed_on, wish.c.theme, wish.c.outcome, since.c.reviews)
        .select_from(wish.join(since, true()))
        .where(wish.c.closed_on.is_(None), since.c.reviews >= reviews, part.of(wish.c.expressed_on, wish.c.wish))
        .order_by(wish.c.expressed_on, wish.c.wish)
        .limit(part.limit + 1)
    )
    if child is not None:
        wanted = wanted.where(wish.c.child == child)
    return [OpenWish(**row) for row in await sql.fetch(connection, wanted)]


async def contacts_of_iro(connection: Connection, iro: UUID, days: tuple[date, date], part: Part) -> list[ContactOfIro]:
    """The contacts of this IRO on those days, both included, in order."""
    first, last = days
    wanted = (
        select(
            contact.c.contact,
            contact.c.child,
            contact.c.happened_on.label("on"),
            contact.c.medium,
            contact.c.begun_by,
            contact.c.seen_alone,
            contact.c.recorded_at,
        )
        .where(
            contact.c.iro == iro,
            contact.c.happened_on.between(first, last),
            part.of(contact.c.happened_on, contact.c.contact),
        )
        .order_by(contact.c.happened_on, contact.c.contact)
        .limit(part.limit + 1)
    )
    return [ContactOfIro(**row) for row in await sql.fetch(connection, wanted)]
