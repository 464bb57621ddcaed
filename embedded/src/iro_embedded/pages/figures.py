"""What the pages of figures show: all of a year's figures, or one with its parts, its definition and its cases."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iro_embedded.pages.asking import Answer, Services, ask, cases, figure, together

_CASES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class OneFigure:
    """A figure and a page of its cases; `next_cursor` is None on the last page."""

    answer: Answer
    cases: Sequence[Mapping[str, Any]]
    next_cursor: str | None
    verdict: str | None


async def all_figures(services: Services, period: str) -> list[Answer]:
    """Every figure for a period, in the catalogue's order. Raises NotAnswered."""
    known = await ask(services.metrics, "figures")
    return await together(*(figure(services, each["id"], period=period) for each in known["items"]))


async def one_figure(services: Services, asked: str, period: str, verdict: str | None, cursor: str | None) -> OneFigure:
    """A figure with its cases, the latest first. Raises NotAnswered."""
    answer, page = await asyncio.gather(
        figure(services, asked, period=period),
        cases(services, asked, period=period, verdict=verdict, cursor=cursor, order="latest", limit=_CASES_A_PAGE),
    )
    return OneFigure(answer, page["items"], page["next"], verdict)
