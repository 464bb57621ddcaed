"""The sequencer, and with it whoever waits for new events, is woken after a write's commit and never before."""

from collections.abc import Sequence

import asyncpg
import pytest

from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.sequencer import Sequencer
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore, Writing
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter
from iro_events.testing.store_case import ADA, asking

pytestmark = [pytest.mark.anyio, pytest.mark.database]

STREAM = LEDGER.stream_of(ADA)


class Watching(Sequencer):
    """Notes at each wake whether a write's connection is still in its transaction."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.writers: list[Connection] = []
        self.woken_inside: list[bool] = []

    def wake(self) -> None:
        self.woken_inside.append(any(_in_transaction(connection) for connection in self.writers))
        super().wake()


def _in_transaction(connection: Connection) -> bool:
    try:
        return bool(connection.is_in_transaction())
    except asyncpg.InterfaceError:  # given back to the pool, which is done after the transaction
        return False


@pytest.fixture
def watching(database: Database) -> Watching:
    return Watching(database)


@pytest.fixture
def store(database: Database, watching: Watching) -> EventStore:
    async def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
        watching.writers.append(connection)
        assert _in_transaction(connection)

    store = EventStore(
        database, source="/E10000011/ledger", authority="E10000011", catalogue=LEDGER_EVENTS, projections=[project]
    )
    store.sequencer = watching
    return store


async def test_a_command_wakes_after_its_commit(store: EventStore, watching: Watching) -> None:
    await store.execute(LEDGER, STREAM, Enter(told=2), NEW_YEAR, subject=ADA)

    assert watching.woken_inside == [False]


async def test_a_write_to_several_streams_wakes_once_after_its_commit(store: EventStore, watching: Watching) -> None:
    async def work(writing: Writing) -> None:
        for stream in (STREAM, f"{STREAM}-beside"):
            await writing.execute(LEDGER, stream, Enter(told=1), subject=ADA)
            assert watching.woken_inside == []

    await store.write(work, NEW_YEAR)

    assert watching.woken_inside == [False]


async def test_the_attempts_of_a_request_wake_once_after_the_commit(store: EventStore, watching: Watching) -> None:
    async for attempt in store.attempts(NEW_YEAR):
        async with attempt as writing:
            await writing.execute(LEDGER, STREAM, Enter(told=1), subject=ADA)
        assert watching.writers

    assert watching.woken_inside == [False]


async def test_what_was_not_committed_wakes_nobody(store: EventStore, watching: Watching) -> None:
    async def work(writing: Writing) -> None:
        await writing.execute(LEDGER, STREAM, Enter(told=1), subject=ADA)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(work, NEW_YEAR)
    await store.execute(LEDGER, STREAM, Enter(up_to=0), NEW_YEAR, subject=ADA)

    assert watching.woken_inside == []


async def test_a_request_that_is_repeated_wakes_nobody_again(store: EventStore, watching: Watching) -> None:
    for _ in range(2):
        await store.execute(LEDGER, STREAM, Enter(told=1), NEW_YEAR, subject=ADA, idempotency=asking("once"))

    assert watching.woken_inside == [False]
