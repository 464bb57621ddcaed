"""The reviews held in a period, each with how the child took part, where that is recorded: what figures of it count."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, and_, case, func, null, or_, select

from iro_events.facts.participation_codes import ParticipationCode
from metrics_service.domain.cases import ReviewCase, Standing
from metrics_service.domain.participation_cases import ParticipationCase
from metrics_service.figures.asked import FIRST, LAST, known, one_of
from metrics_service.tables import live

_PN = ParticipationCode
UNDER_FOUR, BLANK, NOT_RECORDED, ONE_REVIEW = "under-four", "blank", "not-recorded", "one-review"
CONVEYED = (_PN.PN1, _PN.PN2, _PN.PN3, _PN.PN5, _PN.PN6)
"""The codes of a child whose views were conveyed; of a child under four (PN0) nothing is said."""


def _reviews(then: bool) -> Select[Any]:
    """The reviews held, each with the code recorded for it, if any; `outside` care and short breaks are told apart."""
    review, part = live(ReviewCase), live(ParticipationCase)
    both = review.outerjoin(part, and_(part.c.review == review.c.review, known(part, then=then)))
    in_care = or_(review.c.standing == Standing.JUDGED, review.c.standing == Standing.NOT_ASSESSABLE)
    columns = (part.c.code, part.c.age_on_review, part.c.fourth_birthday, part.c.disabled, part.c.team)
    return (
        select(
            review.c.child,
            review.c.review,
            review.c.care,
            review.c.held_on,
            *columns,
            review.c.held_on.label("day"),
            review.c.review.label("key"),
            func.greatest(review.c.known_from, part.c.known_from).label("known_from"),
            func.array_cat(review.c.events, part.c.events).label("events"),
            case((~in_care, review.c.standing), (part.c.review.is_(None), NOT_RECORDED)).label("outside"),
        )
        .select_from(both)
        .where(review.c.held_on.between(FIRST, LAST), known(review, then=then))
    )


def _coded(then: bool) -> Select[Any]:
    """Of each review `four_or_over` with a code, and whether the child's views were `conveyed`."""
    rows = _reviews(then).subquery("held")
    apart = case(
        (rows.c.outside.is_not(None), rows.c.outside),
        (rows.c.code.is_(None), BLANK),
        (rows.c.code == _PN.PN0, UNDER_FOUR),
    )
    return select(
        rows,
        apart.label("uncoded"),
        apart.is_(None).label("four_or_over"),
        case((apart.is_(None), one_of(rows.c.code, CONVEYED))).label("conveyed"),
    )


def by_views_conveyed(then: bool) -> Select[Any]:
    """Met where views were conveyed; `always`: so at every such review of the child."""
    rows = _coded(then).subquery("coded")
    always: ColumnElement[bool] = func.bool_and(rows.c.conveyed, type_=Boolean)
    return select(
        rows,
        rows.c.four_or_over.label("counted"),
        rows.c.conveyed.label("met"),
        rows.c.uncoded.label("apart"),
        always.over(partition_by=rows.c.child).label("always"),
    )


def by_code_recorded(then: bool) -> Select[Any]:
    """Every review for which something is recorded, if only a blank."""
    rows = _coded(then).subquery("coded")
    counted = rows.c.outside.is_(None)
    return select(rows, counted.label("counted"), null().label("met"), rows.c.outside.label("apart"))


def by_child_never_heard(then: bool) -> Select[Any]:
    """The reviews of children heard at none of two or more; `often`: of children with so many, heard or not."""
    rows = _coded(then).subquery("coded")
    heard: ColumnElement[bool] = func.bool_or(rows.c.conveyed, type_=Boolean)
    each = select(
        rows,
        func.count(rows.c.conveyed).over(partition_by=rows.c.child).label("reviews"),
        heard.over(partition_by=rows.c.child).label("ever_heard"),
    ).subquery("children")
    unheard, often = and_(each.c.four_or_over, ~each.c.ever_heard), each.c.reviews >= 2  # noqa: PLR2004 - never: twice
    return select(
        each,
        and_(unheard, often).label("counted"),
        null().label("met"),
        case((each.c.uncoded.is_not(None), each.c.uncoded), (and_(unheard, ~often), ONE_REVIEW)).label("apart"),
        and_(each.c.four_or_over, often).label("often"),
    )
