"""Builds an area's cases anew from its feeds, beside those that are read, and swaps the two at one place in each feed.

Readers never wait: the cases change places by the names of two schemas, in one transaction. The area's own consumer
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
from iro_events.inbox import Place
from metrics_service.areas import Area
from metrics_service.projections import Projection
from metrics_service.tables import Shelf, tables_of

STANDSTILL_SECONDS = 10.0
"""How long an area's own consumer may stand still behind the new cases before they take its place uncompared."""

_LOOK_AGAIN = 0.1
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('metrics_service.rebuild/' || $1::text, 0))"

Progress = Callable[[int, int], None]
"""Told how far a feed has been followed, and how far it goes."""


class RebuildUnderWay(Exception):
    """Another process is building the cases anew: wait until it is done."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far each topic was counted when the cases changed places, and how many cases are known now, by kind.

    `differences` are the versions that only one of the two had; None where the former stood still, uncompared.
    """

    seq: Mapping[str, int]
    cases: Mapping[str, int]
    differences: Mapping[str, int] | None


async def rebuild(database: Database, bus: Bus, area: Area, progress: Progress) -> Rebuilt:
    """Builds, compares and swaps; a rebuild that was cut off is begun anew by the next. Raises RebuildUnderWay."""
    async with _alone(database, area):
        async with database.transaction() as connection:
            await _begin(connection, area)
        await _build(database, _Watched(bus, progress), area)
        compared = await _live_has_come_to(database, area, await _offsets(database, _builder(area)))
        rebuilt = await _hand_over(database, bus, area, compare=compared)
        async with database.transaction() as connection:
            # Whoever still reads the former cases is waited for here; nobody waits for this.
            await connection.execute(f"DROP SCHEMA {Shelf.FORMER.schema(area)} CASCADE")
        return rebuilt


@asynccontextmanager
async def _alone(database: Database, area: Area) -> AsyncIterator[None]:
    """Holds a lock in a transaction that reads and writes nothing, so that it keeps nothing from being vacuumed."""
    async with database.transaction() as connection:
        if not await connection.fetchval(_LOCK, area.name):
            raise RebuildUnderWay(f"{area.name} are being built anew by another process: wait until it is done")
        yield


async def _begin(connection: Connection, area: Area) -> None:
    live, new, former = (shelf.schema(area) for shelf in (Shelf.LIVE, Shelf.NEXT, Shelf.FORMER))
    await connection.execute(f"DROP SCHEMA IF EXISTS {new}, {former} CASCADE")
    await connection.execute(f"CREATE SCHEMA {new}")
    for name in (tables_of(area).child_history.name, tables_of(area).told.name, *_kinds(area)):
        await connection.execute(f"CREATE TABLE {new}.{name} (LIKE {live}.{name} INCLUDING ALL)")
    await inbox.forget(connection, _builder(area))


async def _build(database: Database, bus: Bus, area: Area) -> None:
    projection = Projection(area, Shelf.NEXT)
    await Consumer(_builder(area), database, bus, area.topics, area.catalogue, projection).catch_up()


async def _live_has_come_to(database: Database, area: Area, goal: Mapping[Place, int]) -> bool:
    """Whether the area's own consumer has come as far, waiting for as long as it moves."""
    now = asyncio.get_running_loop().time
    at, moved = await _offsets(database, area.name), now()
    while any(at.get(place, 0) < offset for place, offset in goal.items()):
        if now() - moved > STANDSTILL_SECONDS:
            return False
        await asyncio.sleep(_LOOK_AGAIN)
        before, at = at, await _offsets(database, area.name)
        moved = moved if at == before else now()
    return True


async def _hand_over(database: Database, bus: Bus, area: Area, *, compare: bool) -> Rebuilt:
    differences = None
    async with database.transaction() as connection:
        await inbox.lock(connection, area.name)
        if compare:
            until = await inbox.offsets(connection, area.name)
            await _build(database, _UpTo(bus, until), area)
            differences = {kind: await connection.fetchval(_difference(area, kind)) for kind in _kinds(area)}
        await _swap(connection, area)
        at = await inbox.offsets(connection, area.name)
        cases = {kind: await connection.fetchval(_number(area, kind)) for kind in _kinds(area)}
    return Rebuilt({topic: offset for (topic, _), offset in at.items()}, cases, differences)


async def _swap(connection: Connection, area: Area) -> None:
    live, new, former = (shelf.schema(area) for shelf in (Shelf.LIVE, Shelf.NEXT, Shelf.FORMER))
    await connection.execute(f"ALTER SCHEMA {live} RENAME TO {former}")
    await connection.execute(f"ALTER SCHEMA {new} RENAME TO {live}")
    await inbox.forget(connection, area.name)
    await inbox.rename(connection, _builder(area), area.name)


async def _offsets(database: Database, consumer: str) -> Mapping[Place, int]:
    async with database.connection() as connection:
        return await inbox.offsets(connection, consumer)


def _builder(area: Area) -> str:
    """The name under which the cases beside the live ones are projected."""
    return f"{area.name}-next"


def _kinds(area: Area) -> list[str]:
    return [table.name for table, _ in tables_of(area).cases]


def _number(area: Area, kind: str) -> str:
    live = Shelf.LIVE.schema(area)
    return f"SELECT count(*) FROM {live}.{kind} WHERE known_to = 'infinity'"  # noqa: S608 - names of our own tables


def _difference(area: Area, kind: str) -> str:
    """Versions that only one of the two has; `row` only names them."""
    [table] = (table for table, _ in tables_of(area).cases if table.name == kind)
    columns = ", ".join(column.name for column in table.c if column.name != "row")
    live, built = (
        f"SELECT {columns} FROM {shelf.schema(area)}.{kind}"  # noqa: S608 - as above
        for shelf in (Shelf.LIVE, Shelf.NEXT)
    )
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

    async def subscribe(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> AsyncGenerator[Batch, None]:
        async with aclosing(self._bus.subscribe(topics, offsets)) as batches:
            async for batch in batches:
                self._progress(batch.next_offset, batch.head)
                yield batch


class _UpTo:
    """The feeds up to a number of their logs and not a fact further, so that both sides know the same."""

    def __init__(self, bus: Bus, until: Mapping[Place, int]) -> None:
        self._bus = bus
        self._until = until

    async def head(self, topic: str) -> Mapping[int, int]:
        return {partition: offset for (of, partition), offset in self._until.items() if of == topic}

    async def subscribe(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> AsyncGenerator[Batch, None]:
        async with aclosing(self._bus.subscribe(topics, offsets)) as batches:
            async for batch in batches:
                until = self._until.get((batch.topic, batch.partition), 0)
                facts = tuple(fact for fact in batch.facts if int(fact["sequence"]) <= until)
                known = None if batch.known_up_to is None else min(batch.known_up_to, until)
                yield replace(batch, facts=facts, next_offset=min(batch.next_offset, until), known_up_to=known)
