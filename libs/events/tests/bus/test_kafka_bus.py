"""Processes that follow under one name share the partitions, and nothing is lost or turned when these change hands."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from uuid import UUID

import pytest

from iro_events import inbox
from iro_events.bus import Batch
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.feed_bus import FeedBus
from iro_events.inbox import Place
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.pulling import FactsMissing
from iro_events.kafka.relay import Relay
from iro_events.store_feed import StoreFeed
from iro_events.testing.board import Board
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.teller import Teller
from iro_events.testing.told import SOURCE, TOPIC
from iro_events.topics import topic_named

pytestmark = pytest.mark.database

CHILDREN = [UUID(int=n) for n in range(1, 25)]
ADA = CHILDREN[0]
MakeConsumer = Callable[..., Consumer]
SECONDS = 30.0


@pytest.fixture
def relay(reviews: Teller, cluster: Cluster) -> Relay:
    return Relay(reviews.store.database, reviews.store.sequencer.awaited, cluster, [topic_named(TOPIC)], source=SOURCE)


@asynccontextmanager
async def running(consumer: Consumer) -> AsyncIterator[Consumer]:
    task = asyncio.create_task(consumer.run())
    try:
        yield consumer
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until_projected(board: Board, count: int) -> None:
    async with asyncio.timeout(SECONDS):
        while len(await board.reviews()) < count:  # noqa: ASYNC110 - the database is asked
            await asyncio.sleep(0.02)


async def test_two_processes_share_the_partitions_and_project_each_fact_once(
    consumer: MakeConsumer, cluster: Cluster, reviews: Teller, relay: Relay, board: Board
) -> None:
    first, second = (consumer(KafkaBus(cluster, "metrics-service")) for _ in range(2))
    async with running(first), running(second):
        told: list[UUID] = []
        while not (first.tally.projected and second.tally.projected):
            told += await reviews.hold(*CHILDREN)
            await relay.catch_up()
            await until_projected(board, len(told))

    assert first.tally.projected + second.tally.projected == len(told)
    for place, child in enumerate(CHILDREN):
        assert await board.reviews(child) == told[place :: len(CHILDREN)]


async def test_processes_come_and_go_and_every_childs_order_holds(
    consumer: MakeConsumer, cluster: Cluster, reviews: Teller, relay: Relay, board: Board
) -> None:
    told: list[UUID] = []

    async def tell() -> None:
        told.extend(await reviews.hold(*CHILDREN))
        await relay.catch_up()

    async with running(consumer(KafkaBus(cluster, "metrics-service", batch=5))):
        await tell()
        async with running(consumer(KafkaBus(cluster, "metrics-service", batch=5))):
            await tell()
            async with running(consumer(KafkaBus(cluster, "metrics-service", batch=5))):
                await tell()
            await tell()
        await tell()
        await until_projected(board, len(told))

    for place, child in enumerate(CHILDREN):
        assert await board.reviews(child) == told[place :: len(CHILDREN)]


async def test_a_partition_is_released_only_when_what_was_handed_on_is_dealt_with(
    cluster: Cluster, reviews: Teller, relay: Relay
) -> None:
    await reviews.hold(ADA, ADA)
    await relay.catch_up()
    dealt: dict[Place, int] = {}

    async def stands() -> Mapping[Place, int]:
        return dict(dealt)

    async with asyncio.timeout(SECONDS), aclosing(KafkaBus(cluster, "r", batch=1).share("n", [TOPIC], stands)) as first:
        handed_on = [await anext(first)]
        while handed_on[-1].more:
            handed_on.append(await anext(first))
        async with aclosing(KafkaBus(cluster, "r", batch=1).share("n", [TOPIC], stands)) as second:
            other: asyncio.Task[Batch] = asyncio.create_task(anext(second))  # type: ignore[arg-type] # it is a coroutine
            # The second joins and the first must give its partitions back: not before its batches are dealt with.
            assert not (await asyncio.wait({other}, timeout=2.0))[0]
            dealt |= {(batch.topic, batch.partition): batch.next_offset for batch in handed_on}
            rest = asyncio.create_task(anext(first))  # type: ignore[arg-type] # as above
            # Whoever holds the partition now goes on from there; where both are given something, each with its own.
            done, left = await asyncio.wait({other, rest}, return_when=asyncio.FIRST_COMPLETED)
            following = [task.result() for task in done]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    assert all(each.next_offset > dealt.get((each.topic, each.partition), 0) for each in following)


async def test_a_broker_that_dies_and_comes_back_costs_the_consumer_nothing(  # noqa: PLR0917 - fixtures
    consumer: MakeConsumer, cluster: Cluster, reviews: Teller, relay: Relay, board: Board, kafka: Broker
) -> None:
    async with running(consumer(KafkaBus(cluster, "metrics-service"))) as reader:
        before = await reviews.hold(*CHILDREN)
        await relay.catch_up()
        await until_projected(board, len(before))
        await asyncio.to_thread(kafka.kill)
        await asyncio.to_thread(kafka.start)
        after = await reviews.hold(*CHILDREN)
        await relay.catch_up()
        await until_projected(board, len(before + after))

    assert reader.tally.projected == len(before + after)


async def test_offsets_are_the_databases_and_kafka_keeps_none(  # noqa: PLR0917 - as above
    consumer: MakeConsumer, cluster: Cluster, reviews: Teller, relay: Relay, board: Board, database: Database
) -> None:
    told = await reviews.hold(*CHILDREN)
    await relay.catch_up()
    async with running(consumer(KafkaBus(cluster, "metrics-service"))):
        await until_projected(board, len(told))
    async with database.transaction() as connection:
        await inbox.forget(connection, "board")
        await connection.execute("TRUNCATE board")
    async with running(consumer(KafkaBus(cluster, "metrics-service"))):
        await until_projected(board, len(told))


async def test_offsets_of_a_feed_are_none_of_the_brokers_and_who_changes_carriers_projects_nothing_twice(
    consumer: MakeConsumer, cluster: Cluster, reviews: Teller, relay: Relay, board: Board
) -> None:
    told = await reviews.hold(*CHILDREN)
    await consumer(FeedBus({TOPIC: StoreFeed(reviews.store)})).catch_up()
    told += await reviews.hold(*CHILDREN)
    await relay.catch_up()
    reader = consumer(KafkaBus(cluster, "metrics-service"))
    await reader.catch_up()

    assert (reader.tally.repeated, reader.tally.projected) == (24, 24)
    assert set(await board.reviews()) == set(told)


async def test_a_topic_that_does_not_hold_what_comes_next_stops_the_reader(
    cluster: Cluster, reviews: Teller, relay: Relay
) -> None:
    """As where it was made anew: to begin again silently would be to lose what it had."""
    await reviews.hold(ADA)
    await relay.catch_up()
    offsets = {(TOPIC, partition): 1000 for partition in range(1, 7)}
    async with asyncio.timeout(SECONDS), aclosing(KafkaBus(cluster, "r").subscribe([TOPIC], offsets)) as batches:
        with pytest.raises(FactsMissing):
            await anext(batches)


async def test_what_fails_while_partitions_are_assigned_reaches_the_reader(cluster: Cluster) -> None:
    async def fails() -> Mapping[Place, int]:
        raise ConnectionResetError

    async with asyncio.timeout(SECONDS), aclosing(KafkaBus(cluster, "r").share("n", [TOPIC], fails)) as batches:
        with pytest.raises(ConnectionResetError):
            await anext(batches)
