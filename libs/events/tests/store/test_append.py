"""Two writes to the same streams: whichever way round each tells them, one waits for the other, and never both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from iro_events.append import Origin, Place, append, record
from iro_events.database import Database
from iro_events.envelope import Recorded
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER, Enter, Noted
from iro_events.testing.store_case import ADA
from iro_events.writing import Writing

ORIGIN = Origin(source="/E10000011/ledger", authority="E10000011")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
TOLD = "SELECT stream, version FROM events ORDER BY position"


async def test_writes_that_tell_their_streams_in_other_orders_do_not_block_each_other(database: Database) -> None:
    """The third holds m while the two begin, so that each, taking its streams as told, has what the other needs."""
    async with asyncio.timeout(30), database.connection() as watching:
        async with held(database, "m"):
            writes = [asyncio.create_task(write(database, *streams)) for streams in ("bma", "amb")]
            while await watching.fetchval(WAITING) < len(writes):  # noqa: ASYNC110 - it happens in the database
                await asyncio.sleep(0.01)
        ended = await asyncio.gather(*writes, return_exceptions=True)

    assert sorted(type(end) for end in ended if end is not None) == [asyncpg.UniqueViolationError]


async def test_events_have_their_positions_in_the_order_told_whatever_their_streams(store: EventStore) -> None:
    async def work(writing: Writing) -> None:
        for stream in ("c", "a", "b", "a"):
            await writing.execute(LEDGER, stream, Enter(told=2), subject=ADA)

    await store.write(work, NEW_YEAR)

    async with store.database.connection() as connection:
        told = [tuple(row) for row in await connection.fetch(TOLD)]
    assert told == [("c", 1), ("c", 2), ("a", 1), ("a", 2), ("b", 1), ("b", 2), ("a", 3), ("a", 4)]


@asynccontextmanager
async def held(database: Database, stream: str) -> AsyncIterator[None]:
    """The stream's first version is taken meanwhile, and given back in the end."""
    async with database.connection() as connection:
        transaction = connection.transaction()
        await transaction.start()
        try:
            await append(connection, told(stream))
            yield
        finally:
            await transaction.rollback()


async def write(database: Database, *streams: str) -> None:
    async with database.transaction() as connection:
        await append(connection, told(*streams))


def told(*streams: str) -> list[Recorded]:
    noted = Noted(number=1, words="none")
    return [one for stream in streams for one in record(ORIGIN, NEW_YEAR, Place(stream, 0, ADA), [noted])]
