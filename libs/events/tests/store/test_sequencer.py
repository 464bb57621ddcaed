import asyncio
from collections.abc import Sequence
from time import monotonic

import asyncpg
import pytest

from iro_events.chain import verify
from iro_events.database import Database
from iro_events.sequencer import Sequencer
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore, Writing, Written
from iro_events.testing.ledger import LEDGER, Enter
from iro_events.testing.store_case import ADA

LOG = "SELECT seq, stream, version FROM log JOIN events USING (position) ORDER BY seq"
SECONDS = 10.0


async def enter(store: EventStore, stream: str = "ledger-1", told: int = 1) -> Written:
    return await store.execute(LEDGER, stream, Enter(told=told), NEW_YEAR, subject=ADA)


async def log(database: Database) -> list[tuple[int, str, int]]:
    async with database.connection() as connection:
        return [(row["seq"], row["stream"], row["version"]) for row in await connection.fetch(LOG)]


async def test_a_round_numbers_what_is_queued_without_a_gap(store: EventStore) -> None:
    await enter(store, "ledger-1", told=2)
    await enter(store, "ledger-2")

    assert await store.sequencer.round() == 3
    assert await log(store.database) == [(1, "ledger-1", 1), (2, "ledger-1", 2), (3, "ledger-2", 1)]


async def test_a_round_with_nothing_queued_numbers_nothing(store: EventStore) -> None:
    assert await store.sequencer.round() == 0


async def test_a_round_takes_a_batch_and_the_next_the_rest(store: EventStore) -> None:
    sequencer = Sequencer(store.database, batch=2)
    await enter(store, told=3)

    assert [await sequencer.round() for _ in range(3)] == [2, 1, 0]
    assert [seq for seq, _, _ in await log(store.database)] == [1, 2, 3]


async def test_an_append_that_was_rolled_back_leaves_no_gap(store: EventStore) -> None:
    async def work(writing: Writing) -> None:
        await writing.execute(LEDGER, "ledger-1", Enter(), subject=ADA)

    async def spoil(connection: object, told: Sequence[object]) -> None:
        raise asyncpg.PostgresError("spoilt")

    spoiling = EventStore(
        store.database, source="/x", authority="E10000011", catalogue=store._catalogue, projections=[spoil]
    )
    with pytest.raises(asyncpg.PostgresError, match="spoilt"):
        await spoiling.write(work, NEW_YEAR)
    written = await enter(store, "ledger-2")
    await store.sequencer.round()

    assert written.position is not None
    assert written.position > 1
    assert await log(store.database) == [(1, "ledger-2", 1)]


async def test_what_commits_late_is_numbered_late_and_not_skipped(store: EventStore) -> None:
    """The event with the lower position becomes visible after the higher one was numbered."""
    appended, finish = asyncio.Event(), asyncio.Event()

    async def linger(connection: object, told: Sequence[object]) -> None:
        appended.set()
        await finish.wait()

    slow = EventStore(
        store.database, source="/x", authority="E10000011", catalogue=store._catalogue, projections=[linger]
    )
    async with asyncio.timeout(SECONDS):
        late = asyncio.create_task(enter(slow, "ledger-late"))
        await appended.wait()
        early = await enter(store, "ledger-early")
        await store.sequencer.round()
        finish.set()
        written = await late
        await store.sequencer.round()

    assert (written.position, early.position) == (1, 2)
    assert await log(store.database) == [(1, "ledger-early", 1), (2, "ledger-late", 1)]
    assert (await verify(store.database)).clean


async def test_while_one_process_is_at_it_another_leaves_the_queue_alone(store: EventStore) -> None:
    await enter(store)
    async with store.database.transaction() as other:
        assert await other.fetchval("SELECT taken FROM sequence_events(10)") == 1
        assert await store.sequencer.round() == 0

    assert len(await log(store.database)) == 1


async def test_rounds_of_many_processes_at_once_number_everything_once(store: EventStore) -> None:
    sequencers = [Sequencer(store.database, batch=3) for _ in range(4)]
    await asyncio.gather(*(enter(store, f"ledger-{number}", told=5) for number in range(8)))

    async with asyncio.timeout(SECONDS):
        while len(await log(store.database)) < 40:
            await asyncio.gather(*(sequencer.round() for sequencer in sequencers))

    assert [seq for seq, _, _ in await log(store.database)] == list(range(1, 41))
    assert (await verify(store.database)).clean


@pytest.mark.usefixtures("sequencing")
async def test_a_writer_learns_the_number_of_what_it_wrote(store: EventStore) -> None:
    first = await enter(store, told=3)
    second = await enter(store)

    assert first.position is not None
    assert second.position is not None
    assert [await store.sequence_of(first.position), await store.sequence_of(second.position)] == [3, 4]


@pytest.mark.usefixtures("sequencing")
async def test_many_writers_learn_their_numbers_at_once(store: EventStore) -> None:
    async def written_as(number: int) -> int | None:
        written = await enter(store, f"ledger-{number}")
        assert written.position is not None
        return await store.sequence_of(written.position)

    numbers = await asyncio.gather(*(written_as(number) for number in range(32)))

    assert sorted(number or 0 for number in numbers) == list(range(1, 33))


async def test_the_number_is_learnt_when_another_process_gives_it(store: EventStore) -> None:
    written = await enter(store)
    assert written.position is not None
    asked = asyncio.create_task(store.sequence_of(written.position))
    await Sequencer(store.database).round()

    assert await asked == 1


async def test_a_number_nobody_gives_is_none_in_the_end(store: EventStore) -> None:
    written = await enter(store)

    assert written.position is not None
    assert await store.sequence_of(written.position, timeout=0.1) is None


@pytest.mark.usefixtures("sequencing")
async def test_an_idle_sequencer_is_woken_by_an_append(store: EventStore) -> None:
    """A lone writer does not wait for a pause to end, neither at its first write nor at its fiftieth."""
    began = monotonic()
    for _ in range(50):
        written = await enter(store)
        assert written.position is not None
        assert await store.sequence_of(written.position) is not None

    assert monotonic() - began < 2.5


async def test_a_sequencer_goes_on_after_its_connection_was_lost(store: EventStore) -> None:
    await enter(store)
    await store.sequencer.round()
    async with store.database.connection() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        await connection.execute(f"{others} AND pid <> pg_backend_pid()")
    worker = asyncio.create_task(store.sequencer.run())
    written = await enter(store)
    assert written.position is not None

    assert await store.sequence_of(written.position) == 2
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_a_sequencer_without_a_database_ends_with_its_error(store: EventStore) -> None:
    await store.database.close()

    async with asyncio.timeout(SECONDS):
        with pytest.raises(asyncpg.InterfaceError):
            await store.sequencer.run()
