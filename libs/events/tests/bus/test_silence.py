"""A reader that holds partitions and is brought nothing is noticed, and silence where nothing is told is not."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from iro_events.kafka.cluster import BrokerUnavailable, Cluster, Reader, producing, reading
from iro_events.kafka.intake import partition_of
from iro_events.kafka.silence import FEWEST_LOOKS, BroughtNothing, Silence
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.told import TOPIC

pytestmark = pytest.mark.database

KEY = str(UUID(int=1)).encode()


@pytest.fixture
async def reader(cluster: Cluster) -> AsyncIterator[Reader]:
    """Holds one partition, from its beginning."""
    async with reading(cluster) as one:
        partition = partition_of(cluster, (TOPIC, 1))
        one.assign([partition])
        one.seek(partition, 0)
        yield one


async def tell(cluster: Cluster) -> None:
    async with producing(cluster) as producer:
        await producer.send_and_wait(cluster.there(TOPIC), b"{}", KEY, partition=0)


async def look(reader: Reader, silence: Silence, times: int) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for _ in range(times):
        fetched = await reader.getmany(timeout_ms=100)
        await silence.mind(fetched.keys())
        found |= fetched
    return found


async def test_where_nothing_is_told_nothing_is_missed(reader: Reader) -> None:
    assert await look(reader, Silence(reader, seconds=0.0), 3 * FEWEST_LOOKS) == {}


async def test_what_is_brought_is_not_missed(cluster: Cluster, reader: Reader) -> None:
    silence = Silence(reader, seconds=0.0)
    await look(reader, silence, 2 * FEWEST_LOOKS)
    await tell(cluster)

    assert await look(reader, silence, 3 * FEWEST_LOOKS) != {}


async def test_a_partition_that_goes_on_and_brings_nothing_is_noticed(cluster: Cluster, reader: Reader) -> None:
    await tell(cluster)
    reader.pause(*reader.assignment())
    with pytest.raises(BroughtNothing, match=r"iro\.reviews partition 0 goes on and brings nothing"):
        await look(reader, Silence(reader, seconds=0.0), 3 * FEWEST_LOOKS)


async def test_a_reader_that_was_busy_elsewhere_has_not_been_brought_nothing(cluster: Cluster, reader: Reader) -> None:
    await tell(cluster)
    reader.pause(*reader.assignment())

    assert await look(reader, Silence(reader, seconds=0.0), FEWEST_LOOKS) == {}


async def test_a_member_that_is_given_no_partitions_is_noticed(cluster: Cluster) -> None:
    async with reading(cluster, "nobody") as one:
        silence = Silence(one, without=0.0)
        for _ in range(FEWEST_LOOKS - 1):
            await silence.mind(())
        with pytest.raises(BroughtNothing, match="no partitions"):
            await silence.mind(())


async def test_a_broker_that_has_gone_is_noticed(reader: Reader, kafka: Broker) -> None:
    await asyncio.to_thread(kafka.kill)
    try:
        with pytest.raises(BrokerUnavailable):
            await look(reader, Silence(reader, seconds=0.0, answers_within=1.0), 3 * FEWEST_LOOKS)
    finally:
        await asyncio.to_thread(kafka.start)
