"""Figures of an IRO's challenges as a whole: concerns raised informally, and what became of all that were closed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, null, true

from iro_events.facts.escalation_codes import ConcernOutcome
from metrics_service.areas import ESCALATIONS, ESCALATIONS_RESTRICTED
from metrics_service.domain.escalation_cases import ConcernCase, Ending
from metrics_service.figures.asked import AS_AT, FIRST, LAST
from metrics_service.figures.challenges_shown import one_concern
from metrics_service.figures.concerns import by_childs_view, select_concerns
from metrics_service.figures.figure import Columns, Condition, Definition, Figure, Part, Unit, by_month, by_quarter
from metrics_service.tables import live

_SETTLED, _FORMAL, _WITHDRAWN, _OPEN = "settled", "became-formal", "withdrawn", "open"

_OUTCOMES = {
    ConcernOutcome.UPHELD: "Upheld",
    ConcernOutcome.PARTLY_UPHELD: "Upheld in part",
    ConcernOutcome.NOT_UPHELD: "Not upheld",
    _WITHDRAWN: "Pursued no further",
}


def _informal(then: bool) -> Select[Any]:
    table = live(ConcernCase)
    standing = case(
        (table.c.formal_on <= AS_AT, _FORMAL),
        (and_(table.c.closed_on <= AS_AT, table.c.ending == Ending.SETTLED), _SETTLED),
        (table.c.closed_on <= AS_AT, _WITHDRAWN),
        else_=_OPEN,
    )
    informally = and_(table.c.raised_with.is_not(None), table.c.raised_on.between(FIRST, LAST))
    return _concerns(then, table.c.raised_on, standing).where(informally)


def _closed(then: bool) -> Select[Any]:
    table = live(ConcernCase)
    standing = func.coalesce(table.c.outcome, literal(_WITHDRAWN))
    return _concerns(then, table.c.closed_on, standing).where(table.c.closed_on.between(FIRST, LAST))


def _concerns(then: bool, day: ColumnElement[Any], standing: ColumnElement[Any]) -> Select[Any]:
    table = live(ConcernCase)
    return select_concerns(
        then,
        day.label("day"),
        table.c.concern.label("key"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
        standing.label("standing"),
    )


def _stands(standing: str) -> Condition:
    return lambda cases: cases.standing == standing


def _with_outcome(cases: Columns) -> ColumnElement[bool]:
    told: ColumnElement[bool] = cases.outcome.is_not(None)
    return told


CHALLENGES_INFORMAL = Figure(
    id="challenges-informal",
    title="Concerns raised informally",
    unit=Unit.CONCERNS,
    definition=Definition(
        "Concerns that an IRO raised in the period with the social worker or a manager, before any formal process; "
        "what was made a formal dispute at once is not in it. Parts: what had become of them by the last day of the "
        "period (of a period still running: today). Those answered are counted whatever became of them.",
        "IRO Handbook: informal challenge first (rulebook R5.03); categories are the project's own",
    ),
    cases=_informal,
    shown=one_concern,
    parts=(
        Part(_SETTLED, "Settled informally", Unit.CONCERNS, _stands(_SETTLED)),
        Part(_FORMAL, "Made a formal dispute", Unit.CONCERNS, _stands(_FORMAL)),
        Part(_WITHDRAWN, "Pursued no further", Unit.CONCERNS, _stands(_WITHDRAWN)),
        Part(_OPEN, "Open and still informal", Unit.CONCERNS, _stands(_OPEN)),
        Part("answered", "Answered before any formal dispute", Unit.CONCERNS, lambda cases: cases.answered_on <= AS_AT),
        Part("children", "Children about whom they were raised", Unit.CHILDREN, lambda c: c.counted, things="child"),
    ),
    by={
        "category": lambda cases: cases.category,
        "childs-view": by_childs_view,
        "month": by_month,
        "quarter": by_quarter,
        "raised-with": lambda cases: cases.raised_with,
    },
    areas=(ESCALATIONS,),
    fields_of=(ESCALATIONS_RESTRICTED,),
)

CHALLENGE_OUTCOMES = Figure(
    id="challenge-outcomes",
    title="Outcomes of challenges",
    unit=Unit.CONCERNS,
    definition=Definition(
        "Concerns and formal disputes that were closed in the period, by what came of them: upheld, upheld in part, "
        "not upheld, or pursued no further by the IRO. Part: how many changed the child's care plan, out of all but "
        "those pursued no further.",
        "rulebook R5.08: the outcome of a challenge and its effect on the child",
    ),
    cases=_closed,
    shown=one_concern,
    parts=(
        *(Part(outcome, title, Unit.CONCERNS, _stands(outcome)) for outcome, title in _OUTCOMES.items()),
        Part(
            "plan-changed",
            "Which changed the care plan",
            Unit.PERCENT,
            lambda cases: and_(_with_outcome(cases), cases.plan_changed),
            out_of=_with_outcome,
        ),
        Part("informal", "Closed while informal", Unit.CONCERNS, lambda cases: cases.formal_on.is_(None)),
        Part("formal", "Closed as formal disputes", Unit.CONCERNS, lambda cases: cases.formal_on.is_not(None)),
    ),
    by={
        "category": lambda cases: cases.category,
        "month": by_month,
        "outcome": lambda cases: cases.standing,
        "process": lambda cases: case((cases.formal_on.is_(None), "informal"), else_="formal"),
        "quarter": by_quarter,
    },
    areas=(ESCALATIONS,),
    fields_of=(ESCALATIONS_RESTRICTED,),
)
