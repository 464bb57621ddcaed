"""What the pages of figures show: all of a year's figures by area, or one with its parts, definition and cases."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iro_embedded.pages.areas import AREAS, Area, area_of
from iro_embedded.pages.asking import Answer, NotAnswered, Services, cases, figure, listed_figures, together

_CASES_A_PAGE = 50
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Question:
    """For which period, as known on which day (None: now), which cases (None: all), after which place in the list."""

    period: str
    known_on: str | None
    verdict: str | None
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneFigure:
    """A figure and a page of its cases; `next_cursor` is None on the last page.

    Where this reader may not see the cases one by one, `withheld` says why; the figure itself is for everybody.
    """

    answer: Answer
    listed: Mapping[str, Any]
    area: Area | None
    asked: Question
    cases: Sequence[Mapping[str, Any]]
    next_cursor: str | None
    withheld: str | None


async def all_figures(services: Services, period: str) -> Sequence[tuple[Area, Sequence[Answer]]]:
    """Every figure for a period, area by area. Raises NotAnswered."""
    asked = [each for area in AREAS.values() for each in area.figures]
    answers = await together(*(figure(services, each, period=period) for each in asked))
    by_id = dict(zip(asked, answers, strict=True))
    return [(area, [by_id[each] for each in area.figures]) for area in AREAS.values()]


async def one_figure(services: Services, figure_id: str, asked: Question) -> OneFigure:
    """A figure with its cases, the latest first. Raises NotAnswered."""
    answer, listed, (page, withheld) = await asyncio.gather(
        figure(services, figure_id, period=asked.period, as_known_at=asked.known_on),
        listed_figures(services),
        _cases(services, figure_id, asked),
    )
    return OneFigure(
        answer, listed[figure_id], area_of(figure_id), asked, page["items"], page["next"], withheld=withheld
    )


async def _cases(services: Services, figure_id: str, asked: Question) -> tuple[Answer, str | None]:
    try:
        page = await cases(
            services,
            figure_id,
            period=asked.period,
            as_known_at=asked.known_on,
            verdict=asked.verdict,
            cursor=asked.cursor,
            order="latest",
            limit=_CASES_A_PAGE,
        )
    except NotAnswered as refused:
        if refused.status != _FORBIDDEN:
            raise
        return {"items": (), "next": None}, refused.detail
    return page, None
