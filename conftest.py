"""What every member's tests share: one PostgreSQL for the whole run and an empty database for each test."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iro_events.spec import TRIED
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds what can be asked of a run beside the tests."""
    parser.addoption("--spec-table", action="store_true", help="print the differing repeats that Spec tried")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Adds what a worker's Specs tried, where the run has workers."""
    for stream, command, field, times in getattr(node, "workeroutput", {}).get("spec_tried", ()):
        TRIED[stream, command, field] += times


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hands over what a worker's Specs tried."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["spec_tried"] = [[*key, times] for key, times in TRIED.items()]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the table of differing repeats, where it is asked for."""
    if not config.getoption("--spec-table"):
        return
    terminalreporter.section("differing repeats tried by Spec")
    terminalreporter.write_line(f"{'decider':<24}{'commands':>10}{'fields':>10}{'repeats':>10}")
    for stream in sorted({stream for stream, _, _ in TRIED}):
        own = {key: times for key, times in TRIED.items() if key[0] == stream}
        commands = len({command for _, command, _ in own})
        terminalreporter.write_line(f"{stream:<24}{commands:>10}{len(own):>10}{sum(own.values()):>10}")
    fields, repeats = len(TRIED), sum(TRIED.values())
    terminalreporter.write_line(f"{'together':<34}{fields:>10}{repeats:>10}")
