"""How many children are looked after for each ten thousand who live in the authority's area."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from iro_events.facts.reference import PopulationSource
from iro_statute import in_words
from metrics_service.areas import REFERENCE, REVIEWS
from metrics_service.domain.cases import CareCase
from metrics_service.domain.population_history import PopulationCase
from metrics_service.figures.allocated import looked_after, points
from metrics_service.figures.asked import Asked, known
from metrics_service.figures.figure import Definition, Figure, Part, Unit, by_month
from metrics_service.figures.shown import CaseShown, common
from metrics_service.tables import live


class RateCaseShown(CaseShown):
    """A child looked after on a day; or the population that the rate rests on, which is no child's."""

    point: date
    care: UUID | None
    population: UUID | None
    counted_on: date | None
    source: PopulationSource | None
    looked_after: int
    living_here: int


def _rates(then: bool) -> Select[Any]:
    return select(union_all(_children(then), _populations(then)).subquery("either"))


def _children(then: bool) -> Select[Any]:
    care, days = live(CareCase), points()
    return select(
        care.c.child,
        days.c.point,
        days.c.point.label("day"),
        care.c.care.label("key"),
        care.c.care,
        cast(null(), Uuid).label("population"),
        cast(null(), Date).label("counted_on"),
        cast(null(), Text).label("source"),
        literal_column("1", Integer).label("looked_after"),
        literal_column("0", Integer).label("living_here"),
        care.c.events,
        care.c.known_from,
        true().label("counted"),
        null().label("met"),
        cast(null(), Text).label("apart"),
    ).select_from(days.join(care, looked_after(days.c.point, then=then)))


def _populations(then: bool) -> Select[Any]:
    """The last one counted by each day; of one day's, that published last."""
    population, later, days = live(PopulationCase), live(PopulationCase).alias("later"), points()
    by_then = and_(later.c.counted_on <= days.c.point, known(later, then=then))
    after = or_(
        later.c.counted_on > population.c.counted_on,
        and_(later.c.counted_on == population.c.counted_on, _place(later) > _place(population)),
    )
    last = and_(
        population.c.counted_on <= days.c.point,
        known(population, then=then),
        ~exists(select(literal_column("1")).select_from(later).where(by_then, after)).correlate(population, days),
    )
    return select(
        population.c.child,
        days.c.point,
        days.c.point.label("day"),
        population.c.population.label("key"),
        cast(null(), Uuid).label("care"),
        population.c.population,
        population.c.counted_on,
        population.c.source,
        literal_column("0", Integer).label("looked_after"),
        population.c.children.label("living_here"),
        population.c.events,
        population.c.known_from,
        true().label("counted"),
        null().label("met"),
        cast(null(), Text).label("apart"),
    ).select_from(days.join(population, last))


def _place(population: Any) -> Any:
    """By which, of two populations of one day, the one published later is told; where that is unknown, it is early."""
    return tuple_(func.coalesce(population.c.published_on, population.c.counted_on), population.c.population)


def _shown(row: asyncpg.Record, _: Asked) -> CaseShown:
    if row["population"] is None:
        return RateCaseShown(**common(row), because=(f"looked after on {in_words(row['point'])}",))
    source = f"{row['living_here']} children under 18 on {in_words(row['counted_on'])} ({row['source']})"
    return RateCaseShown(**{**common(row), "child": None}, because=(source,))


LOOKED_AFTER_RATE = Figure(
    id="looked-after-rate",
    title="Children looked after for each 10,000 who live here",
    unit=Unit.PER_10_000,
    definition=Definition(
        "Children whose care runs past the end of the last day of the period (of a period still running: today), short "
        "breaks aside, for each 10,000 children under 18 in the authority's area: by the last population counted by "
        "that day, as the authority's own system tells it.",
        "Rulebook R9.04 (unverified)",
    ),
    cases=_rates,
    shown=_shown,
    stock=True,
    ratio=("looked_after", "living_here"),
    per=10_000,
    parts=(
        Part("children", "Children looked after", Unit.CHILDREN, lambda c: c.care.is_not(None), adds="looked_after"),
        Part("living-here", "Children who live here", Unit.CHILDREN, lambda c: c.care.is_(None), adds="living_here"),
    ),
    by={"month": by_month},
    areas=(REVIEWS, REFERENCE),
)
