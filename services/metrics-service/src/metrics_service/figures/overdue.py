"""The figure of reviews overdue at the end of a period: due, and not held by its last day."""

from typing import Any

from sqlalchemy import Select, and_, case, cast, literal, null, or_, select, true, union_all
from sqlalchemy.types import Date, Uuid

from metrics_service.domain.cases import OwedCase, ReviewCase
from metrics_service.figures.asked import AS_AT, FIRST, PASSED, known
from metrics_service.figures.figure import Definition, Figure, Part, Unit
from metrics_service.figures.shown import overdue_review
from metrics_service.tables import live

_OPEN, _MISSED = "open", "missed"
_COMMON = (
    "known_from",
    "child",
    "care",
    "period_of_care_start",
    "ordinal",
    "regime",
    "due_statute",
    "due_indicator",
    "because_statute",
    "events",
)


def _cases(then: bool) -> Select[Any]:
    both = union_all(_never_held(then), _held_since(then)).subquery("overdue")
    return select(
        both, both.c.due_statute.label("day"), true().label("counted"), null().label("met"), null().label("apart")
    )


def _never_held(then: bool) -> Select[Any]:
    """Due and not held as far as is known, where care ran on after the due date and into the period."""
    table = live(OwedCase)
    ended = table.c.care_ended_on
    return select(
        *(table.c[name] for name in _COMMON),
        table.c.care.label("key"),
        cast(null(), Uuid).label("review"),
        cast(null(), Date).label("held_on"),
        ended,
        case((or_(ended.is_(None), ended > AS_AT), _OPEN), else_=_MISSED).label("standing"),
    ).where(
        table.c.due_statute <= PASSED,
        or_(ended.is_(None), and_(ended > table.c.due_statute, ended >= FIRST)),
        known(table, then=then),
    )


def _held_since(then: bool) -> Select[Any]:
    """Due by the last day and held after it: within care, so that it was open on that day."""
    table = live(ReviewCase)
    return select(
        *(table.c[name] for name in _COMMON),
        table.c.review.label("key"),
        table.c.review,
        table.c.held_on,
        cast(null(), Date).label("care_ended_on"),
        literal(_OPEN).label("standing"),
    ).where(table.c.due_statute <= PASSED, table.c.held_on > AS_AT, known(table, then=then))


REVIEWS_OVERDUE = Figure(
    id="reviews-overdue",
    title="Reviews overdue",
    unit=Unit.REVIEWS,
    definition=Definition(
        "Reviews due on or before the last day of the period (of a period still running: yesterday) and not held by "
        "then, of children in care after the due date and on some day of the period. Open: care went on after the last "
        "day. Missed: care ended with the review unheld. Statute basis; short breaks are not in it.",
        "CPR 2010 reg 33; the project's definition of overdue",
    ),
    cases=_cases,
    shown=overdue_review,
    parts=(
        Part(_OPEN, "Open: the child is still in care", Unit.REVIEWS, lambda cases: cases.standing == _OPEN),
        Part(_MISSED, "Missed: care ended first", Unit.REVIEWS, lambda cases: cases.standing == _MISSED),
    ),
    by={"regime": lambda cases: cases.regime},
)
