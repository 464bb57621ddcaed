"""What every member's tests share: one PostgreSQL for the whole run and an empty database for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from iro_events.testing.kafka.broker import Broker, NoJava, running_broker
from iro_events.testing.postgres import PostgresServer, embedded_postgres, fresh_database


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the services do."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """Not durable, since a test's database dies with it; what durability does is measured elsewhere."""
    directory: Path = tmp_path_factory.mktemp("postgres") / "data"
    with embedded_postgres(directory, settings=["fsync = off", "synchronous_commit = off"]) as server:
        yield server


@pytest.fixture
def database_url(postgres: PostgresServer) -> str:
    """The address of an empty database."""
    return fresh_database(postgres)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """The one broker of the run. Without Java its tests are left out at home; under CI that is a failure."""
    try:
        with running_broker(tmp_path_factory.mktemp("kafka")) as broker:
            yield broker
    except NoJava as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks whatever needs the PostgreSQL or the broker, so that quick runs can leave it out."""
    for item in items:
        if isinstance(item, pytest.Function):
            for fixture, marker in (("postgres", "database"), ("kafka", "broker")):
                if fixture in item.fixturenames:
                    item.add_marker(marker)
