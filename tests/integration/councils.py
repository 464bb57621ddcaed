"""A made-up council: its return, what the product took of it, and what the second judge did."""

import asyncio
import calendar
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from iro_chassis.roles import Role
from iro_embedded.compose import composed
from iro_embedded.ssda903 import ImportResult, import_return
from iro_embedded.testing.desk import Desk

from .independent_fold import Figures, Folded, fold
from .independent_rows import Rows, read_rows
from .made_up_return import write_return

AUTHORITY = "E10000011"
IMPORTED_AT = datetime(2018, 7, 20, 10, tzinfo=UTC)
CHILDREN, SEED = 300, 903


class Council:
    """Its return brought in, in one go."""

    def __init__(self, folder: Path) -> None:
        self.data, self.returned = folder / "data", folder / "return"
        write_return(self.returned, children=CHILDREN, seed=SEED)
        self.result: ImportResult = asyncio.run(brought_in(self.data, self.returned))
        self.rows: Rows = read_rows(sorted(self.returned.iterdir()), imported_on=IMPORTED_AT.date())
        self.folded: Folded = fold(self.rows)


async def brought_in(data: Path, returned: Path) -> ImportResult:
    async with (
        composed(data, clock=lambda: IMPORTED_AT, authority=AUTHORITY) as system,
        system.client(Role.INFORMATION_SYSTEM) as client,
    ):
        return await import_return(client, returned, AUTHORITY, progress=lambda done, of: None)


@asynccontextmanager
async def desk_over(data: Path) -> AsyncIterator[Desk]:
    async with composed(data, clock=lambda: IMPORTED_AT) as system, system.client(Role.IRO) as client:
        yield Desk(system, client)


async def told(desk: Desk, period: str) -> Figures:
    """The product's figures, in the shape of the second judge's."""
    asked = {name: await desk.figure(name, period) for name in ("reviews-in-time", "reviews-in-time-indicator")}
    shares: Figures = {name: (figure["numerator"], figure["denominator"]) for name, figure in asked.items()}
    held, overdue = await desk.figure("reviews-held", period), await desk.figure("reviews-overdue", period)
    stock = await desk.figure("children-looked-after", period, by="month")
    flows = {name: await desk.figure(name, period) for name in ("started", "ceased")}
    assert overdue["value"] == sum(_parts(overdue, "open", "missed").values())
    assert stock["value"] == stock["groups"][-1]["value"]
    return {
        **shares,
        "reviews-held": {"value": held["value"], **_parts(held, "not-assessable", "outside-care", "short-break")},
        "reviews-overdue": _parts(overdue, "open", "missed"),
        "children-looked-after": {group["key"]: group["value"] for group in stock["groups"]},
        **{name: {"periods": figure["value"], **_parts(figure, "children")} for name, figure in flows.items()},
    }


def _parts(figure: dict[str, Any], *names: str) -> dict[str, int]:
    return {part["id"]: part["value"] for part in figure["parts"] if part["id"] in names}


def days_of(period: str) -> tuple[date, date]:
    """A period's first and last day, reckoned apart from the product."""
    if ".." in period:
        first, last = (date.fromisoformat(day) for day in period.split(".."))
        return first, last
    year, part = int(period[:4]), period[5:]
    if part.startswith("Q"):
        month = (int(part[1]) * 3) % 12 + 1
        return _months(year + (month < 4), month, month + 2)
    if int(part) == (year + 1) % 100:  # no month of the years asked for is written so
        return date(year, 4, 1), date(year + 1, 3, 31)
    return _months(year, int(part), int(part))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
