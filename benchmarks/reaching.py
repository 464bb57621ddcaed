"""From a command's 201 to the figure: four services as processes, a broker and PostgreSQL, at 100 commands a second."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg
import httpx
from commanding import PATIENCE, Commander
from table import Row

if TYPE_CHECKING:
    from tests.faults.system import System

ROOT = Path(__file__).parents[1]
ONE_OF_EACH = dict.fromkeys(("review-service", "escalation-service", "participation-service", "metrics-service"), 1)
RATE = 100
"""Commands a second, each sent at its time whether or not those before it were answered."""

KEPT = 0.95
"""The share of that rate at which they must be answered, for their times to be those of that rate."""

WARMING, MEASURED = 500, 3000
AT_ONCE = 16
LOOK = 0.01
"""Seconds between two looks at the figure's cases."""

MEDIAN_BOUND, P99_BOUND = 250.0, 1000.0
STARTED = {"on": "2013-06-03", "legal_status": "C2"}
FIGURE = {"name": "children-looked-after", "period": "2013-14"}

# What the figure counts: it has changed for whoever asks from the commit of its case on.
COUNTED = "SELECT child FROM reviews.care_case WHERE child = ANY ($1::uuid[]) AND known_to = 'infinity'"


def measure(folder: Path) -> list[Row]:
    """Each command lets a child's care begin; its time ends when the case is found that the figure counts."""
    sys.path.append(str(ROOT))
    return asyncio.run(_measure(folder / "system"))


async def _measure(folder: Path) -> list[Row]:
    from tests.faults.system import at_work  # noqa: PLC0415 - the tests' system, found only from the root

    async with at_work(folder, replicas=ONE_OF_EACH, beside=()) as system:
        [address] = system.addresses["review-service"]
        with closing(Commander(address, system.token)) as commander:
            children = await _children(commander, WARMING + MEASURED)
            connection = await system.connect("metrics")
            await _Run(commander, connection).run(children[:WARMING])
            run = _Run(commander, connection)
            await run.run(children[WARMING:])
            await connection.close()
        await _must_count(system, len(children))
    return _rows(run)


async def _children(commander: Commander, many: int) -> list[UUID]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def child() -> UUID:
        async with gate:
            answer = await commander.send("/children", {"name": "Robin Made-Up", "date_of_birth": "2004-02-29"})
            return UUID(answer["id"])

    return await asyncio.gather(*(child() for _ in range(many)))


class _Run:
    """So many commands and their times; `answered` is in how many seconds all had their answer."""

    def __init__(self, commander: Commander, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._commander = commander
        self._connection = connection
        self._told: dict[UUID, float] = {}
        self._all_told = False
        self.answered = 0.0
        self.lags: list[float] = []

    async def run(self, children: Sequence[UUID]) -> None:
        """Returns when all have reached the figure. Raises TimeoutError where one did not."""
        watching = asyncio.create_task(self._watch())
        began = perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, child in enumerate(children):
                await asyncio.sleep(began + number / RATE - perf_counter())
                group.create_task(self._tell(child))
        self._all_told = True
        self.answered = perf_counter() - began
        async with asyncio.timeout(PATIENCE):
            await watching

    async def _tell(self, child: UUID) -> None:
        await self._commander.send(f"/children/{child}/care", STARTED)
        self._told[child] = perf_counter()

    async def _watch(self) -> None:
        while self._told or not self._all_told:
            rows = await self._connection.fetch(COUNTED, list(self._told))
            now = perf_counter()
            self.lags += [now - self._told.pop(row["child"]) for row in rows]
            await asyncio.sleep(LOOK)


async def _must_count(system: "System", many: int) -> None:
    """Raises ValueError where the figure itself, asked over HTTP, is another."""
    [address] = system.addresses["metrics-service"]
    headers = {"Authorization": f"Bearer {system.token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE) as client:
        answer = await client.get(f"/figures/{FIGURE['name']}", params={"period": FIGURE["period"]})
    counted = answer.raise_for_status().json()["value"]
    if counted != many:
        raise ValueError(f"{FIGURE['name']} is {counted} after {many} children's care began")


def _rows(run: _Run) -> list[Row]:
    lags = [lag * 1000 for lag in run.lags]
    cuts, rate = quantiles(lags, n=100), len(lags) / run.answered
    kept = rate >= KEPT * RATE
    what = f"from 201 to the figure, {rate:.0f} commands/s answered"
    spread = f"p10 {cuts[9]:.0f}, p90 {cuts[89]:.0f}, p95 {cuts[94]:.0f}, p99.9 {quantiles(lags, n=1000)[-1]:.0f} ms"
    return [
        _row(
            f"{what}, median",
            f"{median(lags):.0f} ms; {spread}",
            MEDIAN_BOUND,
            met=kept and median(lags) < MEDIAN_BOUND,
        ),
        _row(
            f"{what}, p99", f"{cuts[98]:.0f} ms; most {max(lags):.0f} ms", P99_BOUND, met=kept and cuts[98] < P99_BOUND
        ),
    ]


def _row(what: str, ours: str, bound: float, *, met: bool) -> Row:
    return Row(what, ours, "", "", f"under {bound:g} ms", met)
