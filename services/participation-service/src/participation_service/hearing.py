"""Whether children are heard, as this service's own tables tell it: a child over its reviews, and those not heard."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Integer, and_, exists, func, or_, select

from iro_events import sql
from iro_events.database import Connection
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode
from participation_service.questions import Part, Place
from participation_service.tables import known_care, known_review, participation


class Coded(StrEnum):
    """How far the code of a review is known; a blank is a state of its own, never a no."""

    NOT_HELD = "not-held"
    NOT_RECORDED = "not-recorded"
    BLANK = "blank"
    CODED = "coded"


class PartInReview(BaseModel):
    """A child's part in one review. `heard` is null for a child under four, and where nobody knows."""

    review: UUID
    planned_for: date | None
    held_on: date | None
    invited_on: date | None
    conversation: ConversationOutcome | None
    views_given: bool
    state: Coded
    code: ParticipationCode | None
    age_on_review: int | None
    heard: bool | None


class UnheardChild(BaseModel):
    """A child in care at whose last reviews with a code its views were not conveyed: how many, and since when."""

    child: UUID
    iro: UUID | None
    reviews: int
    since: date
    last: date

    def place(self) -> Place:
        """Where it stands in a list: by the first of those reviews."""
        return self.since, self.child


async def participation_of(connection: Connection, child: UUID) -> list[PartInReview]:
    """The child's part in each of its reviews that was held or is planned, in order."""
    wanted = (
        select(
            known_review.c.review,
            known_review.c.planned_for,
            known_review.c.held_on,
            participation.c.invited_on,
            participation.c.conversation,
            func.coalesce(participation.c.views_given, False).label("views_given"),
            func.coalesce(participation.c.recorded, False).label("recorded"),
            participation.c.code,
            participation.c.age_on_review,
            participation.c.heard,
        )
        .select_from(known_review.outerjoin(participation, participation.c.review == known_review.c.review))
        .where(
            known_review.c.child == child,
            or_(known_review.c.held_on.is_not(None), known_review.c.planned_for.is_not(None)),
        )
        .order_by(func.coalesce(known_review.c.held_on, known_review.c.planned_for), known_review.c.review)
    )
    rows = [dict(row) for row in await sql.fetch(connection, wanted)]
    return [PartInReview(**row, state=_state(row["held_on"], row.pop("recorded"), row["code"])) for row in rows]


def _state(held_on: date | None, recorded: bool, code: str | None) -> Coded:
    if recorded:
        return Coded.BLANK if code is None else Coded.CODED
    return Coded.NOT_RECORDED if held_on else Coded.NOT_HELD


async def unheard_children(connection: Connection, reviews: int, part: Part) -> list[UnheardChild]:
    """The children in care not heard at that many reviews or more since they last were, the longest first.

    A review without a code, or of a child under four, counts neither way.
    """
    later, at = participation.alias("later"), known_review.alias("later_at")
    heard_since = exists().where(
        later.c.child == participation.c.child,
        later.c.heard.is_(True),
        at.c.review == later.c.review,
        at.c.held_on >= known_review.c.held_on,
    )
    silent = (
        select(
            participation.c.child,
            func.count().cast(Integer).label("reviews"),
            func.min(known_review.c.held_on).label("since"),
            func.max(known_review.c.held_on).label("last"),
        )
        .join(known_review, known_review.c.review == participation.c.review)
        .where(participation.c.heard.is_(False), ~heard_since)
        .group_by(participation.c.child)
        .having(func.count() >= reviews)
        .subquery("silent")
    )
    wanted = (
        select(silent.c.child, known_care.c.iro, silent.c.reviews, silent.c.since, silent.c.last)
        .join(known_care, and_(known_care.c.child == silent.c.child, known_care.c.ended_on.is_(None)))
        .where(part.of(silent.c.since, silent.c.child))
        .order_by(silent.c.since, silent.c.child)
        .limit(part.limit + 1)
    )
    return [UnheardChild(**row) for row in await sql.fetch(connection, wanted)]
