"""The caseload by the authority's own formula: what each child weighs, for each full-time post that is there."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from iro_events.hundredths import Stored
from iro_statute import in_words
from metrics_service.areas import CASE_WEIGHTS, PROCEEDINGS, PROTECTION, REVIEWS, TEAM
from metrics_service.domain.cases import AllocationCase, CareCase, ReviewCase
from metrics_service.domain.protection_history import PlanCase
from metrics_service.domain.spans_told import ProceedingsCase
from metrics_service.domain.team_cases import TermCase
from metrics_service.domain.weights_history import WeightsCase
from metrics_service.figures.allocated import NO_IRO, allocated, available, in_team, looked_after, points
from metrics_service.figures.asked import Asked, known
from metrics_service.figures.figure import Columns, Definition, Figure, Part, Unit, apart_as, by_month, counted
from metrics_service.figures.protection import plan_runs
from metrics_service.figures.shown import CaseShown, common
from metrics_service.tables import live

NO_WEIGHTS = "no-weights"
"""A day on which the authority had no formula."""

_NOTHING = literal_column("0", Integer)
_NEVER = literal_column("false", Boolean)
_NO_ID = cast(null(), Uuid)

_WEIGHED = {
    "base": "looked after",
    "not_yet_reviewed": "no review held yet",
    "in_proceedings": "in proceedings",
    "protection_plan": "a child protection plan",
}


class WeightedCaseShown(CaseShown):
    """One IRO's post on a day; or a child with what they weigh beside one child looked after, of which by what."""

    iro: UUID | None
    point: date
    valid_from: date | None
    available: Stored
    weight: Stored
    not_yet_reviewed: Stored
    in_proceedings: Stored
    protection_plan: Stored


def _weighted(then: bool) -> Select[Any]:
    return select(union_all(_posts(then), _looked_after(then), _plans(then)).subquery("either"))


def _days(then: bool) -> tuple[FromClause, FromClause]:
    """The days asked for, each with the weights of that day if there are any."""
    days, weights = points(), live(WeightsCase)
    used = and_(
        weights.c.valid_from <= days.c.point,
        or_(weights.c.until.is_(None), weights.c.until > days.c.point),
        known(weights, then=then),
    )
    return days, days.outerjoin(weights, used)


def _posts(then: bool) -> Select[Any]:
    term = live(TermCase)
    days, weighed = _days(then)
    return _row("post", term, days, key=term.c.term, iro=term.c.child, available=available()).select_from(
        weighed.join(term, in_team(days.c.point, then=then))
    )


def _looked_after(then: bool) -> Select[Any]:
    care, weights = live(CareCase), live(WeightsCase)
    days, weighed = _days(then)
    reviewed, running = _reviewed(care, days.c.point, then=then), _in_proceedings(care, days.c.point, then=then)
    weighs = {
        "base": weights.c.looked_after,
        "not_yet_reviewed": case((reviewed, 0), else_=weights.c.not_yet_reviewed),
        "in_proceedings": case((running, weights.c.in_proceedings), else_=0),
    }
    iro = _iro(care, days.c.point, then=then)
    return _row("child", care, days, key=care.c.care, iro=iro, **weighs).select_from(
        weighed.join(care, looked_after(days.c.point, then=then))
    )


def _plans(then: bool) -> Select[Any]:
    """The plans that run past the end of each day, which are of no IRO of the team: a conference has a chair."""
    plan = live(PlanCase)
    days, weighed = _days(then)
    weighs = live(WeightsCase).c.protection_plan
    return _row("plan", plan, days, key=plan.c.plan, protection_plan=weighs).select_from(
        weighed.join(plan, plan_runs(days.c.point, then=then))
    )


def _row(kind: str, of: Any, days: Any, *, key: Any, iro: Any = _NO_ID, **numbers: Any) -> Select[Any]:
    """A row of the union: what is not given of its numbers is 0."""
    weights = live(WeightsCase)
    alone = iro.is_(None) if kind == "child" else _NEVER
    parts = {name: func.coalesce(numbers.get(name, _NOTHING), 0) for name in _WEIGHED}
    apart = case((weights.c.valid_from.is_(None), literal(NO_WEIGHTS, Text)), (alone, literal(NO_IRO, Text)))
    return select(
        literal(kind, Text).label("kind"),
        of.c.child,
        iro.label("iro"),
        days.c.point,
        days.c.point.label("day"),
        key.label("key"),
        weights.c.valid_from,
        cast(numbers.get("available", _NOTHING), Integer).label("available"),
        sum(parts.values(), _NOTHING).label("weight"),
        *(number.label(name) for name, number in parts.items()),
        of.c.events,
        func.greatest(of.c.known_from, weights.c.known_from).label("known_from"),
        apart.is_(None).label("counted"),
        apart.label("apart"),
        null().label("met"),
    )


