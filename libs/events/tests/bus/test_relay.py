"""What the log holds is told to the broker in its order, once, and after whatever trouble in the end."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from iro_events import inbox
from iro_events.bus import Batch
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import BrokerUnavailable, Cluster, reading
from iro_events.kafka.intake import partition_of
from iro_events.kafka.relay import Relay
from iro_events.kafka.sending import NotAcknowledged
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.bus_case import ADA, BEN, brought, follow
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter
from iro_events.testing.told import AUTHORITY, SOURCE
from iro_events.topics import TOLD_BY

pytestmark = pytest.mark.database

PLAIN, RESTRICTED = TOLD_BY["review-service"]


@pytest.fixture
def store(database: Database) -> EventStore:
    source = f"/{AUTHORITY}/ledger"
    return EventStore(database, source=source, authority=AUTHORITY, catalogue=LEDGER_EVENTS)


async def enter(store: EventStore, child: UUID, command: Enter) -> None:
    """Records for the child, and has the log number all."""
    await store.execute(LEDGER, f"ledger-{child}", command, NEW_YEAR, subject=child)
    while await store.sequencer.round():
        pass


def relay(store: EventStore, cluster: Cluster) -> Relay:
    return Relay(store.database, store.sequencer.awaited, cluster, (PLAIN, RESTRICTED), source=SOURCE)


@asynccontextmanager
async def at_work(relay: Relay) -> AsyncIterator[None]:
    """Runs it, and again when it dies, as its service would."""

    async def always() -> None:
        while True:
            with suppress(BrokerUnavailable, NotAcknowledged):
                await relay.run()
            await asyncio.sleep(0.1)

    task = asyncio.create_task(always())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def told(cluster: Cluster, count: int, topic: str = PLAIN.name) -> list[Batch]:
    return await follow(KafkaBus(cluster, "reader"), {topic: count})


async def records(cluster: Cluster, topic: str = PLAIN.name) -> list[Any]:
    """All facts that the topic's partitions hold now; marks have no key."""
    return [record for record in await everything(cluster, topic) if record.key is not None]


async def everything(cluster: Cluster, topic: str) -> list[Any]:
    partitions = [partition_of(cluster, (topic, number + 1)) for number in range(PLAIN.partitions)]
    held: list[Any] = []
    async with reading(cluster) as reader:
        reader.assign(partitions)
        ends = await reader.end_offsets(partitions)
        for partition in partitions:
            reader.seek(partition, 0)
        while len(held) < sum(ends.values()):
            fetched = await reader.getmany(timeout_ms=500)
            held += [record for own in fetched.values() for record in own]
    return held


async def first_met(cluster: Cluster, child: UUID, count: int) -> list[int]:
    """The child's numbers in the order in which they are first met, when so many have been."""
    met: dict[int, None] = {}
    async with asyncio.timeout(30), aclosing(KafkaBus(cluster, "reader").subscribe([PLAIN.name], {})) as following:
        while len(met) < count:
            met |= dict.fromkeys(brought([await anext(following)], child=child))
    return list(met)


async def test_a_fact_is_a_structured_cloudevent_under_its_childs_key(store: EventStore, cluster: Cluster) -> None:
    await enter(store, ADA, Enter(told=1))
    await relay(store, cluster).catch_up()
    [record] = await records(cluster)

    assert record.key == str(ADA).encode()
    assert dict(record.headers) == {"content-type": b"application/cloudevents+json; charset=UTF-8"}
    assert b'"specversion": "1.0"' in record.value
    assert b'"sequence": "00000000000000000001"' in record.value


async def test_facts_of_special_categories_go_to_the_twin_and_private_events_nowhere(
    store: EventStore, cluster: Cluster
) -> None:
    await enter(store, ADA, Enter(private=2, told=2, restricted=1))
    await relay(store, cluster).catch_up()

    assert brought(await told(cluster, 2)) == [3, 4]
    assert brought(await told(cluster, 1, RESTRICTED.name), RESTRICTED.name) == [5]
    assert len(await records(cluster)) == 2
    assert len(await records(cluster, RESTRICTED.name)) == 1


async def test_more_than_a_page_and_a_batch_of_one_child_is_told_in_order(store: EventStore, cluster: Cluster) -> None:
    await enter(store, ADA, Enter(told=2500))
    await relay(store, cluster).catch_up()

    assert brought(await told(cluster, 2500)) == list(range(1, 2501))


async def test_marks_say_up_to_where_each_partition_is_told_once_for_all_replicas(
    store: EventStore, cluster: Cluster
) -> None:
    await enter(store, ADA, Enter(told=2, private=1))
    for _ in range(2):
        await relay(store, cluster).catch_up()
    marks = [record for record in await everything(cluster, RESTRICTED.name) if record.key is None]

    assert sorted(mark.partition for mark in marks) == list(range(RESTRICTED.partitions))
    assert {json.loads(mark.value)["sequence"] for mark in marks} == {"00000000000000000003"}


