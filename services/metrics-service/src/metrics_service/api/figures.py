"""The figures: all of them, one for a period as known at any moment, and the cases behind it with their reasons."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from iro_chassis.paging import Page, Paging, paged
from iro_chassis.problems import Fault, RequestInvalid, RoleMissing, Unknown
from iro_chassis.reading import CaughtUp, Reader, reads, reads_as
from iro_chassis.running import running_of
from iro_events.dates import today_in_england
from metrics_service.api.moments import moment_asked
from metrics_service.api.who import SEES_CODES, SEES_FIGURES
from metrics_service.domain.period_of_time import PeriodMalformed, period_of_time
from metrics_service.figures.answers import FigureListed, FigureTold, listed, told
from metrics_service.figures.asked import Asked
from metrics_service.figures.catalogue import FIGURES
from metrics_service.figures.challenges_shown import ChallengeCaseShown
from metrics_service.figures.counting import count
from metrics_service.figures.figure import Figure
from metrics_service.figures.findings_shown import FindingCaseShown
from metrics_service.figures.listing import Order, Place, Wanted, list_cases
from metrics_service.figures.participation_shown import VoiceCaseShown
from metrics_service.figures.protection_shown import ProtectionCaseShown
from metrics_service.figures.rates import RateCaseShown
from metrics_service.figures.shown import (
    CareCaseShown,
    CareEndCaseShown,
    OverdueCaseShown,
    RecordCaseShown,
    ReviewCaseShown,
    Verdict,
)
from metrics_service.figures.spans import SpanCaseShown
from metrics_service.figures.team_shown import TeamCaseShown
from metrics_service.figures.weighted import WeightedCaseShown
from metrics_service.following import caught_up, caught_up_with

router = APIRouter(tags=["figures"])

Reads = Annotated[Reader, reads(*SEES_FIGURES, caught_up=caught_up)]
AnyCase = (
    ReviewCaseShown
    | OverdueCaseShown
    | CareEndCaseShown
    | CareCaseShown
    | RecordCaseShown
    | FindingCaseShown
    | TeamCaseShown
    | ProtectionCaseShown
    | SpanCaseShown
    | RateCaseShown
    | WeightedCaseShown
    | ChallengeCaseShown
    | VoiceCaseShown
)
_LONGEST = 64


class Figures(BaseModel):
    """All figures, in the order in which a report has them."""

    items: Sequence[FigureListed]


async def the_figure(figure: str) -> Figure:
    """The figure in the path. Raises Unknown."""
    if figure not in FIGURES:
        raise Unknown("there is no figure of that id; GET /figures lists them", code="figure.unknown", field="figure")
    return FIGURES[figure]


async def the_log(figure: Annotated[Figure, Depends(the_figure)]) -> CaughtUp:
    """What waits for the log that the figure rests on first of all, in each area that follows it."""
    return caught_up_with(*(area for area in figure.rests_on if area.teller == figure.areas[0].teller))


async def the_question(
    request: Request,
    period: Annotated[str, Query(max_length=_LONGEST)],
    as_known_at: Annotated[str | None, Query(max_length=_LONGEST)] = None,
) -> Asked:
    """For which period, as known when. Raises RequestInvalid."""
    now = running_of(request).clock()
    moment = moment_asked(as_known_at)
    try:
        asked = period_of_time(period)
    except PeriodMalformed as malformed:
        raise RequestInvalid([Fault("period", "period_malformed", str(malformed))]) from None
    return Asked(asked, moment, today_in_england(min(moment or now, now)))


ReadsFigure = Annotated[Reader, reads_as(the_log, *SEES_FIGURES)]
TheFigure = Annotated[Figure, Depends(the_figure)]
Question = Annotated[Asked, Depends(the_question)]
Pages = Annotated[Paging[Place], paged(date, UUID)]


@router.get("/figures", operation_id="Figures")
async def all_figures(_: Reads) -> Figures:
    """Every figure with its definition and the dimensions it can be divided by."""
    return Figures(items=[listed(figure) for figure in FIGURES.values()])


@router.get("/figures/{figure}", operation_id="Figure")
async def one_figure(reader: ReadsFigure, figure: TheFigure, asked: Question, by: str | None = None) -> FigureTold:
    """A figure for a period, with its base, its parts, its definition and, by a dimension, its groups.

    `as_known_at` is a moment with its time zone, or a day: all that was known by the end of that day in England.
    """
    if by is not None and by not in figure.by:
        detail = f"this figure can be divided by {', '.join(sorted(figure.by))}; give one of these or leave it out"
        raise RequestInvalid([Fault("by", "by_unknown", detail)])
    async with reader.running.database.connection() as connection:
        return told(figure, asked, await count(connection, figure, asked, by))


@router.get("/figures/{figure}/cases", operation_id="Cases")
async def cases_of(  # noqa: PLR0913, PLR0917 - one parameter for each part of the query
    reader: ReadsFigure,
    figure: TheFigure,
    asked: Question,
    paging: Pages,
    verdict: Verdict | None = None,
    order: Order = Order.EARLIEST,
) -> Page[AnyCase]:
    """The cases behind the figure, and those kept apart from it, each with its dates, reasons and events."""
    if figure.restricted and reader.actor.roles.isdisjoint(SEES_CODES):
        raise RoleMissing(f"Each case has special-category codes, which need one of {', '.join(sorted(SEES_CODES))}.")
    if verdict is not None and not figure.has_verdict:
        raise RequestInvalid([Fault("verdict", "verdict_unknown", "this figure is a count; leave `verdict` out")])
    if verdict is not None and verdict not in figure.verdicts:
        detail = f"of this figure a case is {' or '.join(figure.verdicts)}"
        raise RequestInvalid([Fault("verdict", "verdict_unknown", detail)])
    wanted = Wanted(verdict, order, paging.after, paging.limit)
    async with reader.running.database.connection() as connection:
        found = await list_cases(connection, figure, asked, wanted)
    page = paging.page(found, lambda row: (row["day"], row["key"]))
    items = [figure.shown(row, asked) for row in page.items]
    if reader.actor.roles.isdisjoint(SEES_CODES):
        items = [item.for_all() for item in items]
    return Page(items=items, next=page.next)
