"""One run: load and faults together, then quiet, then the count of what came of it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from uuid import uuid4

import httpx

from iro_events.cloudevents import event_name

from .asking import Desk
from .counting import (
    AREAS,
    Count,
    Logs,
    count_of_follower,
    count_of_topics,
    counts_of_areas,
    counts_of_children,
)
from .folding import Folded, fold
from .followers import CAREFUL, HASTY
from .injecting import Injector
from .plan import Kind, plan
from .stories import ESCALATION, LADDER, PARTICIPATION, REVIEW, stories
from .system import System, at_work
from .writers import PATIENCE, Telling, Writer

logger = logging.getLogger(__name__)

WRITERS = 32
QUIET = 180.0
"""Seconds in which everything told must have come everywhere, once nothing is killed any more."""

LOOK = 0.25

IN_LOG = "SELECT count(*) FROM events JOIN log USING (position) WHERE id = ANY ($1::uuid[])"
GAPS = "SELECT coalesce(max(seq), 0) - count(*) FROM log"
PARKED = "SELECT count(*) FROM parked"


@dataclass
class Outcome:
    """What a run came to. All but `faults`, `commands`, `repeated`, `facts` and `seconds` should be nothing."""

    faults: Counter[Kind]
    seconds: float
    commands: int
    repeated: int
    facts: int
    forgotten: int = 0
    """Events that were acknowledged and are not in a log."""
    unplanned: Counter[str] = field(default_factory=Counter)
    """Facts of a type more or less than the stories tell."""
    gaps: int = 0
    parked: int = 0
    counts: list[Count] = field(default_factory=list)
    hasty: Count | None = None
    figures: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)
    """Of each figure what the service answers and what the fold comes to."""
    wrong_cases: dict[str, int] = field(default_factory=dict)
    """Of each figure how many children have another number of cases than in the fold."""

    @property
    def wrong_figures(self) -> list[str]:
        """Figures that are not what the fold comes to."""
        return [name for name, (answered, folded) in self.figures.items() if answered != folded]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled, turned round or counted wrongly."""
        trouble = self.forgotten or self.gaps or self.parked or any(self.unplanned.values()) or self.wrong_figures
        return not trouble and all(count.is_clean for count in self.counts) and not any(self.wrong_cases.values())


async def run(folder: Path, seed: int, *, seconds: float, commands: int, calm: float = 0.0) -> Outcome:
    """Faults for at least so many seconds and commands, and until each kind was brought about."""
    logger.info("starting")
    async with at_work(folder) as system:
        logger.info("at work")
        headers = {"Authorization": f"Bearer {system.token}"}
        async with httpx.AsyncClient(headers=headers, timeout=PATIENCE) as client:
            began = monotonic()
            telling, injector = Telling(), Injector(system)
            await _set_ladder(client, system)

            def enough() -> bool:
                return monotonic() - began >= seconds and telling.commands >= commands and injector.has_done_all

            await _load_and_faults(system, Load(client, telling, seed, calm), injector, enough)
            logger.info("quiet after %d commands", telling.commands)
            outcome = Outcome(
                injector.done, monotonic() - began, telling.commands, telling.repeated, telling.facts().total()
            )
            await _judge(outcome, system, Desk(client), telling)
            logger.info("judged")
            return outcome


async def _set_ladder(client: httpx.AsyncClient, system: System) -> None:
    address = system.addresses[ESCALATION][0]
    answer = await client.post(f"{address}/ladders", json=LADDER, headers={"Idempotency-Key": str(uuid4())})
    assert answer.is_success, answer.text


@dataclass(frozen=True, slots=True)
class Load:
    """Who tells, what is told, and how long the system is left in peace between two faults."""

    client: httpx.AsyncClient
    telling: Telling
    seed: int
    calm: float


async def _load_and_faults(system: System, load: Load, injector: Injector, enough: Callable[[], bool]) -> None:
    over = asyncio.Event()

    async def faults() -> None:
        for fault in plan(load.seed, calm=load.calm):
            if enough():
                break
            await injector.bring_about(fault)
            logger.info("%d commands", load.telling.commands)
        over.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(faults())
        for number in range(WRITERS):
            writer = Writer(load.client, system.addresses, load.telling, turn=number)
            group.create_task(writer.tell(stories(load.seed, number, WRITERS), over.is_set))


async def _judge(outcome: Outcome, system: System, desk: Desk, telling: Telling) -> None:
    await asyncio.gather(*(process.answers() for process in system.processes))
    logs = await _logs(system, desk)
    await _quiet(system, logs)
    kinds = Counter(event_name(fact["type"]) for fact in logs.all())
    planned = telling.facts()
    outcome.unplanned = Counter({kind: abs(kinds[kind] - planned[kind]) for kind in kinds | planned})
    for database in ("review", "escalation", "participation"):
        connection = await system.connect(database)
        outcome.forgotten += await connection.fetchval(IN_LOG, sorted(telling.acknowledged))
        outcome.gaps += await connection.fetchval(GAPS)
        outcome.parked += await connection.fetchval(PARKED)
        await connection.close()
    outcome.forgotten = len(telling.acknowledged) - outcome.forgotten
    outcome.counts = [
        await count_of_topics(system, logs),
        await count_of_follower(system, CAREFUL, logs),
        *await counts_of_areas(system, logs),
        *await counts_of_children(system, telling.children),
    ]
    outcome.hasty = await count_of_follower(system, HASTY, logs)
    await _compare(outcome, system, desk, fold(logs.all()))


async def _compare(outcome: Outcome, system: System, desk: Desk, folded: Folded) -> None:
    metrics = system.addresses["metrics-service"][0]
    expected = folded.figures()
    answered = await desk.figures(metrics, expected)
    outcome.figures = {name: (answered[name], expected[name]) for name in expected}
    by_child = folded.cases()
    for name, cases in (await desk.cases(metrics, list(by_child))).items():
        children = cases.keys() | by_child[name].keys()
        outcome.wrong_cases[name] = sum(cases[child] != by_child[name][child] for child in children)


async def _logs(system: System, desk: Desk) -> Logs:
    """Once each log has taken in all that was appended."""
    for database in ("review", "escalation", "participation"):
        connection = await system.connect(database)
        async with asyncio.timeout(QUIET):
            while await connection.fetchval("SELECT count(*) FROM unsequenced"):  # noqa: ASYNC110 - the database is asked
                await asyncio.sleep(LOOK)
        await connection.close()
    kept = [(service, restricted) for service in (REVIEW, ESCALATION, PARTICIPATION) for restricted in (False, True)]
    return Logs(
        {
            (service, restricted): await desk.log(system.addresses[service][0], restricted=restricted)
            for service, restricted in kept
        }
    )


async def _quiet(system: System, logs: Logs) -> None:
    """Returns when all has come everywhere, or when that should have been long ago: the count tells then."""
    until = monotonic() + QUIET
    while monotonic() < until:
        counts = [*await counts_of_areas(system, logs), await count_of_follower(system, CAREFUL, logs)]
        if not any(count.lost for count in counts):
            return
        await asyncio.sleep(LOOK * len(AREAS))
