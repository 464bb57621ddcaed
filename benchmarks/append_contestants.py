"""Who appends: our store, asyncpg used by hand, and pyeventsourcing's recorder; each has one event to tell a time."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import asyncpg
from contest import Turn
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from iro_events import statements
from iro_events.append import Origin, Place, append, record
from iro_events.database import Database
from iro_events.migrate import migrate
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter, Entered

WRITERS = 16
ORIGIN = Origin("/E10000011/ledger", "E10000011")


AppendOne: TypeAlias = Callable[[int], Awaitable[None]]
"""One append by the writer of that number."""


async def crowd(append_one: AppendOne, appends: int) -> None:
    """All writers at once, until so many appends are done."""
    begun = 0

    async def write(writer: int) -> None:
        nonlocal begun
        while begun < appends:
            begun += 1
            await append_one(writer)

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))


@asynccontextmanager
async def our_store(url: str) -> AsyncIterator[EventStore]:
    """Our store on an empty database, with its sequencer at work."""
    await migrate(url, "iro_events")
    database = await Database.open(url, size=WRITERS + 1)
    store = EventStore(database, source=ORIGIN.source, authority=ORIGIN.authority, catalogue=LEDGER_EVENTS)
    sequencing = asyncio.create_task(store.sequencer.run())
    try:
        yield store
    finally:
        sequencing.cancel()
        await asyncio.gather(sequencing, return_exceptions=True)
        await database.close()


def ours(store: EventStore, appends: int) -> Turn:
    """Records, digests, appends by the store's statement, and wakes the sequencer."""

    async def append_one(_: int) -> None:
        child = uuid4()
        entered = Entered(number=1, on=NEW_YEAR.today)
        recorded = record(ORIGIN, NEW_YEAR, Place(f"ledger-{child}", 0, child), [entered])
        async with store.database.connection() as connection:
            await append(connection, recorded)
        store.sequencer.wake()

    return _to_the_last_number(store, append_one, appends)


def our_commands(store: EventStore, appends: int) -> Turn:
    """The whole of a command: the stream is loaded, the event decided upon and appended."""

    async def append_one(_: int) -> None:
        child = uuid4()
        await store.execute(LEDGER, f"ledger-{child}", Enter(), NEW_YEAR, subject=child)

    return _to_the_last_number(store, append_one, appends)


def _to_the_last_number(store: EventStore, append_one: AppendOne, appends: int) -> Turn:
    """A turn that ends when all it appended is numbered, so that none of it is left to be done in another's turn."""

    async def turn() -> None:
        await crowd(append_one, appends)
        while await store.sequencer.round():
            pass

    return turn


@asynccontextmanager
async def by_hand(url: str, appends: int) -> AsyncIterator[Turn]:
    """The same row by the same statement into the same tables, each writer on a connection of its own.

    No library of ours is in its way, and nobody numbers what it appends; it must make its ids, its JSON and its digest
    all the same.
    """
    await migrate(url, "iro_events")
    connections = [await asyncpg.connect(url) for _ in range(WRITERS)]
    day, moment, actor, correlation = NEW_YEAR.today, NEW_YEAR.recorded_at, NEW_YEAR.actor, NEW_YEAR.correlation_id

    async def append_one(writer: int) -> None:
        child = uuid4()
        data = json.dumps({"number": 1, "on": day.isoformat()}).encode()
        digest = hashlib.sha256(data).digest()
        whose = (uuid4(), f"ledger-{child}", 1, "Entered", 1, 1, child, moment, day, actor, correlation, None)
        whence = (ORIGIN.source, ORIGIN.authority)
        await connections[writer].fetchval(statements.APPEND_ONE, *whose, *whence, data, digest)

    yield lambda: crowd(append_one, appends)
    await asyncio.gather(*(connection.close() for connection in connections))


@asynccontextmanager
async def the_peer(url: str, appends: int) -> AsyncIterator[Turn]:
    """The recorder of pyeventsourcing, below its aggregates: the least it needs for one event; a thread a writer."""
    address = urlsplit(url)
    datastore = PostgresDatastore(
        dbname=address.path.removeprefix("/"),
        host=parse_qs(address.query)["host"][0],
        port="5432",
        user=address.username or "postgres",
        password="",
        pool_size=WRITERS,
        max_overflow=0,
    )
    recorder = PostgresApplicationRecorder(datastore)
    recorder.create_table()

    def write(turns: Iterator[int]) -> None:
        for _ in turns:
            state = json.dumps({"number": 1, "on": NEW_YEAR.today.isoformat()}).encode()
            recorder.insert_events([StoredEvent(uuid4(), 1, "ledger:Entered", state)])

    async def turn() -> None:
        loop, turns = asyncio.get_running_loop(), iter(range(appends))
        await asyncio.gather(*(loop.run_in_executor(threads, write, turns) for _ in range(WRITERS)))

    with ThreadPoolExecutor(WRITERS) as threads:
        yield turn
    datastore.close()
