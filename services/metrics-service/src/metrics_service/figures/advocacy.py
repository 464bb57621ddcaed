"""Figures of those who stand by a child: what it knows and wants of advocates, and independent visitors."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, null, or_, select

from iro_events.facts.participation_codes import AdvocacyAnswer, VisitorNeed
from metrics_service.areas import PARTICIPATION, PARTICIPATION_RESTRICTED, REVIEWS
from metrics_service.domain.cases import ReviewCase, Standing
from metrics_service.domain.participation_cases import AwarenessCase, VisitorCase, VisitorStep
from metrics_service.figures.asked import FIRST, LAST, known, one_of
from metrics_service.figures.figure import Columns, Definition, Figure, Part, Unit, apart_as, by_month, by_quarter
from metrics_service.figures.participation_shown import said_of_advocates, visitor_step
from metrics_service.figures.shown import MET_OR_NOT
from metrics_service.tables import live

_YES, _NO = AdvocacyAnswer.YES, AdvocacyAnswer.NO
_NOT_RECORDED = "not-recorded"
_BY = {"month": by_month, "quarter": by_quarter}


def _awareness(then: bool) -> Select[Any]:
    """The reviews held in care, each with what the child said, if anything is recorded."""
    review, said = live(ReviewCase), live(AwarenessCase)
    in_care = or_(review.c.standing == Standing.JUDGED, review.c.standing == Standing.NOT_ASSESSABLE)
    asked = one_of(said.c.knows, (_YES, _NO))
    apart = case(
        (~in_care, review.c.standing),
        (said.c.review.is_(None), _NOT_RECORDED),
        (~asked, said.c.knows),
    )
    return (
        select(
            review.c.child,
            review.c.review,
            review.c.held_on,
            said.c.knows,
            said.c.has,
            said.c.wants,
            in_care.label("in_care"),
            review.c.held_on.label("day"),
            review.c.review.label("key"),
            func.greatest(review.c.known_from, said.c.known_from).label("known_from"),
            func.array_cat(review.c.events, said.c.events).label("events"),
            apart.is_(None).label("counted"),
            (said.c.knows == _YES).label("met"),
            apart.label("apart"),
        )
        .select_from(review.outerjoin(said, and_(said.c.review == review.c.review, known(said, then=then))))
        .where(review.c.held_on.between(FIRST, LAST), known(review, then=then))
    )


def _visitors(then: bool) -> Select[Any]:
    table = live(VisitorCase)
    matched = table.c.step == VisitorStep.MATCHED
    return select(
        table,
        table.c.step_on.label("day"),
        table.c.told_by.label("key"),
        matched.label("counted"),
        null().label("met"),
        case((~matched, table.c.step)).label("apart"),
    ).where(table.c.step_on.between(FIRST, LAST), known(table, then=then))


def _said(question: str, *answers: AdvocacyAnswer) -> Callable[[Columns], ColumnElement[bool]]:
    return lambda cases: and_(cases.in_care, one_of(cases[question], answers))


def _answered(id_: str, title: str, question: str, answer: AdvocacyAnswer) -> Part:
    """Those who so answered, out of those who were asked that very question."""
    return Part(id_, title, Unit.PERCENT, _said(question, answer), out_of=_said(question, _YES, _NO))


def _needed(need: VisitorNeed) -> Callable[[Columns], ColumnElement[bool]]:
    return lambda cases: cases.need == need


def _matched(cases: Columns) -> ColumnElement[bool]:
    flag: ColumnElement[bool] = cases.counted
    return flag


ADVOCACY_AWARENESS = Figure(
    id="advocacy-awareness",
    title="Children who know of advocates",
    unit=Unit.PERCENT,
    definition=Definition(
        "Reviews held in the period at which the child knew of advocates, out of those at which it was asked and "
        "answered yes or no. Whether it has one and wants one: each out of those asked that question. Not asked, too "
        "young, and nothing recorded are no answer: in no base, and shown as parts. Of reviews, not of children; by "
        "month, a series.",
        "CA 1989 s.26A; rulebook R7.05",
    ),
    cases=_awareness,
    shown=said_of_advocates,
    parts=(
        _answered("not-aware", "Does not know of advocates", "knows", _NO),
        _answered("used", "Has an advocate", "has", _YES),
        _answered("wants", "Wants an advocate", "wants", _YES),
        _answered("does-not-want", "Does not want an advocate", "wants", _NO),
        Part("children", "Children asked", Unit.CHILDREN, _matched, things="child"),
        Part("not-asked", "Not asked", Unit.REVIEWS, apart_as(AdvocacyAnswer.NOT_ASKED)),
        Part("too-young", "Too young to be asked", Unit.REVIEWS, apart_as(AdvocacyAnswer.TOO_YOUNG)),
        Part(_NOT_RECORDED, "Nothing recorded", Unit.REVIEWS, apart_as(_NOT_RECORDED)),
    ),
    by=_BY,
    areas=(PARTICIPATION_RESTRICTED, REVIEWS),
    verdicts=MET_OR_NOT,
)

INDEPENDENT_VISITORS = Figure(
    id="independent-visitors",
    title="Children matched with an independent visitor",
    unit=Unit.CHILDREN,
    definition=Definition(
        "Children for whom an independent visitor was appointed in the period. Beside them: for how many it was "
        "considered and with what result, and how many appointments ended, among them those of earlier periods.",
        "CA 1989 s.23ZB; rulebook R7.03",
    ),
    cases=_visitors,
    shown=visitor_step,
    things="child",
    parts=(
        Part("matches", "Appointments", Unit.VISITORS, _matched, things="told_by"),
        Part("considered", "Considered", Unit.CHILDREN, apart_as(VisitorStep.CONSIDERED)),
        Part("needed", "Considered: needed", Unit.CHILDREN, _needed(VisitorNeed.NEEDED)),
        Part("not-needed", "Considered: not needed", Unit.CHILDREN, _needed(VisitorNeed.NOT_NEEDED)),
        Part("child-objects", "Considered: the child objects", Unit.CHILDREN, _needed(VisitorNeed.CHILD_OBJECTS)),
        Part("ended", "Appointments ended", Unit.VISITORS, apart_as(VisitorStep.ENDED), things="told_by"),
    ),
    by=_BY,
    areas=(PARTICIPATION,),
)
