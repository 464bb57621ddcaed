"""Sets writers, sequencers and followers on one database, kills what may be killed, and counts what came of it."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from random import Random
from typing import Any

import asyncpg

from iro_events.chain import verify
from iro_events.database import Database
from iro_events.inbox import reached
from iro_events.migrate import migrate
from iro_events.testing.torture.followers import NAME, TOPIC, follow, follow_naively, sequence
from iro_events.testing.torture.writers import write_all

PROCESSES = 4
SHORTEST_LIFE, LONGEST_LIFE = 0.2, 1.0
DRAIN_SECONDS = 60.0

TABLES = """
CREATE TABLE unrelated (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE acknowledged (id uuid PRIMARY KEY);
CREATE TABLE followed (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid, stream text, version integer);
CREATE TABLE naive (LIKE followed INCLUDING ALL);
ALTER TABLE naive ADD COLUMN position bigint;
CREATE INDEX ON naive (position);
"""

COUNTS = """
SELECT
    (SELECT count(*) FROM events WHERE kind = 1) AS events,
    (SELECT count(*) FROM events WHERE kind = 1 AND NOT EXISTS (SELECT FROM {0} WHERE {0}.id = events.id)) AS lost,
    (SELECT count(*) - count(DISTINCT id) FROM {0}) AS doubled,
    (SELECT count(*) FROM (
        SELECT version < lag(version) OVER (PARTITION BY stream ORDER BY place) AS turned FROM {0}
    ) AS each WHERE turned) AS inverted
"""
GAPS = "SELECT coalesce(max(seq), 0) - count(*) AS gaps FROM log"
FORGOTTEN = "SELECT count(*) FROM acknowledged WHERE NOT EXISTS (SELECT FROM events WHERE events.id = acknowledged.id)"
SPARSE = "SELECT count(*) FROM (SELECT FROM events GROUP BY stream HAVING max(version) <> count(*)) AS each"
QUEUED = "SELECT count(*) FROM unsequenced"
BEHIND = "SELECT (SELECT max(position) FROM events WHERE kind = 1) > coalesce((SELECT max(position) FROM naive), 0)"
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
HEAD = "SELECT coalesce(max(seq), 0) FROM log"

_forks = get_context("forkserver")
_forks.set_forkserver_preload([__name__])


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the facts one follower should have seen."""

    follower: str
    writers: int
    events: int
    lost: int
    doubled: int
    inverted: int
    gaps: int
    kills: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one run: both followers' counts, and what is true of the log itself."""

    ours: Count
    naive: Count
    forgotten: int
    """Events acknowledged to a writer and not there."""

    sparse: int
    """Streams whose versions have a gap."""

    deadlocks: int
    """Transactions that the database had to end, since each waited for another."""

    chain_is_clean: bool


def _process(act: Callable[..., Awaitable[None]], *given: Any) -> BaseProcess:
    process = _forks.Process(target=_in_process, args=(act, *given), daemon=True)
    process.start()
    return process


def _in_process(act: Callable[..., Any], *given: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(act(*given))


async def torture(url: str, seed: int, *, writers: int, seconds: float) -> Outcome:
    """Writers for so many seconds, kills all the while; then everything may drain, bounded, and is counted."""
    await migrate(url, "iro_events")
    await _run(url, TABLES)
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    naive = _process(follow_naively, url)
    writing = [_process(write_all, url, random.random(), writers // PROCESSES, seconds) for _ in range(PROCESSES)]
    kills, mortals = await _kill_while(writing, url, random)
    failed = [process.exitcode for process in writing if process.exitcode]
    database = await Database.open(url, size=2)
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            await _drain(database)
        if failed:
            raise AssertionError(f"writers ended with {failed}")
        return await _counted(database, writers, kills)
    finally:
        await database.close()
        for process in (naive, *mortals, *writing):
            process.kill()
            process.join()


async def _kill_while(writing: list[BaseProcess], url: str, random: Random) -> tuple[dict[str, int], list[BaseProcess]]:
    """Kills a sequencer or our follower at random moments, and starts another in its place, while anyone writes."""
    acts = [sequence, sequence, follow]
    mortals = [_process(act, url) for act in acts]
    kills = {"sequence": 0, "follow": 0}
    while any(process.is_alive() for process in writing):
        await asyncio.sleep(random.uniform(SHORTEST_LIFE, LONGEST_LIFE))
        number = random.randrange(len(acts))
        mortals[number].kill()
        mortals[number].join()
        kills[acts[number].__name__] += 1
        mortals[number] = _process(acts[number], url)
    return kills, mortals


async def _drain(database: Database) -> None:
    async with database.connection() as connection:
        # What is waited for happens in other processes.
        while await connection.fetchval(QUEUED) or await connection.fetchval(BEHIND):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        head: int = await connection.fetchval(HEAD)
    if not await reached(database, NAME, TOPIC, head, DRAIN_SECONDS):
        raise AssertionError("the follower did not reach the log's end")


async def _counted(database: Database, writers: int, kills: dict[str, int]) -> Outcome:
    async with database.connection() as connection:
        gaps: int = await connection.fetchval(GAPS)
        ours = await connection.fetchrow(COUNTS.format("followed"))
        naive = await connection.fetchrow(COUNTS.format("naive"))
        forgotten: int = await connection.fetchval(FORGOTTEN)
        sparse: int = await connection.fetchval(SPARSE)
        deadlocks: int = await connection.fetchval(DEADLOCKS)
    if ours is None or naive is None:
        raise AssertionError("a count has one row")
    return Outcome(
        ours=_count("ours", writers, ours, gaps, sum(kills.values())),
        naive=_count("naive", writers, naive, gaps, 0),
        forgotten=forgotten,
        sparse=sparse,
        deadlocks=deadlocks,
        chain_is_clean=(await verify(database)).clean,
    )


def _count(follower: str, writers: int, row: asyncpg.Record, gaps: int, kills: int) -> Count:
    return Count(follower, writers, row["events"], row["lost"], row["doubled"], row["inverted"], gaps, kills)


async def _run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statements)
    await connection.close()
