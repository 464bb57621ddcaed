"""From the broker into PostgreSQL: our consumer, beside Quix Streams, FastStream and an ORM with a commit an event."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from apart import installed_apart, told_by
from catching_up import CASES
from consuming_work import Task
from contest import Rates
from facts_to_project import telling_store
from table import Row

from iro_events.database import Database
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.relay import Relay
from iro_events.kafka.settling import make
from iro_events.migrate import migrate
from iro_events.testing.kafka.broker import running_broker
from iro_events.testing.postgres import embedded_postgres, fresh_database
from iro_events.topics import TOPICS, topic_named
from metrics_service.areas import REVIEWS

TOPIC = topic_named(REVIEWS.topics[0])
ROUNDS = 3
FEW = 600
"""Records of which the rate of those is taken who fold each by itself, into an empty database: in their favour."""


@dataclass(frozen=True, slots=True)
class _Peer:
    program: str
    does: str
    bound: float | None
    lent: bool = False


PEERS = {
    "orm": _Peer("orm", "a session and a commit an event", 50.0),
    "quixstreams": _Peer("quixstreams", "a transaction a batch", 1.0),
    "faststream": _Peer("faststream", "a transaction a batch", 1.0),
    "quixstreams with ours": _Peer("quixstreams", "our set-based projection lent to it", None, lent=True),
    "faststream with ours": _Peer("faststream", "our set-based projection lent to it", None, lent=True),
}
OURS = _Peer("ours", "", None, lent=True)
CONTESTANTS = {"ours": OURS, **PEERS}
APART = ("quixstreams", "faststream")


@dataclass(frozen=True, slots=True)
class _Run:
    """What a contestant came to: events in a second, its libraries' versions, and how many cases its tables hold."""

    rate: float
    versions: str
    cases: tuple[int, ...]


def measure(folder: Path) -> list[Row]:
    """One topic with the very same records for all; each run in a process and a database of its own."""
    libraries = {name: installed_apart(folder, name) for name in APART}
    with embedded_postgres(folder / "postgres") as server, running_broker(folder / "kafka") as broker:
        records = asyncio.run(_tell(fresh_database(server), Cluster(broker.address)))
        asyncio.run(_migrate(migrated := fresh_database(server)))
        runs: dict[str, list[_Run]] = defaultdict(list)
        for number in range(ROUNDS):
            for name in _in_turn(number):
                one = CONTESTANTS[name]
                url = fresh_database(server, template=migrated.partition("?")[0].rpartition("/")[2])
                group = f"{name}, round {number}"
                task = Task(broker.address, group, url, records if one.lent else FEW, one.lent)
                runs[name].append(_run(one, task, libraries.get(one.program)))
    _must_agree(runs)
    return [_row(runs, peer, records) for peer in PEERS]


def _in_turn(number: int) -> list[str]:
    names = [*CONTESTANTS]
    first = number % len(names)
    return names[first:] + names[:first]


async def _tell(url: str, cluster: Cluster) -> int:
    """Has the relay tell a council's facts; gives how many records there are."""
    await make(cluster, TOPICS, copies=1)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(telling_store(url))
        await Relay(
            store.database, store.sequencer.awaited, cluster, [TOPIC], source="/E10000011/review-service"
        ).catch_up()
    return sum((await KafkaBus(cluster, "bench").head(TOPIC.name)).values())


async def _migrate(url: str) -> None:
    await migrate(url, "iro_events")
    await migrate(url, "metrics_service")


def _run(one: _Peer, task: Task, libraries: Path | None) -> _Run:
    told = json.loads(told_by(f"consuming_{one.program}.py", task.words(), libraries))
    return _Run(told["rate"], told["versions"], asyncio.run(_cases(task.url)))


async def _cases(url: str) -> tuple[int, ...]:
    database = await Database.open(url)
    async with database.connection() as connection:
        found = await connection.fetchrow(CASES)
    await database.close()
    return tuple(found)  # type: ignore[arg-type] # there is one row


def _must_agree(runs: Mapping[str, list[_Run]]) -> None:
    """Raises ValueError where two that had all records do not come to the same."""
    came_to = {run.cases for name, own in runs.items() if CONTESTANTS[name].lent for run in own}
    if len(came_to) != 1:
        raise ValueError(f"the contestants keep different cases: {came_to}")


def _row(runs: Mapping[str, list[_Run]], peer: str, records: int) -> Row:
    rates = Rates({name: [run.rate for run in own] for name, own in runs.items()})
    ratio, bound = rates.ratio("ours", peer), PEERS[peer].bound
    return Row(
        what=f"consumer with inbox and projection, {records:,} records",
        ours=f"{rates.usual('ours'):,.0f}/s",
        peer=f"{runs[peer][0].versions}, {PEERS[peer].does}: {rates.usual(peer):,.0f}/s",
        ratio=f"{ratio:.2f}",
        bound="" if bound is None else f"at least {bound:g}",
        met=bound is None or ratio >= bound,
    )
