"""Where each page is found, and what it says when a question has no answer."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from iro_chassis.clock import Clock
from iro_embedded.pages.areas import AREAS
from iro_embedded.pages.asking import NotAnswered, Services
from iro_embedded.pages.children import footprint
from iro_embedded.pages.deadlines import SOON_DAYS, deadlines
from iro_embedded.pages.figures import Question, all_figures, one_figure
from iro_embedded.pages.home import WITHIN_DAYS, home
from iro_embedded.pages.one_area import one_area
from iro_embedded.pages.rendering import page
from iro_embedded.pages.years import is_quarter, is_year, quarters_of, recent_years, year_of, year_with
from iro_events.dates import today_in_england

_VERDICTS = ("late", "in-time", "met", "not-met")
_MOST_DAYS = 366
_DAYS = re.compile(r"\d{1,3}", re.ASCII)
_FIGURE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_A_YEAR = NotAnswered(422, "That is no year", "A year is written like 2016-17: it runs from 1 April to 31 March.")
_NO_PERIOD = NotAnswered(
    422,
    "That is no year and no quarter",
    "A year is written like 2016-17, a quarter of it like 2016-Q1: April to June 2016.",
)
_NO_VERDICT = NotAnswered(422, "That is no verdict", "A verdict is late or in-time, met or not-met.")
_NOT_DAYS = NotAnswered(422, "That is no number of days", "Look ahead by 0 to 366 days.")
_NO_PAGE = NotAnswered(404, "There is no such page", "The address leads nowhere; begin again at the home page.")

Answering = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages over a pair of services; `data` is the folder to name where nothing has been recorded yet."""

    services: Services
    clock: Clock
    authority: str
    data: Path

    def routes(self) -> list[BaseRoute]:
        """The routes of the pages and of their style."""
        style = StaticFiles(directory=str(files("iro_embedded.pages") / "static"))
        return [
            Route("/", self._answering(self._home)),
            Route("/children/{child:uuid}", self._answering(self._child)),
            Route("/areas/{area}", self._answering(self._area)),
            Route("/deadlines", self._answering(self._deadlines)),
            Route("/figures", self._answering(self._figures)),
            Route("/figures/{figure}", self._answering(self._figure)),
            Mount("/static", style),
        ]

    async def not_found(self, request: Request, _: Exception) -> Response:
        """The page for an address that leads nowhere."""
        return self._page(request, "problem.html", 404, problem=_NO_PAGE)

    async def _home(self, request: Request) -> Response:
        asked = request.query_params.get("year")
        if asked is not None and not is_year(asked):
            raise _NOT_A_YEAR
        shown = await home(self.services, asked, today_in_england(self.clock()))
        ahead = {"within_days": WITHIN_DAYS, "soon_days": SOON_DAYS}
        return self._page(request, "home.html", home=shown, ahead=ahead, data=self.data, here="home")

    async def _area(self, request: Request) -> Response:
        area = AREAS.get(request.path_params["area"])
        if area is None:
            raise _NO_PAGE
        asked, today = request.query_params, today_in_england(self.clock())
        period = asked.get("period", year_of(today))
        if not _is_whole(period):
            raise _NO_PERIOD
        year = year_with(period)
        years = sorted({year, *recent_years(today)}, reverse=True)
        shown = await one_area(self.services, area, period, asked.get("as_known_at") or None)
        choice = {"years": years, "quarters": quarters_of(year), "year": year}
        return self._page(request, "area.html", shown=shown, areas=AREAS.values(), choice=choice)

    async def _child(self, request: Request) -> Response:
        period = request.query_params.get("period", year_of(today_in_england(self.clock())))
        shown = await footprint(self.services, str(request.path_params["child"]), period)
        return self._page(request, "child.html", shown=shown)

    async def _deadlines(self, request: Request) -> Response:
        asked = request.query_params
        within = asked.get("within", f"{WITHIN_DAYS}")
        if not _DAYS.fullmatch(within) or int(within) > _MOST_DAYS:
            raise _NOT_DAYS
        shown = await deadlines(self.services, asked.get("clock"), int(within), asked.get("cursor"))
        return self._page(request, "deadlines.html", shown=shown, areas=AREAS.values(), here="deadlines")

    async def _figures(self, request: Request) -> Response:
        today = today_in_england(self.clock())
        year = request.query_params.get("year", year_of(today))
        if not is_year(year):
            raise _NOT_A_YEAR
        years = sorted({year, *recent_years(today)}, reverse=True)
        areas = await all_figures(self.services, year)
        return self._page(request, "figures.html", year=year, years=years, areas=areas, here="figures")

    async def _figure(self, request: Request) -> Response:
        asked = request.query_params
        verdict = asked.get("verdict")
        if verdict is not None and verdict not in _VERDICTS:
            raise _NO_VERDICT
        if not _FIGURE_ID.fullmatch(request.path_params["figure"]):
            raise _NO_PAGE
        period = asked.get("period", year_of(today_in_england(self.clock())))
        question = Question(period, asked.get("as_known_at") or None, verdict, asked.get("cursor"))
        shown = await one_figure(self.services, request.path_params["figure"], question)
        return self._page(request, "figure.html", figure=shown, whole=_is_whole(period), here="figures")

    def _answering(self, answer: Answering) -> Answering:
        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except NotAnswered as problem:
                return self._page(request, "problem.html", problem.status, problem=problem)

        return answered

    def _page(self, request: Request, template: str, status: int = 200, **shown: object) -> Response:
        now = self.clock()
        about = {"now": now, "today": today_in_england(now).isoformat(), "authority": self.authority, "here": ""}
        return page(template, {**about, **shown}, status)


def _is_whole(period: str) -> bool:
    """Whether it is a year or a quarter, for which an area has a page."""
    return is_year(period) or is_quarter(period)
