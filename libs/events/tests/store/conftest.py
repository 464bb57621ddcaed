"""A migrated database and a store on it; nothing numbers its events unless a test does, or starts `sequencing`."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from iro_events.database import Database
from iro_events.migrate import migrate
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER_EVENTS
from iro_events.testing.postgres import PostgresServer, fresh_database

AUTHORITY = "E10000011"
SOURCE = f"/{AUTHORITY}/ledger"


@pytest.fixture(scope="session")
def migrated(postgres: PostgresServer) -> str:
    """The name of a migrated database, to be copied: that is quicker than migrating each test's own."""
    url = fresh_database(postgres)
    asyncio.run(migrate(url, "iro_events"))
    return url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def log_url(postgres: PostgresServer, migrated: str) -> str:
    return fresh_database(postgres, template=migrated)


@pytest.fixture
async def database(log_url: str) -> AsyncIterator[Database]:
    database = await Database.open(log_url, size=20)
    yield database
    await database.close()


@pytest.fixture
def store(database: Database) -> EventStore:
    return EventStore(database, source=SOURCE, authority=AUTHORITY, catalogue=LEDGER_EVENTS)


@pytest.fixture
async def sequencing(store: EventStore) -> AsyncIterator[None]:
    """The store's sequencer at work, as in a running service."""
    worker = asyncio.create_task(store.sequencer.run())
    yield
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
