"""Figures of what reviews found: permanence at the second, children at risk, the quality of plans, midway checks."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, any_, case, cast, func, literal, null, or_, select, true

from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade
from metrics_service.areas import REVIEWS, RISK
from metrics_service.domain.cases import CareCase, ReviewCase, Standing
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase, RiskCase
from metrics_service.domain.findings_judging import SECOND
from metrics_service.figures.asked import AS_AT, FIRST, LAST, TODAY, known, one_of
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
    counted,
)
from metrics_service.figures.findings_shown import midway_check, permanence_considered, plan_graded, risk_considered
from metrics_service.figures.shown import MET_OR_NOT
from metrics_service.tables import live

_BY = {"month": by_month, "quarter": by_quarter}
_NOT_SAID, _NOT_RECORDED, _NOT_IDENTIFIED = "not-said", "not-recorded", "not-identified"
_NO_PLAN, _ENDED_FIRST, _NOT_DUE = "no-plan", "ended-first", "not-due"


def _permanence(then: bool) -> Select[Any]:
    table = live(PermanenceCase)
    apart = case(
        (and_(table.c.agreed.is_(None), ~table.c.own), _NOT_RECORDED),
        (table.c.agreed.is_(None), _NOT_SAID),
    )
    return select(
        table,
        table.c.held_on.label("day"),
        table.c.review.label("key"),
        apart.is_(None).label("counted"),
        table.c.agreed.label("met"),
        apart.label("apart"),
    ).where(table.c.ordinal == SECOND, table.c.held_on.between(FIRST, LAST), known(table, then=then))


def _risk(then: bool) -> Select[Any]:
    """What was said of risk at reviews within care that stand; `last`: the child's last one of its kind."""
    risk, review = live(RiskCase), live(ReviewCase)
    in_care = or_(review.c.standing == Standing.JUDGED, review.c.standing == Standing.NOT_ASSESSABLE)
    newest = func.row_number().over(
        partition_by=(risk.c.child, risk.c.identified), order_by=(risk.c.held_on.desc(), risk.c.review)
    )
    return (
        select(
            risk,
            risk.c.held_on.label("day"),
            risk.c.review.label("key"),
            risk.c.identified.label("counted"),
            null().label("met"),
            case((~risk.c.identified, _NOT_IDENTIFIED)).label("apart"),
            (newest == 1).label("last"),
        )
        .select_from(risk.join(review, and_(review.c.review == risk.c.review, known(review, then=then))))
        .where(risk.c.held_on.between(FIRST, LAST), in_care, known(risk, then=then))
    )


def _looked_after(then: bool) -> Select[Any]:
    care = live(CareCase)
    goes_on = or_(care.c.ended_on.is_(None), care.c.ended_on > AS_AT)
    there = and_(care.c.started_on <= AS_AT, goes_on, FIRST <= AS_AT, ~care.c.short_break, known(care, then=then))
    return select(func.count(care.c.child.distinct())).where(there)


def _grades(then: bool) -> Select[Any]:
    table = live(GradeCase)
    absent = table.c.grade == PlanGrade.NO_PLAN
    return select(
        table,
        table.c.held_on.label("day"),
        table.c.told_by.label("key"),
        (~absent).label("counted"),
        one_of(table.c.grade, (PlanGrade.OUTSTANDING, PlanGrade.GOOD)).label("met"),
        case((absent, _NO_PLAN)).label("apart"),
    ).where(table.c.held_on.between(FIRST, LAST), known(table, then=then))


def _midways(then: bool) -> Select[Any]:
    """An interval is over, for this figure, on the day by which half of it is."""
    table = live(MidwayCase)
    checked = and_(table.c.checked_on.is_not(None), func.coalesce(table.c.checked_on <= table.c.until, True))
    apart = case(
        (checked, null()),
        (table.c.until <= table.c.midway_on, _ENDED_FIRST),
        (table.c.midway_on >= TODAY, _NOT_DUE),
    )
    return select(
        table,
        table.c.midway_on.label("day"),
        table.c.review.label("key"),
        apart.is_(None).label("counted"),
        checked.label("met"),
        apart.label("apart"),
    ).where(table.c.midway_on.between(FIRST, LAST), known(table, then=then))


def _with(plan: PermanencePlan) -> Condition:
    return lambda cases: and_(cases.counted, literal(plan.value, Text) == any_(cases.plans))


def _graded(plan: GradedPlan) -> Part:
    def of_plan(cases: Columns) -> ColumnElement[bool]:
        return and_(cases.counted, cases.plan == plan)

    title = f"{plan.value.capitalize()} plans good or better"
    return Part(plan.value, title, Unit.PERCENT, lambda cases: and_(of_plan(cases), cases.met), out_of=of_plan)


def _together(cases: Columns) -> ColumnElement[bool]:
    return and_(cases.counted, cases.last, cases.together)


