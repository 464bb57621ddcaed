"""Builds an area's cases anew from its feeds, beside those that are read, and swaps the two at the very same facts.

Readers never wait: the cases change places by the names of two schemas, in one transaction. The area's own consumer
waits for that moment only, and goes on where it stood, be it in the feeds or on a broker: both carry a child's facts
in the same order under the same numbers, and the inbox says of each child up to which number they are counted.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from iro_events import inbox, sql
from iro_events.bus import Batch, Bus, CloudEvent
from iro_events.consumer import Consumer
from iro_events.database import Connection, Database
from iro_events.inbox import Key, Place
from metrics_service.area import Area
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
    """How far each topic's feed was read when the cases changed places, and how many are known now, by kind.

    `differences` are the versions that only one of the two had; None where the former stood still, uncompared.
    """

    seq: Mapping[str, int]
    cases: Mapping[str, int]
    differences: Mapping[str, int] | None


async def rebuild(database: Database, feeds: Bus, area: Area, progress: Progress) -> Rebuilt:
    """Builds, compares and swaps; a rebuild that was cut off is begun anew by the next. Raises RebuildUnderWay."""
    async with _alone(database, area):
        async with database.transaction() as connection:
            await _begin(connection, area)
        await _build(database, _Watched(feeds, progress), area)
        compared = await _live_has_it_all(database, area)
        rebuilt = await _hand_over(database, feeds, area, compare=compared)
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
    new, former = Shelf.NEXT.schema(area), Shelf.FORMER.schema(area)
    await connection.execute(f"DROP SCHEMA IF EXISTS {new}, {former} CASCADE")
    # Made as declared, not copied: a copy's indexes would have other names.
    await sql.create(connection, tables_of(area, Shelf.NEXT).metadata)
    await inbox.forget(connection, _builder(area))


async def _build(database: Database, bus: Bus, area: Area) -> None:
    projection = Projection(area, Shelf.NEXT)
    await Consumer(_builder(area), database, bus, area.topics, area.catalogue, projection).catch_up()


async def _live_has_it_all(database: Database, area: Area) -> bool:
    """Whether the area's own consumer has taken what was built from, waiting for as long as it moves."""
    now = asyncio.get_running_loop().time
    at, moved = await _offsets(database, area.name), now()
    while not await _has_all(database, area):
        if now() - moved > STANDSTILL_SECONDS:
            return False
        await asyncio.sleep(_LOOK_AGAIN)
        before, at = at, await _offsets(database, area.name)
        moved = moved if at == before else now()
    return True


async def _has_all(database: Database, area: Area) -> bool:
    async with database.connection() as connection:
        return await inbox.has_all_of(connection, area.name, _builder(area))


async def _hand_over(database: Database, feeds: Bus, area: Area, *, compare: bool) -> Rebuilt:
    """Under the consumer's lock. Compared, both know the same facts; else the new cases know all that the feeds hold.

    What a broker has carried is in the feeds: so in either case nothing that the consumer had taken is missing.
    """
    differences = None
    async with database.transaction() as connection:
        await inbox.lock(connection, area.name)
        await _build(database, _TakenBy(feeds, database, area.name) if compare else feeds, area)
        if compare:
            differences = {kind: await connection.fetchval(_difference(area, kind)) for kind in _kinds(area)}
        read = await inbox.offsets(connection, _builder(area))
        await _swap(connection, area, further=not compare)
        cases = {kind: await connection.fetchval(_number(area, kind)) for kind in _kinds(area)}
    return Rebuilt({topic: offset for (topic, _), offset in read.items()}, cases, differences)


async def _swap(connection: Connection, area: Area, *, further: bool) -> None:
    live, new, former = (shelf.schema(area) for shelf in (Shelf.LIVE, Shelf.NEXT, Shelf.FORMER))
    await connection.execute(f"ALTER SCHEMA {live} RENAME TO {former}")
    await connection.execute(f"ALTER SCHEMA {new} RENAME TO {live}")
    await inbox.succeed(connection, area.name, _builder(area), further=further)


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


class _TakenBy:
    """The feeds as far as a consumer has taken of each child, and not a fact further, so that both know the same."""

    def __init__(self, feeds: Bus, database: Database, consumer: str) -> None:
        self._feeds = feeds
        self._database = database
        self._consumer = consumer

    async def head(self, topic: str) -> Mapping[int, int]:
        return await self._feeds.head(topic)

    async def subscribe(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> AsyncGenerator[Batch, None]:
        async with aclosing(self._feeds.subscribe(topics, offsets)) as batches:
            async for batch in batches:
                yield replace(batch, facts=await self._taken(batch))

    async def _taken(self, batch: Batch) -> tuple[CloudEvent, ...]:
        async with self._database.connection() as connection:
            highest = await inbox.taken(connection, self._consumer, batch.topic, set(map(_key, batch.facts)))
        return tuple(fact for fact in batch.facts if int(fact["sequence"]) <= highest.get(_key(fact), 0))


def _key(fact: CloudEvent) -> Key:
    return fact["source"], UUID(fact["subject"])
