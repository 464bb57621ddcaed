"""Figures of formal disputes: how many were raised, and whether the whole process took 20 working days at most."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, null

from metrics_service.areas import ESCALATIONS, ESCALATIONS_RESTRICTED
from metrics_service.domain.escalation_cases import ConcernCase, Ending
from metrics_service.figures.asked import AS_AT, FIRST, LAST, TODAY
from metrics_service.figures.challenges_shown import one_concern, one_dispute
from metrics_service.figures.concerns import by_childs_view, select_concerns
from metrics_service.figures.figure import (
    Columns,
    Condition,
    Definition,
    Figure,
    Part,
    Unit,
    apart_as,
    by_month,
    by_quarter,
)
from metrics_service.tables import live

_CONCLUDED, _WITHDRAWN, _OPEN = "concluded", "withdrawn", "open"
_NOT_DUE = "not-due"


def _raised(then: bool) -> Select[Any]:
    return _disputes(then, null(), null())


def _judged(then: bool) -> Select[Any]:
    columns = live(ConcernCase).c
    not_due = and_(columns.closed_on.is_(None), columns.conclude_by >= TODAY)
    in_time = func.coalesce(columns.closed_on <= columns.conclude_by, False)
    return _disputes(then, case((not_due, _NOT_DUE)), in_time)


def _disputes(then: bool, apart: ColumnElement[Any], met: ColumnElement[Any]) -> Select[Any]:
    table = live(ConcernCase)
    standing = case(
        (and_(table.c.closed_on <= AS_AT, table.c.ending == Ending.WITHDRAWN), _WITHDRAWN),
        (table.c.closed_on <= AS_AT, _CONCLUDED),
        else_=_OPEN,
    )
    return select_concerns(
        then,
        table.c.formal_on.label("day"),
        table.c.concern.label("key"),
        apart.is_(None).label("counted"),
        met.label("met"),
        apart.label("apart"),
        standing.label("standing"),
    ).where(table.c.formal_on.between(FIRST, LAST))


def _stands(standing: str) -> Condition:
    return lambda cases: cases.standing == standing


def _late(cases: Columns) -> ColumnElement[bool]:
    return and_(cases.counted, ~cases.met)


_BY = {"category": lambda cases: cases.category, "month": by_month, "quarter": by_quarter}

DISPUTES_FORMAL = Figure(
    id="disputes-formal",
    title="Formal disputes",
    unit=Unit.DISPUTES,
    definition=Definition(
        "Concerns that became formal disputes in the period, by the day on which they did. Parts: what had become of "
        "them by the last day of the period (of a period still running: today); those made formal at once, with no "
        "informal attempt before; those in which Cafcass had been told too.",
        "CPR 2010 reg 45; IRO Handbook para 6.2 (rulebook R5.01 to R5.04)",
    ),
    cases=_raised,
    shown=one_concern,
    parts=(
        Part(_CONCLUDED, "Concluded", Unit.DISPUTES, _stands(_CONCLUDED)),
        Part(_WITHDRAWN, "Pursued no further", Unit.DISPUTES, _stands(_WITHDRAWN)),
        Part(_OPEN, "Open", Unit.DISPUTES, _stands(_OPEN)),
        Part("at-once", "Formal at once", Unit.DISPUTES, lambda cases: cases.raised_with.is_(None)),
        Part("cafcass", "With a referral to Cafcass", Unit.DISPUTES, lambda cases: cases.cafcass_on <= AS_AT),
        Part("children", "Children about whom they were", Unit.CHILDREN, lambda c: c.counted, things="child"),
    ),
    by={**_BY, "childs-view": by_childs_view},
    areas=(ESCALATIONS,),
    fields_of=(ESCALATIONS_RESTRICTED,),
)

DISPUTES_WITHIN_20_WORKING_DAYS = Figure(
    id="disputes-within-20-working-days",
    title="Disputes within 20 working days",
    unit=Unit.PERCENT,
    definition=Definition(
        "Formal disputes raised in the period that ended within 20 working days of the day on which they became "
        "formal, over all stages together, out of those that have ended or whose last day has gone by. One pursued no "
        "further has ended too. Not ended and not due yet: not counted and shown as a part.",
        "IRO Handbook para 6.2: the formal process takes not more than 20 working days (rulebook R5.01)",
    ),
    cases=_judged,
    shown=one_dispute,
    parts=(
        Part("late", "Took longer", Unit.DISPUTES, _late),
        Part("not-ended", "Of these, not ended yet", Unit.DISPUTES, lambda c: and_(_late(c), c.closed_on.is_(None))),
        Part(
            _WITHDRAWN,
            "Of those counted, pursued no further",
            Unit.DISPUTES,
            lambda c: and_(c.counted, c.ending == Ending.WITHDRAWN),
        ),
        Part(_NOT_DUE, "Not ended, not due yet", Unit.DISPUTES, apart_as(_NOT_DUE)),
    ),
    by=_BY,
    areas=(ESCALATIONS,),
    fields_of=(ESCALATIONS_RESTRICTED,),
)