PERMANENCE_AT_SECOND_REVIEW = Figure(
    id="permanence-at-second-review",
    title="Permanence plan agreed at the second review",
    unit=Unit.PERCENT,
    definition=Definition(
        "Second reviews of a period of care, held in the period, at which a plan for permanence was agreed, out of "
        "those of which somebody said whether one was. A plan that the review had before it and did not agree is not "
        "an agreed one, however near: it is in the part `with-plan`, since offices once read this differently. Where "
        "nobody said, and where the review is known from a return only, it is not counted and shown as a part.",
        "rulebook R8.01 to R8.03; SEED 4.13",
    ),
    cases=_permanence,
    shown=permanence_considered,
    parts=(
        Part("not-agreed", "Not agreed", Unit.REVIEWS, lambda c: and_(c.counted, ~c.met)),
        Part(
            "with-plan",
            "With a plan before them, agreed or not",
            Unit.PERCENT,
            lambda c: and_(c.counted, func.cardinality(c.plans) > 0),
            out_of=counted,
        ),
        Part(
            "parallel",
            "With plans side by side",
            Unit.REVIEWS,
            lambda c: and_(c.counted, func.cardinality(c.plans) > 1),
        ),
        *(Part(plan.value, f"With {plan.value}", Unit.REVIEWS, _with(plan)) for plan in PermanencePlan),
        Part(_NOT_SAID, "Nobody said", Unit.REVIEWS, apart_as(_NOT_SAID)),
        Part(_NOT_RECORDED, "Known from a return only", Unit.REVIEWS, apart_as(_NOT_RECORDED)),
    ),
    by=_BY,
    verdicts=MET_OR_NOT,
)

CHILDREN_AT_RISK = Figure(
    id="children-at-risk",
    title="Children who put themselves at risk",
    unit=Unit.CHILDREN,
    definition=Definition(
        "Children of whom a review held in the period found that they put themselves at risk, each once. `together`: "
        "those whose agencies work together well to lessen it, by the last review that identified it, out of those of "
        "whom it was said. `considered`: out of the children whose reviews considered risk at all. `cohort` sets the "
        "year's children beside those looked after on its last day, as reports do; it is no share of these.",
        "SEED 4.15; the project's definition",
    ),
    cases=_risk,
    shown=risk_considered,
    things="child",
    parts=(
        Part(
            "together",
            "Agencies work together",
            Unit.PERCENT,
            _together,
            out_of=lambda c: and_(c.counted, c.last, c.together.is_not(None)),
        ),
        Part(
            "together-not-said",
            "Nobody said how agencies work together",
            Unit.CHILDREN,
            lambda c: and_(c.counted, c.last, c.together.is_(None)),
        ),
        Part("considered", "Of children whose reviews considered risk", Unit.PERCENT, counted, out_of=lambda _: true()),
        Part("cohort", "Beside children looked after on the last day", Unit.PERCENT, counted, base=_looked_after),
        Part("reviews", "Reviews that identified it", Unit.REVIEWS, counted, things="review"),
    ),
    by=_BY,
    areas=(RISK, REVIEWS),
)

PLAN_QUALITY = Figure(
    id="plan-quality",
    title="Plans that reviews found good or better",
    unit=Unit.PERCENT,
    definition=Definition(
        "Plans for health, education, care and pathway that an IRO graded good or outstanding at a review held in the "
        "period, out of all graded; a plan is counted at each review that graded it. A plan that was due and did not "
        "exist is not graded and shown as a part.",
        "Ofsted's grades; SEED 4.18",
    ),
    cases=_grades,
    shown=plan_graded,
    parts=(
        *(_graded(plan) for plan in GradedPlan),
        Part("inadequate", "Inadequate", Unit.PLANS, lambda c: and_(c.counted, c.grade == PlanGrade.INADEQUATE)),
        Part(_NO_PLAN, "No plan where one was due", Unit.PLANS, apart_as(_NO_PLAN)),
    ),
    by={**_BY, "plan": lambda cases: cast(cases.plan, Text), "grade": lambda cases: cast(cases.grade, Text)},
    verdicts=MET_OR_NOT,
)

MIDWAY_CHECKS = Figure(
    id="midway-checks",
    title="Midway checks made between reviews",
    unit=Unit.PERCENT,
    definition=Definition(
        "Intervals that follow a review and whose half-way day lies in the period, in which the IRO checked how the "
        "plan goes before the next review or the end of care, out of all with that day gone by. `by-midway`: checked "
        "by that day. Intervals that ended by then unchecked, and those whose day has not gone by, are shown as parts; "
        "of reviews known from a return only nothing is said.",
        "rulebook R4.09: local practice; half of the days to the statutory due date is the project's reading",
    ),
    cases=_midways,
    shown=midway_check,
    parts=(
        Part(
            "by-midway",
            "Checked by the half-way day",
            Unit.PERCENT,
            lambda c: and_(c.met, c.checked_on <= c.midway_on),
            out_of=counted,
        ),
        Part(_ENDED_FIRST, "Ended by their half-way day, unchecked", Unit.INTERVALS, apart_as(_ENDED_FIRST)),
        Part(_NOT_DUE, "Half-way day not gone by, unchecked", Unit.INTERVALS, apart_as(_NOT_DUE)),
    ),
    by=_BY,
    verdicts=MET_OR_NOT,
)