async def test_a_consumer_knows_up_to_which_number_it_was_told(
    store: EventStore, cluster: Cluster, database: Database, consumer: Callable[..., Consumer]
) -> None:
    await enter(store, ADA, Enter(told=2))
    await relay(store, cluster).catch_up()
    reader = consumer(KafkaBus(cluster, "reader"))
    await reader.catch_up()
    first = await inbox.reached(database, "board", PLAIN.name, 2, within=0)
    await enter(store, ADA, Enter(told=0, private=1))
    await relay(store, cluster).catch_up()
    late = await inbox.reached(database, "board", PLAIN.name, 3, within=0)
    await reader.catch_up()

    assert (first, late) == (True, False)
    assert await inbox.reached(database, "board", PLAIN.name, 3, within=0)


async def test_what_was_told_is_not_told_again(store: EventStore, cluster: Cluster) -> None:
    await enter(store, ADA, Enter(told=3))
    await relay(store, cluster).catch_up()
    await enter(store, BEN, Enter(told=2))
    await relay(store, cluster).catch_up()

    assert len(await records(cluster)) == 5


async def test_a_relay_that_dies_after_the_acknowledgement_tells_the_round_again_and_loses_nothing(
    store: EventStore, cluster: Cluster
) -> None:
    await enter(store, ADA, Enter(told=3))
    async with store.database.connection() as connection:
        await connection.execute("ALTER TABLE relayed ADD CONSTRAINT dies CHECK (seq <> 3)")
    with pytest.raises(asyncpg.CheckViolationError):
        await relay(store, cluster).catch_up()
    async with store.database.connection() as connection:
        await connection.execute("ALTER TABLE relayed DROP CONSTRAINT dies")
    await relay(store, cluster).catch_up()

    assert brought(await told(cluster, 6)) == [1, 2, 3, 1, 2, 3]


async def test_a_round_of_several_pages_that_fails_at_its_end_is_told_again_in_order(
    store: EventStore, cluster: Cluster
) -> None:
    await enter(store, ADA, Enter(told=2500))
    async with store.database.connection() as connection:
        await connection.execute("ALTER TABLE relayed ADD CONSTRAINT dies CHECK (seq < 2500)")
    with pytest.raises(asyncpg.CheckViolationError):
        await relay(store, cluster).catch_up()
    async with store.database.connection() as connection:
        await connection.execute("ALTER TABLE relayed DROP CONSTRAINT dies")
    await relay(store, cluster).catch_up()

    assert brought(await told(cluster, 5000)) == [*range(1, 2501), *range(1, 2501)]


async def test_of_two_replicas_one_tells_and_no_fact_is_told_twice(store: EventStore, cluster: Cluster) -> None:
    async with at_work(relay(store, cluster)), at_work(relay(store, cluster)):
        for _ in range(20):
            await enter(store, ADA, Enter(told=5))
            await enter(store, BEN, Enter(told=5))
        batches = await told(cluster, 200)

    assert brought(batches, child=ADA) == sorted(brought(batches, child=ADA))
    assert len(await records(cluster)) == 200


async def test_the_one_that_stands_by_takes_over_when_the_other_dies(store: EventStore, cluster: Cluster) -> None:
    """What was acknowledged when it died and not yet noted may come again; nothing else, and nothing in between."""
    async with at_work(relay(store, cluster)):
        async with at_work(relay(store, cluster)):
            await enter(store, ADA, Enter(told=1))
            await told(cluster, 1)
        await enter(store, ADA, Enter(told=1))

        assert (await first_met(cluster, ADA, 2)) == [1, 2]


async def test_while_the_broker_is_gone_facts_are_recorded_and_afterwards_told_in_order(
    store: EventStore, cluster: Cluster, kafka: Broker
) -> None:
    async with at_work(relay(store, cluster)):
        await enter(store, ADA, Enter(told=5))
        await told(cluster, 5)
        await asyncio.to_thread(kafka.kill)
        try:
            await enter(store, ADA, Enter(told=5))
            await enter(store, BEN, Enter(told=5))
        finally:
            await asyncio.to_thread(kafka.start)
        async with asyncio.timeout(60):
            while len(await records(cluster)) < 15:  # noqa: ASYNC110 - the broker is asked
                await asyncio.sleep(0.1)
    assert await first_met(cluster, ADA, 10) == list(range(1, 11))
    assert await first_met(cluster, BEN, 5) == list(range(11, 16))


async def test_a_wrong_address_is_told_as_such(store: EventStore) -> None:
    with pytest.raises(BrokerUnavailable, match="KAFKA_BOOTSTRAP_SERVERS"):
        await relay(store, Cluster("127.0.0.1:9")).run()
