"""A consumer on a bus: it catches up and stops, follows and goes on, outlives a lost connection."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import asyncpg
import pytest

from iro_events import inbox
from iro_events.catalogue import Catalogue
from iro_events.consumer import Consumer
from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.facts.reviews import ReviewHeld
from iro_events.feed_bus import FeedBus, Page
from iro_events.store_feed import StoreFeed
from iro_events.testing.board import Board
from iro_events.testing.teller import Teller
from iro_events.testing.told import TOPIC

pytestmark = pytest.mark.database

ADA, BEN = UUID(int=1), UUID(int=2)
MakeConsumer = Callable[..., Consumer]


def bus_of(teller: Teller) -> FeedBus:
    return FeedBus({TOPIC: StoreFeed(teller.store)}, page=10, wait=30.0)


@asynccontextmanager
async def running(consumer: Consumer) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(consumer.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def head(teller: Teller) -> int:
    return (await teller.store.facts(0, 1)).head


async def test_catching_up_projects_all_there_is_and_returns(
    consumer: MakeConsumer, reviews: Teller, board: Board
) -> None:
    told = await reviews.hold(*(ADA, BEN) * 12)
    async with asyncio.timeout(10):
        await consumer(bus_of(reviews)).catch_up()

    assert await board.reviews() == told


async def test_catching_up_stops_at_the_head_it_saw_though_more_is_told_meanwhile(
    consumer: MakeConsumer, reviews: Teller, board: Board, database: Database
) -> None:
    told = await reviews.hold(*(ADA, BEN) * 10)
    feed = StoreFeed(reviews.store)

    async def telling_more(after: int, limit: int, *, wait: float = 0.0) -> Page:
        page = await feed(after, limit, wait=wait)
        await reviews.hold(BEN)
        return page

    async with asyncio.timeout(10):
        await consumer(FeedBus({TOPIC: telling_more}, page=10)).catch_up()

    assert (await board.reviews())[:20] == told
    assert len(await board.reviews()) <= 30
    assert await head(reviews) > 20


async def test_catching_up_ends_though_the_log_ends_with_what_is_private(
    consumer: MakeConsumer, reviews: Teller, board: Board
) -> None:
    told = await reviews.hold(ADA)
    await reviews.keep_note(ADA)
    async with asyncio.timeout(5):
        await consumer(bus_of(reviews)).catch_up()

    assert await board.reviews() == told


async def test_catching_up_with_nothing_new_asks_for_no_batch(
    consumer: MakeConsumer, reviews: Teller, board: Board
) -> None:
    async with asyncio.timeout(5):
        await consumer(bus_of(reviews)).catch_up()
        await reviews.hold(ADA)
        await consumer(bus_of(reviews)).catch_up()
        await consumer(bus_of(reviews)).catch_up()

    assert board.calls == [1]


async def test_a_new_process_goes_on_where_the_last_one_stopped(
    consumer: MakeConsumer, reviews: Teller, board: Board
) -> None:
    before = await reviews.hold(ADA, BEN)
    await consumer(bus_of(reviews)).catch_up()
    after = await reviews.hold(BEN, ADA)
    reader = consumer(bus_of(reviews))
    await reader.catch_up()

    assert await board.reviews() == before + after
    assert (reader.tally.projected, reader.tally.repeated) == (2, 0)


async def test_a_fact_told_to_an_idle_consumer_is_projected_long_before_the_feed_would_have_answered(
    consumer: MakeConsumer, reviews: Teller, database: Database, board: Board
) -> None:
    async with running(consumer(bus_of(reviews))):
        await reviews.hold(ADA)
        assert await inbox.reached(database, "board", TOPIC, 1, within=10)
        await reviews.hold(BEN)
        assert await inbox.reached(database, "board", TOPIC, 2, within=10)

    assert len(await board.reviews()) == 2


async def test_a_connection_lost_while_projecting_costs_nothing_but_another_try(
    database: Database, reviews: Teller, board: Board
) -> None:
    lost: list[int] = []

    async def project(connection: Connection, facts: Sequence[Recorded]) -> None:
        await board.project(connection, facts)
        if not lost:
            lost.append(connection.get_server_pid())
            async with database.connection() as other:
                await other.execute("SELECT pg_terminate_backend($1)", lost[0])

    told = await reviews.hold(ADA, BEN)
    reader = Consumer("board", database, bus_of(reviews), [TOPIC], Catalogue([ReviewHeld]), project)
    async with asyncio.timeout(10):
        await reader.catch_up()

    assert lost
    assert await board.reviews() == told
    assert reader.tally.parked == 0


async def test_a_trouble_of_the_surroundings_that_lasts_stops_the_consumer_and_parks_nobody(
    database: Database, reviews: Teller, board: Board
) -> None:
    async def project(connection: Connection, facts: Sequence[Recorded]) -> None:
        raise asyncpg.TooManyConnectionsError("sorry, too many clients already")

    await reviews.hold(ADA)
    reader = Consumer("board", database, bus_of(reviews), [TOPIC], Catalogue([ReviewHeld]), project)
    with pytest.raises(asyncpg.TooManyConnectionsError):
        async with asyncio.timeout(20):
            await reader.catch_up()

    assert reader.tally.parked == 0


async def test_two_processes_following_at_once_project_each_fact_once(
    consumer: MakeConsumer, reviews: Teller, board: Board, database: Database
) -> None:
    first, second = consumer(bus_of(reviews)), consumer(bus_of(reviews))
    async with running(first), running(second):
        told = await reviews.hold(*(ADA, BEN) * 20)
        assert await inbox.reached(database, "board", TOPIC, await head(reviews), within=10)

    assert await board.reviews() == told
    assert first.tally.projected + second.tally.projected == 40
