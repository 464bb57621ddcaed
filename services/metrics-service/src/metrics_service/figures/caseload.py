"""How many children an IRO has: for each full-time post that is there on a day."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    func,
    literal_column,
    null,
    select,
    true,
    union_all,
)

from metrics_service.areas import REVIEWS, TEAM
from metrics_service.domain.cases import CareCase
from metrics_service.domain.team_cases import TermCase
from metrics_service.figures.allocated import (
    NO_IRO,
    available,
    in_team,
    looked_after,
    of_the_team,
    points,
    with_each_iro,
)
from metrics_service.figures.figure import Columns, Definition, Figure, Part, Unit, apart_as, by_month, counted
from metrics_service.figures.team_shown import caseload_of_iro
from metrics_service.tables import live

FEWEST, MOST = 50, 70
"""Children for each full-time IRO, as the Handbook has it (rulebook R4.11, unverified)."""


def _caseloads(then: bool) -> Select[Any]:
    return select(union_all(_iros(then), _without(then)).subquery("either"))


def _iros(then: bool) -> Select[Any]:
    term, days = live(TermCase), points()
    theirs = with_each_iro(days.c.point, then=then).lateral("theirs")
    return select(
        term.c.child,
        term.c.child.label("iro"),
        days.c.point,
        days.c.point.label("day"),
        term.c.term.label("key"),
        term.c.contract,
        term.c.absent,
        term.c.fte,
        available().label("available"),
        theirs.c.children,
        term.c.events,
        func.greatest(term.c.known_from, theirs.c.known_from).label("known_from"),
        true().label("counted"),
        cast(null(), Text).label("apart"),
        null().label("met"),
    ).select_from(days.join(term, in_team(days.c.point, then=then)).join(theirs, true()))


def _without(then: bool) -> Select[Any]:
    """The children looked after on the day whose IRO is not in the team, or who have none."""
    care, days = live(CareCase), points()
    return (
        select(
            care.c.child,
            literal_column("NULL::uuid").label("iro"),
            days.c.point,
            days.c.point.label("day"),
            care.c.care.label("key"),
            literal_column("NULL::text").label("contract"),
            literal_column("NULL::boolean").label("absent"),
            literal_column("0").label("fte"),
            literal_column("0").label("available"),
            literal_column("1").label("children"),
            care.c.events,
            care.c.known_from,
            literal_column("false").label("counted"),
            literal_column(f"'{NO_IRO}'::text").label("apart"),
            null().label("met"),
        )
        .select_from(days.join(care, looked_after(days.c.point, then=then)))
        .where(~of_the_team(care.c.care, days.c.point, then=then))
    )


def _has_more_than(children: int) -> Any:
    return lambda cases: and_(cases.counted, cases.children * 100 > cases.available * children)


def _at_work(cases: Columns) -> ColumnElement[bool]:
    return and_(cases.counted, cases.available > 0)


CASELOAD = Figure(
    id="caseload",
    title="Children for each full-time IRO",
    unit=Unit.CHILDREN_PER_POST,
    definition=Definition(
        "Children looked after whose IRO is in the team on the last day of the period (of a period still running: "
        "today), short breaks aside, for each full-time post that is there: the denominator is in hundredths of a "
        "post, and an IRO who is absent that day has children and works no part of a post. Children with a protection "
        "plan alone are not among them: the Handbook's 50 to 70 counts looked-after children only. By month: on each "
        "month's last day.",
        "IRO Handbook: 50 to 70 looked-after children for each full-time IRO (rulebook R4.11, unverified)",
    ),
    cases=_caseloads,
    shown=caseload_of_iro,
    stock=True,
    ratio=("children", "available"),
    parts=(
        Part(
            "contracted",
            "For each post, absent IROs' included",
            Unit.CHILDREN_PER_POST,
            counted,
            ratio=("children", "fte"),
        ),
        Part("posts", "Hundredths of posts there that day", Unit.HUNDREDTHS_OF_POSTS, counted, adds="available"),
        Part("iros", "IROs in the team", Unit.IROS, counted),
        Part("absent", "Of these, absent", Unit.IROS, lambda c: and_(c.counted, c.absent)),
        Part(
            f"over-{MOST}",
            f"IROs at work with more than {MOST} to a full post",
            Unit.IROS,
            lambda c: and_(_at_work(c), _has_more_than(MOST)(c)),
        ),
        Part(
            f"under-{FEWEST}",
            f"IROs at work with fewer than {FEWEST} to a full post",
            Unit.IROS,
            lambda c: and_(_at_work(c), c.children * 100 < c.available * FEWEST),
        ),
        Part(NO_IRO, "Children whose IRO is not in the team", Unit.CHILDREN, apart_as(NO_IRO), things="child"),
    ),
    by={
        "month": by_month,
        "contract": lambda cases: func.coalesce(cases.contract, NO_IRO),
        "iro": lambda cases: func.coalesce(cast(cases.iro, Text), NO_IRO),
    },
    areas=(TEAM, REVIEWS),
)
