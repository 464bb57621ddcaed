"""Who was in the team on each of some days, how much of a post was there, and which child was whose."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from metrics_service.domain.cases import AllocationCase, CareCase
from metrics_service.domain.team_cases import TermCase
from metrics_service.figures.asked import POINTS, known
from metrics_service.tables import live

NO_IRO = "no-iro"
"""A child, or a review, of nobody in the team."""

Day = ColumnElement[Any]


def points() -> FromClause:
    """The days asked for."""
    return func.unnest(POINTS).table_valued(column("point", Date), name="points").render_derived()


def in_team(on: Day, *, then: bool) -> ColumnElement[bool]:
    """The terms that run on that day."""
    term = live(TermCase)
    return and_(term.c.from_on <= on, or_(term.c.until.is_(None), term.c.until >= on), known(term, then=then))


def available() -> ColumnElement[int]:
    """Hundredths of a post that are there: none of whoever is absent."""
    term = live(TermCase)
    return case((term.c.absent, 0), else_=term.c.fte)


def allocated(on: Day, *, then: bool) -> ColumnElement[bool]:
    """The allocations that stand on that day, of children still looked after at its end, short breaks aside."""
    allocation = live(AllocationCase)
    return and_(
        allocation.c.since <= on,
        or_(allocation.c.until.is_(None), allocation.c.until > on),
        or_(allocation.c.care_ended_on.is_(None), allocation.c.care_ended_on > on),
        ~allocation.c.short_break,
        known(allocation, then=then),
    )


def of_the_team(care: Day, on: Day, *, then: bool) -> ColumnElement[bool]:
    """Whether the period of care has, on that day, an IRO who is in the team."""
    allocation, term = live(AllocationCase), live(TermCase)
    return exists(
        select(literal_column("1"))
        .select_from(allocation.join(term, and_(term.c.child == allocation.c.iro, in_team(on, then=then))))
        .where(allocation.c.care == care, allocated(on, then=then))
    )


def looked_after(on: Day, *, then: bool) -> ColumnElement[bool]:
    """The periods of care that run past that day's end, short breaks aside."""
    care = live(CareCase)
    return and_(
        care.c.started_on <= on,
        or_(care.c.ended_on.is_(None), care.c.ended_on > on),
        ~care.c.short_break,
        known(care, then=then),
    )


def with_each_iro(on: Day, *, then: bool) -> Select[int, Any]:
    """How many children the IRO of a term has on that day, and how lately that became known."""
    allocation, term = live(AllocationCase), live(TermCase)
    return select(
        func.count(func.distinct(allocation.c.child)).label("children"),
        func.max(allocation.c.known_from).label("known_from"),
    ).where(allocation.c.iro == term.c.child, allocated(on, then=then))
