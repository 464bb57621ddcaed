"""The figure of what children would have otherwise, and what came of it."""

from typing import Any

from sqlalchemy import Select, and_, case, null, select, true

from iro_events.facts.participation_codes import WishOutcome, WishTheme
from metrics_service.areas import PARTICIPATION
from metrics_service.domain.participation_cases import WishCase
from metrics_service.figures.asked import AS_AT, FIRST, LAST, known
from metrics_service.figures.figure import (
    Condition,
    Definition,
    Figure,
    Part,
    Unit,
    by_month,
    by_quarter,
    counted,
)
from metrics_service.figures.participation_shown import one_wish
from metrics_service.tables import live

_OPEN = "open"
_TITLES = {
    WishOutcome.GRANTED: "Granted",
    WishOutcome.PARTLY_GRANTED: "Granted in part, still open",
    WishOutcome.NOT_GRANTED: "Not granted",
    WishOutcome.NO_LONGER_WANTED: "No longer wanted",
}


def _wishes(then: bool) -> Select[Any]:
    table = live(WishCase)
    standing = case(
        (table.c.closed_on <= AS_AT, table.c.outcome),
        (table.c.partly_on <= AS_AT, WishOutcome.PARTLY_GRANTED),
        else_=_OPEN,
    )
    return select(
        table,
        table.c.expressed_on.label("day"),
        table.c.wish.label("key"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
        standing.label("standing"),
    ).where(table.c.expressed_on.between(FIRST, LAST), known(table, then=then))


def _stands(standing: str) -> Condition:
    return lambda cases: cases.standing == standing


def _about(theme: WishTheme) -> Condition:
    return lambda cases: and_(cases.counted, cases.theme == theme)


WISHES_BY_THEME = Figure(
    id="wishes-by-theme",
    title="What children asked for",
    unit=Unit.WISHES,
    definition=Definition(
        "Wishes expressed in the period, each with one theme; a child may have several. How far each had been answered "
        "by the last day looked at: a wish granted in part is still open. A theme's share is out of all wishes of the "
        "period.",
        "local practice: themes of what children would have otherwise",
    ),
    cases=_wishes,
    shown=one_wish,
    parts=(
        Part("children", "Children who wished for something", Unit.CHILDREN, counted, things="child"),
        *(Part(outcome, title, Unit.WISHES, _stands(outcome)) for outcome, title in _TITLES.items()),
        Part(_OPEN, "Not answered yet", Unit.WISHES, _stands(_OPEN)),
        *(
            Part(f"about-{theme}", f"About {theme.replace('-', ' ')}", Unit.PERCENT, _about(theme), out_of=counted)
            for theme in WishTheme
        ),
    ),
    by={"theme": lambda cases: cases.theme, "month": by_month, "quarter": by_quarter},
    areas=(PARTICIPATION,),
)