def _iro(care: Any, on: ColumnElement[Any], *, then: bool) -> Any:
    """The IRO of the team whose child it is on that day; the child is named since its rows are found by that."""
    allocation, term = live(AllocationCase), live(TermCase)
    return (
        select(allocation.c.iro)
        .select_from(allocation.join(term, and_(term.c.child == allocation.c.iro, in_team(on, then=then))))
        .where(allocation.c.child == care.c.child, allocation.c.care == care.c.care, allocated(on, then=then))
        .limit(1)
        .correlate_except(allocation, term)
        .scalar_subquery()
    )


def _reviewed(care: Any, on: ColumnElement[Any], *, then: bool) -> ColumnElement[bool]:
    review = live(ReviewCase)
    held = and_(review.c.child == care.c.child, review.c.care == care.c.care, review.c.held_on <= on)
    return exists().where(held, known(review, then=then))


def _in_proceedings(care: Any, on: ColumnElement[Any], *, then: bool) -> ColumnElement[bool]:
    issued = live(ProceedingsCase)
    still = or_(issued.c.ended_on.is_(None), issued.c.ended_on > on)
    return exists().where(issued.c.child == care.c.child, issued.c.issued_on <= on, still, known(issued, then=then))


def _shown(row: asyncpg.Record, _: Asked) -> CaseShown:
    """Whose post is there, or what a child weighs; an IRO is no child."""
    on = in_words(row["point"])
    child = None if row["kind"] == "post" else row["child"]
    if row["valid_from"] is None:
        because = [f"no weights were set for {on}"]
    elif child is None:
        because = [f"{row['available']} hundredths of a full-time post there on {on}"]
    else:
        weighs = [f"{row[name]} hundredths: {said}" for name, said in _WEIGHED.items() if row[name]]
        because = [f"on {on}, by the weights set from {in_words(row['valid_from'])}", *weighs]
    return WeightedCaseShown(**{**common(row), "child": child}, because=because)


def _unweighed(cases: Columns) -> ColumnElement[bool]:
    return and_(cases.kind == "child", cases.apart == NO_WEIGHTS)


def _part(id_: str, title: str, adds: str) -> Part:
    return Part(id_, title, Unit.HUNDREDTHS_OF_A_CHILD, counted, adds=adds)


CASELOAD_WEIGHTED = Figure(
    id="caseload-weighted",
    title="Caseload by the authority's own weights for each full-time IRO",
    unit=Unit.WEIGHTED_PER_POST,
    definition=Definition(
        "The children of `caseload-with-protection` on the last day of the period (of a period still running: today), "
        "each weighed by the formula that the authority had set for that day, for each full-time post that is there. "
        "Both are in hundredths: a child who weighs 150 counts as one and a half. What holds of a child is added up: "
        "looked after, no review of this care held yet, proceedings running; a child protection plan is counted beside "
        "care, since there is the work of both. Without a formula there is no figure.",
        "The authority's own formula; SEED 1.11, which piloted one and does not print it",
    ),
    cases=_weighted,
    shown=_shown,
    stock=True,
    ratio=("weight", "available"),
    per=1,
    parts=(
        _part("looked-after", "Of the weight: looked after", "base"),
        _part("not-yet-reviewed", "Of the weight: no review held yet", "not_yet_reviewed"),
        _part("in-proceedings", "Of the weight: proceedings running", "in_proceedings"),
        _part("protection-plans", "Of the weight: child protection plans", "protection_plan"),
        Part("posts", "Hundredths of posts there that day", Unit.HUNDREDTHS_OF_POSTS, counted, adds="available"),
        Part(NO_IRO, "Looked after, with an IRO not in the team", Unit.CHILDREN, apart_as(NO_IRO), things="child"),
        Part(NO_WEIGHTS, "Looked after, on a day without weights", Unit.CHILDREN, _unweighed, things="child"),
    ),
    by={"month": by_month, "iro": lambda cases: func.coalesce(cast(cases.iro, Text), NO_IRO)},
    areas=(TEAM, REVIEWS, CASE_WEIGHTS, PROTECTION, PROCEEDINGS),
)
