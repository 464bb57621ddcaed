"""The figure of what children would have otherwise, and what came of it."""

from typing import Any

from sqlalchemy import Select, and_, case, func, null, select, true

from iro_events.facts.participation_codes import WishOutcome, WishTheme
from metrics_service.areas import PARTICIPATION, PARTICIPATION_RESTRICTED
from metrics_service.domain.participation_cases import ThemeCase, WishCase
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

_OPEN, _UNKNOWN = "open", "unknown"
_TITLES = {
    WishOutcome.GRANTED: "Granted",
    WishOutcome.PARTLY_GRANTED: "Granted in part, still open",
    WishOutcome.NOT_GRANTED: "Not granted",
    WishOutcome.NO_LONGER_WANTED: "No longer wanted",
}


def _wishes(then: bool) -> Select[Any]:
    """The wishes expressed, each with its theme; null where that is not known yet, since it comes on its own topic."""
    wish, about = live(WishCase), live(ThemeCase)
    standing = case(
        (wish.c.closed_on <= AS_AT, wish.c.outcome),
        (wish.c.partly_on <= AS_AT, WishOutcome.PARTLY_GRANTED),
        else_=_OPEN,
    )
    columns = (wish.c.expressed_on, wish.c.review, wish.c.partly_on, wish.c.closed_on, wish.c.outcome)
    return (
        select(
            wish.c.child,
            wish.c.wish,
            *columns,
            about.c.theme,
            wish.c.expressed_on.label("day"),
            wish.c.wish.label("key"),
            func.greatest(wish.c.known_from, about.c.known_from).label("known_from"),
            func.array_cat(wish.c.events, about.c.events).label("events"),
            true().label("counted"),
            null().label("met"),
            null().label("apart"),
            standing.label("standing"),
        )
        .select_from(wish.outerjoin(about, and_(about.c.wish == wish.c.wish, known(about, then=then))))
        .where(wish.c.expressed_on.between(FIRST, LAST), known(wish, then=then))
    )


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
    by={"theme": lambda cases: func.coalesce(cases.theme, _UNKNOWN), "month": by_month, "quarter": by_quarter},
    areas=(PARTICIPATION, PARTICIPATION_RESTRICTED),
)
