"""What the IRO team does: reviews for each post and month, and work that was looked at."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    cast,
    distinct,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)

from iro_events.facts.team_codes import Chaired
from metrics_service.areas import REVIEWS, TEAM
from metrics_service.domain.cases import AllocationCase, ReviewCase, Standing
from metrics_service.domain.team_cases import PracticeCase, TermCase
from metrics_service.domain.team_history import Seen
from metrics_service.figures.allocated import NO_IRO, available, in_team, points
from metrics_service.figures.asked import AS_AT, FIRST, LAST, known
from metrics_service.figures.figure import (
    Definition,
    Figure,
    Part,
    Unit,
    apart_as,
    by_month,
    by_quarter,
    counted,
)
from metrics_service.figures.team_shown import practice_seen, reviews_of_iro
from metrics_service.tables import live

_BY = {"month": by_month, "quarter": by_quarter}


def _months(then: bool) -> Select[Any]:
    return select(union_all(_iro_months(then), _reviews_of_nobody(then)).subquery("either"))


def _month_of(point: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.greatest(cast(func.date_trunc("month", point), Date), FIRST)


def _in_care(then: bool) -> ColumnElement[bool]:
    review = live(ReviewCase)
    judged = or_(review.c.standing == Standing.JUDGED, review.c.standing == Standing.NOT_ASSESSABLE)
    return and_(judged, known(review, then=then))


def _whose(then: bool) -> ColumnElement[bool]:
    """The allocation of the review's period of care on the day it was held; of a change that day, the new IRO."""
    review, allocation = live(ReviewCase), live(AllocationCase)
    return and_(
        allocation.c.care == review.c.care,
        allocation.c.since <= review.c.held_on,
        or_(allocation.c.until.is_(None), allocation.c.until > review.c.held_on),
        known(allocation, then=then),
    )


def _iro_months(then: bool) -> Select[Any]:
    """Each IRO of the team at each month's end, with the reviews held in the month of children that were its own."""
    term, review, allocation, days = live(TermCase), live(ReviewCase), live(AllocationCase), points()
    held = (
        select(func.count().label("reviews"), func.max(review.c.known_from).label("known_from"))
        .select_from(review.join(allocation, _whose(then)))
        .where(
            allocation.c.iro == term.c.child,
            review.c.held_on.between(_month_of(days.c.point), days.c.point),
            _in_care(then),
        )
        .lateral("held")
    )
    return select(
        term.c.child,
        term.c.child.label("iro"),
        days.c.point,
        days.c.point.label("day"),
        term.c.term.label("key"),
        literal_column("NULL::date").label("held_on"),
        available().label("available"),
        held.c.reviews,
        term.c.events,
        func.greatest(term.c.known_from, held.c.known_from).label("known_from"),
        true().label("counted"),
        cast(null(), Text).label("apart"),
        null().label("met"),
    ).select_from(days.join(term, in_team(days.c.point, then=then)).join(held, true()))


def _reviews_of_nobody(then: bool) -> Select[Any]:
    """The reviews that are of no IRO who is in the team at the month's end."""
    term, review, allocation, days = live(TermCase), live(ReviewCase), live(AllocationCase), points()
    of_team = exists(
        select(literal_column("1"))
        .select_from(allocation.join(term, and_(term.c.child == allocation.c.iro, in_team(days.c.point, then=then))))
        .where(_whose(then))
    ).correlate(review, days)
    return (
        select(
            review.c.child,
            literal_column("NULL::uuid").label("iro"),
            days.c.point,
            days.c.point.label("day"),
            review.c.review.label("key"),
            review.c.held_on,
            literal_column("0").label("available"),
            literal_column("1").label("reviews"),
            review.c.events,
            review.c.known_from,
            literal_column("false").label("counted"),
            literal_column(f"'{NO_IRO}'::text").label("apart"),
            null().label("met"),
        )
        .select_from(days.join(review, review.c.held_on.between(_month_of(days.c.point), days.c.point)))
        .where(_in_care(then), ~of_team)
    )


def _practice(then: bool) -> Select[Any]:
    practice = live(PracticeCase)
    return select(
        practice,
        practice.c.seen_on.label("day"),
        practice.c.told_by.label("key"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
    ).where(practice.c.seen_on.between(FIRST, LAST), known(practice, then=then))


def _in_team_meanwhile(then: bool) -> Select[Any]:
    term = live(TermCase)
    there = and_(term.c.from_on <= AS_AT, or_(term.c.until.is_(None), term.c.until >= FIRST), FIRST <= AS_AT)
    return select(func.count(distinct(term.c.child))).where(there, known(term, then=then))


REVIEWS_PER_IRO_MONTH = Figure(
    id="reviews-per-iro-month",
    title="Reviews for each full-time IRO and month",
    unit=Unit.REVIEWS_PER_POST,
    definition=Definition(
        "Reviews held in the period of children whose IRO, on the day of the review, is in the team at the month's "
        "end, for each full-time post there at each month's end (of a month still running: today); the denominator "
        "adds these up in hundredths of a post. Each child's review counts, not the meeting. Conferences are not "
        "among them.",
        "The project's definition; SEED 1.20",
    ),
    cases=_months,
    shown=reviews_of_iro,
    monthly=True,
    ratio=("reviews", "available"),
    parts=(
        Part("reviews", "Reviews", Unit.REVIEWS, counted, adds="reviews"),
        Part("iros", "IROs in the team at a month's end", Unit.IROS, counted, things="iro"),
        Part(NO_IRO, "Reviews with no IRO of the team", Unit.REVIEWS, apart_as(NO_IRO)),
    ),
    by={**_BY, "iro": lambda cases: func.coalesce(cast(cases.iro, Text), NO_IRO)},
    areas=(TEAM, REVIEWS),
)

OBSERVATIONS = Figure(
    id="observations",
    title="Work of IROs observed and audited",
    unit=Unit.PIECES_OF_WORK,
    definition=Definition(
        "Observations of an IRO chairing, and audits of work that it chaired, in the period. Share of the team: IROs "
        "whose work was looked at, out of all who were in the team on any day of the period.",
        "Local practice: at least one meeting of each IRO a year (SEED 5)",
    ),
    cases=_practice,
    shown=practice_seen,
    parts=(
        Part("observed", "Observed while chairing", Unit.PIECES_OF_WORK, lambda c: c.seen == Seen.OBSERVED),
        Part("audited", "Audited", Unit.PIECES_OF_WORK, lambda c: c.seen == Seen.AUDITED),
        Part("conferences", "Of conferences", Unit.PIECES_OF_WORK, lambda c: c.chaired == Chaired.CONFERENCE),
        Part("iros", "IROs whose work was looked at", Unit.PERCENT, counted, things="child", base=_in_team_meanwhile),
    ),
    by={**_BY, "chaired": lambda cases: cases.chaired, "iro": lambda cases: cast(cases.child, Text)},
    areas=(TEAM,),
)
