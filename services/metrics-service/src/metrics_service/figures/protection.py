"""Child protection beside care: children with a plan, conferences, and what both make of the team's caseload."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)

from iro_events.facts.protection import Conference
from metrics_service.areas import PROTECTION, REVIEWS, TEAM
from metrics_service.domain.protection_history import ConferenceCase, PlanCase
from metrics_service.figures.allocated import NO_IRO, points
from metrics_service.figures.asked import FIRST, LAST, known
from metrics_service.figures.caseload import CASELOAD
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
from metrics_service.figures.protection_shown import caseload_or_plan, conference_held, plan_on_day
from metrics_service.tables import live

_ONE_CHILD = {"fte": "0", "available": "0", "children": "1"}


def _plans(then: bool) -> Select[Any]:
    """The plans that run past the end of each day asked for."""
    plan, days = live(PlanCase), points()
    return select(
        plan,
        days.c.point,
        days.c.point.label("day"),
        plan.c.plan.label("key"),
        true().label("counted"),
        null().label("met"),
        cast(null(), Text).label("apart"),
    ).select_from(days.join(plan, plan_runs(days.c.point, then=then)))


def plan_runs(on: ColumnElement[Any], *, then: bool) -> ColumnElement[bool]:
    """The child protection plans that run past that day's end."""
    plan = live(PlanCase)
    still = or_(plan.c.ended_on.is_(None), plan.c.ended_on > on)
    return and_(plan.c.started_on <= on, still, known(plan, then=then))


def _conferences(then: bool) -> Select[Any]:
    conference = live(ConferenceCase)
    return select(
        conference,
        conference.c.held_on.label("day"),
        conference.c.conference.label("key"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
    ).where(conference.c.held_on.between(FIRST, LAST), known(conference, then=then))


def _caseloads(then: bool) -> Select[Any]:
    """The rows of the caseload, and one for each child with a plan, which takes no part of a post."""
    care, plans = CASELOAD.cases(then).subquery("care"), _plans(then).subquery("plans")
    unknown = {"iro": cast(null(), Uuid), "contract": cast(null(), Text), "absent": literal_column("NULL::boolean")}
    numbers = {name: literal_column(number, Integer) for name, number in _ONE_CHILD.items()}
    of_plan = {"plan": Uuid, "started_on": Date, "ended_on": Date}
    either = union_all(
        select(*care.c, *(cast(null(), kind).label(name) for name, kind in of_plan.items())),
        select(
            *({**plans.c, **unknown, **numbers}[column.name].label(column.name) for column in care.c),
            *(plans.c[name] for name in of_plan),
        ),
    )
    return select(either.subquery("either"))


CHILDREN_WITH_PROTECTION_PLAN = Figure(
    id="children-with-protection-plan",
    title="Children with a child protection plan",
    unit=Unit.CHILDREN,
    definition=Definition(
        "Children with a child protection plan that runs past the end of the last day of the period (of a period still "
        "running: today), as the authority's own system tells. By month: at each month's end.",
        "SEED 1.8, 1.9",
    ),
    cases=_plans,
    shown=plan_on_day,
    things="child",
    stock=True,
    by={"month": by_month},
    areas=(PROTECTION,),
)

PROTECTION_CONFERENCES = Figure(
    id="protection-conferences",
    title="Child protection conferences",
    unit=Unit.MEETINGS,
    definition=Definition(
        "Child protection conferences held in the period, one for each child, as the authority's own system tells.",
        "SEED 1.17",
    ),
    cases=_conferences,
    shown=conference_held,
    parts=(
        Part("initial", "Initial conferences", Unit.MEETINGS, lambda c: c.kind == Conference.INITIAL),
        Part("review", "Review conferences", Unit.MEETINGS, lambda c: c.kind == Conference.REVIEW),
        Part("chaired", "Chaired by an IRO", Unit.PERCENT, lambda c: c.iro.is_not(None), out_of=counted),
    ),
    by={
        "month": by_month,
        "quarter": by_quarter,
        "iro": lambda cases: func.coalesce(cast(cases.iro, Text), NO_IRO),
    },
    areas=(PROTECTION,),
)

CASELOAD_WITH_PROTECTION = Figure(
    id="caseload-with-protection",
    title="Children looked after or with a protection plan for each full-time IRO",
    unit=Unit.CHILDREN_PER_POST,
    definition=Definition(
        "The children of `caseload`, and those with a child protection plan that runs on the last day of the period, "
        "for each full-time post that is there; a child who is both is counted as both, since there is the work of "
        "both. The Handbook's 50 to 70 does not speak of this figure.",
        "SEED 1.12; rulebook D7",
    ),
    cases=_caseloads,
    shown=caseload_or_plan,
    stock=True,
    ratio=("children", "available"),
    parts=(
        Part(
            "in-care",
            "Looked after, alone",
            Unit.CHILDREN_PER_POST,
            lambda c: and_(c.counted, c.plan.is_(None)),
            ratio=("children", "available"),
        ),
        Part("plans", "Children with a protection plan", Unit.CHILDREN, lambda c: c.plan.is_not(None), things="child"),
        Part("posts", "Hundredths of posts there that day", Unit.HUNDREDTHS_OF_POSTS, counted, adds="available"),
        Part(NO_IRO, "Looked after, with an IRO not in the team", Unit.CHILDREN, apart_as(NO_IRO), things="child"),
    ),
    by={"month": by_month},
    areas=(PROTECTION, TEAM, REVIEWS),
)
