"""The figure of the stages that formal disputes came to: reached, open, for how long, and within their own limits."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, Text, and_, case, cast, func, null, or_, select

from iro_events.facts.escalation_codes import MovedUpBy
from metrics_service.areas import ESCALATIONS
from metrics_service.domain.escalation_cases import StageCase
from metrics_service.figures.asked import AS_AT, FIRST, TODAY, known
from metrics_service.figures.challenges_shown import one_stage
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

_OPEN, _MOVED_UP, _ENDED = "open", "moved-up", "ended"
_FROM_BEFORE = "from-before"


def _cases(then: bool) -> Select[Any]:
    """The stages reached by the last day, but for those that were left before the first."""
    table = live(StageCase)
    left = table.c.left_on <= AS_AT
    apart = case((table.c.entered_on < FIRST, _FROM_BEFORE))
    standing = case(
        (and_(left, table.c.moved_by.is_not(None)), _MOVED_UP),
        (left, _ENDED),
        else_=_OPEN,
    )
    return select(
        table,
        func.greatest(table.c.entered_on, FIRST, type_=Date).label("day"),
        table.c.told_by.label("key"),
        apart.is_(None).label("counted"),
        null().label("met"),
        apart.label("apart"),
        standing.label("standing"),
        (func.least(table.c.left_on, AS_AT, type_=Date) - table.c.entered_on).label("days"),
    ).where(
        FIRST <= AS_AT,
        table.c.entered_on <= AS_AT,
        or_(table.c.entered_on >= FIRST, table.c.left_on.is_(None), table.c.left_on >= FIRST),
        known(table, then=then),
    )


def _reached(cases: Columns) -> ColumnElement[bool]:
    reached: ColumnElement[bool] = cases.counted
    return reached


def _stands(standing: str) -> Condition:
    return lambda cases: cases.standing == standing


def _with_limit(cases: Columns) -> ColumnElement[bool]:
    """The stage has a limit of its own, and has answered or been left, or its limit has gone by."""
    tested = or_(cases.settled_on.is_not(None), cases.answer_by < TODAY)
    return and_(cases.counted, cases.answer_by.is_not(None), tested)


ESCALATIONS_BY_STAGE = Figure(
    id="escalations-by-stage",
    title="Formal disputes by stage",
    unit=Unit.DISPUTES,
    definition=Definition(
        "Formal disputes that came to a stage of the authority's ladder in the period; one that goes up counts once in "
        "the whole and once at each stage. Open: with the stage on the last day of the period (of a period still "
        "running: today), since whenever. Days are calendar days at the stage up to that day. Within its limit: a "
        "stage that answered or was left by the last day that the ladder gives it, out of those that have a limit and "
        "did either or have let it go by. Reached before the period: shown as a part.",
        "the authority's own ladder of the day (rulebook R5.01: a time limit at each level of seniority)",
    ),
    cases=_cases,
    shown=one_stage,
    things="concern",
    parts=(
        Part("stages", "Stages reached by them", Unit.STAGES, _reached, things="told_by"),
        Part(_OPEN, "Open there on the last day", Unit.DISPUTES, _stands(_OPEN)),
        Part("days-open", "Days there so far, of the open ones", Unit.DAYS, _stands(_OPEN), adds="days"),
        Part("days", "Days there, of those reached in the period", Unit.DAYS, _reached, adds="days"),
        Part(
            "within-limit",
            "Within the stage's own limit",
            Unit.PERCENT,
            lambda cases: and_(_with_limit(cases), cases.settled_on <= cases.answer_by),
            out_of=_with_limit,
            things="told_by",
        ),
        Part(
            "no-limit",
            "Stages reached without a limit",
            Unit.STAGES,
            lambda cases: and_(cases.counted, cases.answer_by.is_(None)),
            things="told_by",
        ),
        Part(_MOVED_UP, "Went higher", Unit.DISPUTES, _stands(_MOVED_UP)),
        Part(
            "moved-up-by-time",
            "Of these, as no answer came in time",
            Unit.DISPUTES,
            lambda cases: and_(cases.standing == _MOVED_UP, cases.moved_by == MovedUpBy.TIME),
        ),
        Part(_ENDED, "Ended there", Unit.DISPUTES, _stands(_ENDED)),
        Part(
            _FROM_BEFORE, "Reached before the period, not left by its first day", Unit.DISPUTES, apart_as(_FROM_BEFORE)
        ),
    ),
    by={
        "category": lambda cases: cases.category,
        "month": by_month,
        "quarter": by_quarter,
        "stage": lambda cases: cases.stage,
        "step": lambda cases: cast(cases.step, Text),
    },
    areas=(ESCALATIONS,),
)
