"""Two who follow the log: ours, by its numbers and an inbox; and a naive one, by "position greater than the last"."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence

from iro_events.bus import Batch, Bus
from iro_events.consumer import Consumer
from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.feed_bus import FeedBus
from iro_events.sequencer import Sequencer
from iro_events.store import EventStore
from iro_events.store_feed import StoreFeed
from iro_events.testing.ledger import LEDGER_EVENTS
from iro_events.testing.torture.writers import AUTHORITY, SOURCE

TOPIC = "ledger"
NAME = "followed"

FOLLOWED = "INSERT INTO followed (id, stream, version) SELECT * FROM unnest($1::uuid[], $2::text[], $3::integer[])"
NAIVE = """
INSERT INTO naive (id, stream, version, position)
SELECT id, stream, version, position FROM events
WHERE kind = 1 AND position > (SELECT coalesce(max(position), 0) FROM naive) ORDER BY position LIMIT 500
"""
NAIVE_PAUSE = 0.002


FORGOTTEN = 150
"""So much of the log is brought again whenever our follower starts anew."""


class ForgetfulBus:
    """A carrier that repeats itself after each start, as one may that crashed before it noted where it was."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def subscribe(self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]) -> AsyncGenerator[Batch, None]:
        """The same batches, from further back."""
        return self._bus.subscribe(topics, {place: max(0, at - FORGOTTEN) for place, at in offsets.items()})

    async def head(self, topic: str) -> Mapping[int, int]:
        """The same."""
        return await self._bus.head(topic)


async def sequence(url: str) -> None:
    """Numbers events until killed."""
    database = await Database.open(url, size=2)
    await Sequencer(database, batch=200).run()


async def project(connection: Connection, told: Sequence[Recorded]) -> None:
    """One row for each fact, twice where it came twice."""
    columns = [one.id for one in told], [one.stream for one in told], [one.version for one in told]
    await connection.execute(FOLLOWED, *columns)


def consumer_on(database: Database) -> Consumer:
    """Our follower: pulls the feed in small pages and keeps inbox, rows and offset in one transaction."""
    store = EventStore(database, source=SOURCE, authority=AUTHORITY, catalogue=LEDGER_EVENTS)
    bus = ForgetfulBus(FeedBus({TOPIC: StoreFeed(store)}, page=100))
    return Consumer(NAME, database, bus, [TOPIC], LEDGER_EVENTS, project)


async def follow(url: str) -> None:
    """Follows until killed."""
    await consumer_on(await Database.open(url, size=4)).run()


async def follow_naively(url: str) -> None:
    """Follows until killed, as many outboxes do; each step is one statement and commits by itself."""
    database = await Database.open(url, size=1)
    async with database.connection() as connection:
        while True:
            await connection.execute(NAIVE)
            await asyncio.sleep(NAIVE_PAUSE)
