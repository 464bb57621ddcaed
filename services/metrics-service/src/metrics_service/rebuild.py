"""Builds the cases anew from the feed, beside those that are read, and swaps the two at one number of the log.

Readers never wait: the cases change places by the names of two schemas, in one transaction. The figures' own consumer
waits for that moment only.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace

from iro_events import inbox
from iro_events.bus import Batch, Bus
from iro_events.consumer import Consumer
from iro_events.database import Connection, Database
from metrics_service.following import CONSUMER
from metrics_service.projections import CATALOGUE, TOPIC, Projection
from metrics_service.tables import FORMER, LIVE, NEXT, tables_in

BUILDER = "figures-next"
"""The name under which the cases beside the live ones are projected."""

STANDSTILL_SECONDS = 10.0
"""How long the figures' own consumer may stand still behind the new cases before they take its place uncompared."""

_LOOK_AGAIN = 0.1
_PLACE = (TOPIC, 0)
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('metrics_service.rebuild', 0))"

Progress = Callable[[int, int], None]


class RebuildUnderWay(Exception):
    """Another process is building the cases anew: wait until it is done."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The number of the log at which the cases changed places, and how many are known now, by kind.

    `differences` are the versions that only one of the two had; None where the former stood still, uncompared.
    """

    seq: int
    cases: Mapping[str, int]
    differences: Mapping[str, int] | None


async def rebuild(database: Database, bus: Bus, progress: Progress) -> Rebuilt:
    """Builds, compares and swaps; a rebuild that was cut off is begun anew by the next. Raises RebuildUnderWay."""
    async with _alone(database):
        async with database.transaction() as connection:
            await _begin(connection)
        await _builder(database, _Watched(bus, progress)).catch_up()
        compared = await _live_has_come_to(database, await _offset(database, BUILDER))
        rebuilt = await _hand_over(database, bus, compare=compared)
        async with database.transaction() as connection:
            # Whoever still reads the former cases is waited for here; nobody waits for this.
            await connection.execute(f"DROP SCHEMA {FORMER} CASCADE")
        return rebuilt


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[None]:
    """Holds a lock in a transaction that reads and writes nothing, so that it keeps nothing from being vacuumed."""
    async with database.transaction() as connection:
        if not await connection.fetchval(_LOCK):
            raise RebuildUnderWay("the cases are being built anew by another process: wait until it is done")
        yield


async def _begin(connection: Connection) -> None:
    await connection.execute(f"DROP SCHEMA IF EXISTS {NEXT}, {FORMER} CASCADE")
    await connection.execute(f"CREATE SCHEMA {NEXT}")
    for name in (tables_in(LIVE).child_history.name, *_case_tables()):
        await connection.execute(f"CREATE TABLE {NEXT}.{name} (LIKE {LIVE}.{name} INCLUDING ALL)")
    await inbox.forget(connection, BUILDER)


async def _live_has_come_to(database: Database, seq: int) -> bool:
    """Whether the figures' own consumer has come as far, waiting for as long as it moves."""
    now = asyncio.get_running_loop().time
    at, moved = await _offset(database, CONSUMER), now()
    while at < seq:
        if now() - moved > STANDSTILL_SECONDS:
            return False
        await asyncio.sleep(_LOOK_AGAIN)
        before, at = at, await _offset(database, CONSUMER)
        moved = now() if at > before else moved
    return True


async def _hand_over(database: Database, bus: Bus, *, compare: bool) -> Rebuilt:
    async with database.transaction() as connection:
        await inbox.lock(connection, CONSUMER)
        seq = (await inbox.offsets(connection, CONSUMER)).get(_PLACE, 0)
        if compare:
            await _builder(database, _UpTo(bus, seq)).catch_up()
            differences = {name: await connection.fetchval(_difference(name)) for name in _case_tables()}
        await connection.execute(f"ALTER SCHEMA {LIVE} RENAME TO {FORMER}")
        await connection.execute(f"ALTER SCHEMA {NEXT} RENAME TO {LIVE}")
        await inbox.forget(connection, CONSUMER)
        await inbox.rename(connection, BUILDER, CONSUMER)
        cases = {name: await connection.fetchval(_number(name)) for name in _case_tables()}
        at = (await inbox.offsets(connection, CONSUMER)).get(_PLACE, 0)
    return Rebuilt(at, cases, differences if compare else None)


def _builder(database: Database, bus: Bus) -> Consumer:
    return Consumer(BUILDER, database, bus, [TOPIC], CATALOGUE, Projection(NEXT))


async def _offset(database: Database, consumer: str) -> int:
    async with database.connection() as connection:
        return (await inbox.offsets(connection, consumer)).get(_PLACE, 0)


def _case_tables() -> list[str]:
    return [table.name for table, _ in tables_in(LIVE).cases]


def _number(name: str) -> str:
    return f"SELECT count(*) FROM {LIVE}.{name} WHERE known_to = 'infinity'"  # noqa: S608 - names of our own tables


def _difference(name: str) -> str:
    """Versions that only one of the two has; `row` only names them."""
    [table] = (table for table, _ in tables_in(LIVE).cases if table.name == name)
    columns = ", ".join(column.name for column in table.c if column.name != "row")
    live, built = (f"SELECT {columns} FROM {schema}.{name}" for schema in (LIVE, NEXT))  # noqa: S608 - as above
    return (
        f"SELECT (SELECT count(*) FROM ({live} EXCEPT ALL {built}) AS gone) "  # noqa: S608 - as above
        f"+ (SELECT count(*) FROM ({built} EXCEPT ALL {live}) AS come)"
    )


class _Watched:
    """The bus, telling how far it has been followed."""

    def __init__(self, bus: Bus, progress: Progress) -> None:
        self._bus = bus
        self._progress = progress

    async def head(self, topic: str) -> Mapping[int, int]:
        return await self._bus.head(topic)

    async def subscribe(
        self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]
    ) -> AsyncGenerator[Batch, None]:
        async with aclosing(self._bus.subscribe(topics, offsets)) as batches:
            async for batch in batches:
                self._progress(batch.next_offset, batch.head)
                yield batch


class _UpTo:
    """The feed up to a number of its log and not a fact further, so that both sides know the same."""

    def __init__(self, bus: Bus, seq: int) -> None:
        self._bus = bus
        self._seq = seq

    async def head(self, topic: str) -> Mapping[int, int]:
        return dict.fromkeys(await self._bus.head(topic), self._seq)

    async def subscribe(
        self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]
    ) -> AsyncGenerator[Batch, None]:
        async with aclosing(self._bus.subscribe(topics, offsets)) as batches:
            async for batch in batches:
                facts = tuple(fact for fact in batch.facts if int(fact["sequence"]) <= self._seq)
                yield replace(batch, facts=facts, next_offset=min(batch.next_offset, self._seq))
