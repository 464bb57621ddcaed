"""Figures of the reviews held in a period: in time on each basis, how many, and at how many meetings."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, null, or_, select

from iro_events.facts.codes import ReviewMode
from metrics_service.domain.cases import ReviewCase, Standing
from metrics_service.figures.asked import FIRST, LAST, known
from metrics_service.figures.figure import Columns, Definition, Figure, Part, Unit, apart_as, by_month, by_quarter
from metrics_service.figures.shown import review_by_indicator, review_by_statute
from metrics_service.tables import live

_APART = (
    Part("outside-care", "Held outside every known period of care", Unit.REVIEWS, apart_as(Standing.OUTSIDE_CARE)),
    Part("short-break", "Held in a series of short breaks", Unit.REVIEWS, apart_as(Standing.SHORT_BREAK)),
)
_NOT_ASSESSABLE = Part(
    "not-assessable", "In care, with no due date to judge by", Unit.REVIEWS, apart_as(Standing.NOT_ASSESSABLE)
)
_JUDGED_APART = (
    "Reviews that are not assessable, outside care or of short breaks are in neither count and shown as parts."
)


def _ordinal(cases: Columns) -> ColumnElement[str]:
    return case(
        (cases.ordinal.is_(None), "unknown"),
        (cases.ordinal <= 2, cast(cases.ordinal, Text)),  # noqa: PLR2004 - the second review has an interval of its own
        else_="3 and later",
    )


_BY = {
    "month": by_month,
    "quarter": by_quarter,
    "ordinal": _ordinal,
    "regime": lambda cases: func.coalesce(cases.regime, "unknown"),
}


def _held(counted: Callable[[Columns], ColumnElement[bool]], met: str | None) -> Callable[[bool], Select[Any]]:
    def cases(then: bool) -> Select[Any]:
        table = live(ReviewCase)
        return select(
            table,
            table.c.held_on.label("day"),
            table.c.review.label("key"),
            func.coalesce(table.c.meeting, table.c.review).label("occasion"),
            counted(table.c).label("counted"),
            (null() if met is None else table.c[met]).label("met"),
            case((counted(table.c), null()), else_=table.c.standing).label("apart"),
        ).where(table.c.held_on.between(FIRST, LAST), known(table, then=then))

    return cases


def _judged(cases: Columns) -> ColumnElement[bool]:
    judged: ColumnElement[bool] = cases.standing == Standing.JUDGED
    return judged


def _in_care(cases: Columns) -> ColumnElement[bool]:
    return or_(cases.standing == Standing.JUDGED, cases.standing == Standing.NOT_ASSESSABLE)


def _at_a_meeting(cases: Columns) -> ColumnElement[bool]:
    return and_(_in_care(cases), cases.mode == ReviewMode.MEETING)


def _late(told_late: str) -> tuple[Part, ...]:
    return (
        Part("late", "Held late", Unit.REVIEWS, lambda cases: and_(cases.counted, ~cases.met)),
        Part(
            "told-late",
            "Of these, due before the service was told of the start",
            Unit.REVIEWS,
            lambda cases: and_(cases.counted, ~cases.met, cases[told_late]),
        ),
    )


REVIEWS_IN_TIME = Figure(
    id="reviews-in-time",
    title="Reviews in time",
    unit=Unit.PERCENT,
    definition=Definition(
        "Reviews held in the period on or before their due date, out of all that can be judged. The first is due 20 "
        "working days after the start of care, the second three calendar months after the first, later ones six "
        "calendar months after the one before; other clocks run around adoption. A series counts by its first part. "
        + _JUDGED_APART,
        "CPR 2010 reg 33; AAR 2005 reg 36; months by the corresponding-date rule",
    ),
    cases=_held(_judged, "in_time_statute"),
    shown=review_by_statute,
    parts=(*_late("told_late_statute"), _NOT_ASSESSABLE, *_APART),
    by=_BY,
)

REVIEWS_IN_TIME_INDICATOR = Figure(
    id="reviews-in-time-indicator",
    title="Reviews in time by the performance indicator",
    unit=Unit.PERCENT,
    definition=Definition(
        "As reviews in time, with 91 days in place of three months and 183 days in place of six. " + _JUDGED_APART,
        "the returns' reading of three and six months as 91 and 183 days",
    ),
    cases=_held(_judged, "in_time_indicator"),
    shown=review_by_indicator,
    parts=(*_late("told_late_indicator"), _NOT_ASSESSABLE, *_APART),
    by=_BY,
)

REVIEWS_HELD = Figure(
    id="reviews-held",
    title="Reviews held",
    unit=Unit.REVIEWS,
    definition=Definition(
        "Reviews of children in care held in the period, one for each child; a series of meetings is one, on the day "
        "of its first part. Reviews outside care or of short breaks are not counted and shown as parts.",
        "SSDA903 REVIEW, one row a child and review",
    ),
    cases=_held(_in_care, None),
    shown=review_by_statute,
    parts=(
        Part("judged", "With a due date to judge by", Unit.REVIEWS, lambda cases: cases.standing == Standing.JUDGED),
        Part(
            "not-assessable",
            "With none",
            Unit.REVIEWS,
            lambda cases: cases.standing == Standing.NOT_ASSESSABLE,
        ),
        *_APART,
    ),
    by=_BY,
)

REVIEW_MEETINGS = Figure(
    id="review-meetings",
    title="Review meetings",
    unit=Unit.MEETINGS,
    definition=Definition(
        "The occasions at which the reviews held in the period took place: siblings reviewed together count once, a "
        "series of meetings once. Reviews held without a meeting, outside care or of short breaks are not counted.",
        "local practice: the meeting that several children's reviews share",
    ),
    cases=_held(_at_a_meeting, None),
    shown=review_by_statute,
    things="occasion",
    parts=(
        Part("reviews", "Reviews held at them", Unit.REVIEWS, lambda cases: cases.counted, things="review"),
        Part(
            "without-meeting",
            "Reviews held without a meeting",
            Unit.REVIEWS,
            lambda cases: and_(_in_care(cases), cases.mode == ReviewMode.NO_MEETING),
            things="review",
        ),
    ),
    by={"month": by_month, "quarter": by_quarter},
)
