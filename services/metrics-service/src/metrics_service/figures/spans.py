"""Proceedings about children, and children who were missing, as the authority's own system tells of them."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Select, null, or_, select, true

from iro_events.facts.missing import Absence
from iro_statute import in_words
from metrics_service.areas import MISSING, PROCEEDINGS
from metrics_service.domain.spans_told import MissingCase, ProceedingsCase
from metrics_service.figures.asked import AS_AT, FIRST, LAST, Asked, known
from metrics_service.figures.figure import Definition, Figure, Part, Unit, by_month, by_quarter
from metrics_service.figures.shown import CaseShown, common
from metrics_service.tables import live


class ProceedingsCaseShown(CaseShown):
    """Proceedings about a child."""

    proceedings: UUID
    issued_on: date
    ended_on: date | None


class MissingCaseShown(CaseShown):
    """A time when a child was missing or away."""

    episode: UUID
    since: date
    found_on: date | None
    absence: Absence


SpanCaseShown = ProceedingsCaseShown | MissingCaseShown


def _proceedings(then: bool) -> Select[Any]:
    case = live(ProceedingsCase)
    return select(
        case,
        case.c.issued_on.label("day"),
        case.c.proceedings.label("key"),
        or_(case.c.ended_on.is_(None), case.c.ended_on > AS_AT).label("running"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
    ).where(case.c.issued_on.between(FIRST, LAST), known(case, then=then))


def _missing(then: bool) -> Select[Any]:
    case = live(MissingCase)
    return select(
        case,
        case.c.since.label("day"),
        case.c.episode.label("key"),
        or_(case.c.found_on.is_(None), case.c.found_on > AS_AT).label("running"),
        true().label("counted"),
        null().label("met"),
        null().label("apart"),
    ).where(case.c.since.between(FIRST, LAST), known(case, then=then))


def _issued(row: asyncpg.Record, _: Asked) -> CaseShown:
    ended = f"ended on {in_words(row['ended_on'])}" if row["ended_on"] else "no end is known"
    return ProceedingsCaseShown(**common(row), because=(f"issued on {in_words(row['issued_on'])}", ended))


def _was_missing(row: asyncpg.Record, _: Asked) -> CaseShown:
    found = f"found on {in_words(row['found_on'])}" if row["found_on"] else "not found, as far as is known"
    return MissingCaseShown(**common(row), because=(f"since {in_words(row['since'])}", found))


PROCEEDINGS_ISSUED = Figure(
    id="proceedings-issued",
    title="Proceedings about children issued in court",
    unit=Unit.PROCEEDINGS,
    definition=Definition(
        "Proceedings about a child that were issued in the period, each child's counted, as the authority's own system "
        "tells.",
        "SEED 2.5",
    ),
    cases=_proceedings,
    shown=_issued,
    parts=(
        Part("children", "Children", Unit.CHILDREN, lambda c: c.counted, things="child"),
        Part("running", "Still running on the last day", Unit.PROCEEDINGS, lambda c: c.running),
    ),
    by={"month": by_month, "quarter": by_quarter},
    areas=(PROCEEDINGS,),
)

MISSING_EPISODES = Figure(
    id="missing-episodes",
    title="Times when a child was missing or away",
    unit=Unit.EPISODES,
    definition=Definition(
        "Times when a child was missing, or away without authorisation, that began in the period, as the authority's "
        "own system tells.",
        "SSDA903 Missing",
    ),
    cases=_missing,
    shown=_was_missing,
    parts=(
        Part("children", "Children", Unit.CHILDREN, lambda c: c.counted, things="child"),
        Part("missing", "Whereabouts unknown", Unit.EPISODES, lambda c: c.absence == Absence.MISSING),
        Part("away", "Away without authorisation", Unit.EPISODES, lambda c: c.absence == Absence.AWAY),
        Part("running", "Not found on the last day", Unit.EPISODES, lambda c: c.running),
    ),
    by={"month": by_month, "quarter": by_quarter, "absence": lambda cases: cases.absence},
    areas=(MISSING,),
)
