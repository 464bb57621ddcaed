"""What the page of one area shows: each of its figures with its parts, its months and its breakdowns."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iro_embedded.pages.areas import Area
from iro_embedded.pages.asking import Answer, Services, figure, listed_figures, together
from iro_embedded.pages.charts import Chart, chart
from iro_embedded.pages.dimensions import in_order

_IN_TIME = ("month", "quarter")
_SPREAD = ("question",)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The figure by one dimension; `by` is the dimension's name.

    It is `spread` where what matters are the parts of each group and not the group's own value: of a survey's question
    the answers.
    """

    by: str
    groups: Sequence[Mapping[str, Any]]

    @property
    def spread(self) -> bool:
        """Whether the parts of each group are told."""
        return self.by in _SPREAD


@dataclass(frozen=True, slots=True)
class FigureShown:
    """`listed` is the figure as the catalogue has it, `answer` its value; `months` where it is told by month."""

    listed: Mapping[str, Any]
    answer: Answer
    months: Sequence[Mapping[str, Any]]
    chart: Chart | None
    breakdowns: Sequence[Breakdown]


@dataclass(frozen=True, slots=True)
class AreaShown:
    """An area's figures for a period; as known on a day, or as known now where `known_on` is None."""

    area: Area
    period: str
    known_on: str | None
    figures: Sequence[FigureShown]


async def one_area(services: Services, area: Area, period: str, known_on: str | None) -> AreaShown:
    """Everything on the page. Raises NotAnswered."""
    listed = await listed_figures(services)
    asked = (_shown(services, listed[each], period, known_on) for each in area.figures)
    return AreaShown(area, period, known_on, await asyncio.gather(*asked))


async def _shown(services: Services, listed: Mapping[str, Any], period: str, known_on: str | None) -> FigureShown:
    dimensions = sorted(listed["by"], key=lambda by: (by not in _IN_TIME, by))
    asked = [by for by in dimensions if by != "quarter"] or [None]
    answers = await together(
        *(figure(services, listed["id"], period=period, as_known_at=known_on, by=by) for by in asked)
    )
    by_name = dict(zip(asked, answers, strict=True))
    months = by_name["month"]["groups"] if "month" in by_name else ()
    broken_down = [
        Breakdown(by, in_order(groups)) for by in asked if by and by != "month" and (groups := by_name[by]["groups"])
    ]
    return FigureShown(listed, answers[0], months, chart(months, listed["unit"]), broken_down)
