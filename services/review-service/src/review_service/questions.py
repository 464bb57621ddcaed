"""What is due, as this service's own tables tell it: whose review, by when, and whether a day is planned."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import asyncpg
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Date, Uuid, bindparam, func, literal, literal_column, select, true, tuple_

from iro_events import sql
from iro_events.database import Connection
from review_service.domain.review_state import Stage
from review_service.tables import DUE_LAST, care, review

FAR = date(9999, 12, 31)
"""Where a period with no due date stands in a list by due dates: last."""

Place = tuple[date, UUID]


class Standing(StrEnum):
    """How the next review stands on a day."""

    OVERDUE = "overdue"
    BOOKED = "booked"
    UNBOOKED = "unbooked"
    DUE = "due"


class DueReview(BaseModel):
    """The next review of a period of care. `due_by` is the statute's day; null where nothing known gives one.

    `standing`: overdue; else booked where a day is planned; else unbooked where it falls due within the days asked
    for, or no due date is known; else due, later on.
    """

    child: UUID
    care: UUID
    iro: UUID | None
    ordinal: int | None
    due_by: date | None
    due_indicator: date | None
    short_break: bool
    standing: Standing
    review: UUID | None
    planned_for: date | None
    meeting: UUID | None

    def place(self) -> Place:
        """Where it stands in a list: by due date, then by care."""
        return self.due_by or FAR, self.care


@dataclass(frozen=True, slots=True)
class Window:
    """The day as at which the list is asked for, how far it looks ahead, and which part of it is wanted.

    `due_from` leaves out what was due before that day, such as all that is overdue.
    """

    as_at: date
    within: timedelta
    due_from: date | None
    after: Place | None
    limit: int

    @property
    def until(self) -> date:
        """The last day of the look ahead."""
        return self.as_at + self.within


_SORTED_BY: ColumnElement[date] = literal_column(DUE_LAST, Date)
_HELD = review.alias("held")
_LAST_HELD = (
    select(func.max(_HELD.c.held_on))
    .where(_HELD.c.child == care.c.child, _HELD.c.stage != Stage.WITHDRAWN)
    .correlate(care)
    .scalar_subquery()
)
# A day that a review held since has passed is no plan for the next; one that went by unheld yields to one to come.
_BOOKING = (
    select(review.c.review, review.c.planned_for, review.c.meeting)
    .where(review.c.child == care.c.child, review.c.stage == Stage.BOOKED, review.c.planned_for >= care.c.started_on)
    .where(review.c.planned_for > func.coalesce(_LAST_HELD, literal(date.min, Date)))
    .order_by(review.c.planned_for < bindparam("as_at", type_=Date), review.c.planned_for)
    .limit(1)
    .lateral("booking")
)
_NEXT_REVIEWS = (
    select(
        care.c.child,
        care.c.care,
        care.c.iro,
        care.c.ordinal,
        care.c.due_statute.label("due_by"),
        care.c.due_indicator,
        care.c.short_break,
        _BOOKING.c.review,
        _BOOKING.c.planned_for,
        _BOOKING.c.meeting,
    )
    .select_from(care.outerjoin(_BOOKING, true()))
    .where(care.c.ended_on.is_(None))
    .order_by(_SORTED_BY, care.c.care)
)


async def due_reviews(connection: Connection, window: Window) -> list[DueReview]:
    """All that is overdue on that day or falls due within the window; soonest first, one more than the limit.

    As at another day than today: what was due then as it is known now.
    """
    return await _listed(connection, literal(window.until, Date) >= _SORTED_BY, window)


async def reviews_of_iro(connection: Connection, iro: UUID, window: Window) -> list[DueReview]:
    """The next review of every child whose IRO this is, whenever due; soonest first, one more than the limit."""
    return await _listed(connection, care.c.iro == iro, window)


async def _listed(connection: Connection, asked: ColumnElement[bool], window: Window) -> list[DueReview]:
    wanted = _NEXT_REVIEWS.where(asked, care.c.started_on <= window.as_at).limit(window.limit + 1)
    if window.due_from is not None:
        wanted = wanted.where(literal(window.due_from, Date) <= _SORTED_BY)
    if window.after is not None:
        due, last = window.after
        wanted = wanted.where(tuple_(_SORTED_BY, care.c.care) > tuple_(literal(due, Date), literal(last, Uuid)))
    rows = await sql.fetch(connection, wanted, {"as_at": window.as_at})
    return [_due_review(row, window) for row in rows]


def _due_review(row: asyncpg.Record, window: Window) -> DueReview:
    return DueReview(**row, standing=_standing(row["due_by"], row["planned_for"], window))


def _standing(due_by: date | None, planned_for: date | None, window: Window) -> Standing:
    if due_by is not None and due_by < window.as_at:
        return Standing.OVERDUE
    if planned_for is not None:
        return Standing.BOOKED
    return Standing.UNBOOKED if due_by is None or due_by <= window.until else Standing.DUE
