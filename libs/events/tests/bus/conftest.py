"""Two services that tell, a consuming service's database, and a small projection in it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import count

import pytest

from iro_events.bus import Bus
from iro_events.catalogue import Catalogue
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.facts.reviews import ReviewHeld
from iro_events.feed_bus import FeedBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.settling import make
from iro_events.migrate import migrate
from iro_events.testing.board import Board
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.teller import Teller, telling
from iro_events.testing.told import TOPIC
from iro_events.topics import DEAD_LETTERS, TOLD_BY

_numbers = count(1)


@pytest.fixture
async def reviews(postgres: PostgresServer) -> AsyncIterator[Teller]:
    async with telling(await asyncio.to_thread(fresh_database, postgres), "review-service") as teller:
        yield teller


@pytest.fixture
async def escalations(postgres: PostgresServer) -> AsyncIterator[Teller]:
    async with telling(await asyncio.to_thread(fresh_database, postgres), "escalation-service") as teller:
        yield teller


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await migrate(database_url, "iro_events")
    database = await Database.open(database_url, size=5)
    yield database
    await database.close()


@pytest.fixture
async def board(database: Database) -> Board:
    board = Board(database)
    await board.build()
    return board


@pytest.fixture
def consumer(database: Database, board: Board) -> Callable[..., Consumer]:
    """Makes consumers of one name, as two processes of one service would be."""
    catalogue = Catalogue([ReviewHeld])

    def make(bus: Bus | None = None, *, parked_limit: int = 100) -> Consumer:
        return Consumer(
            "board", database, bus or FeedBus({}), [TOPIC], catalogue, board.project, parked_limit=parked_limit
        )

    return make


@pytest.fixture
async def cluster(kafka: Broker) -> Cluster:
    """The run's broker, with topics of the test's own."""
    cluster = Cluster(kafka.address, prefix=f"test{next(_numbers)}.")
    topics = [*TOLD_BY["review-service"], *TOLD_BY["escalation-service"], *DEAD_LETTERS]
    await make(cluster, topics, copies=1)
    return cluster
