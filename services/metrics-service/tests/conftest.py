"""A metrics database with its tables, empty."""

from collections.abc import AsyncIterator

import pytest

from iro_events.database import Database
from iro_events.migrate import migrate


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await migrate(database_url, "iro_events.migrations", "iro_events_version")
    await migrate(database_url, "metrics_service.migrations", "metrics_version")
    opened = await Database.open(database_url)
    yield opened
    await opened.close()
