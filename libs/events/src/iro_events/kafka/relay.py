"""Tells the broker what the log holds: in the log's order, from where the last acknowledgement left it."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from aiokafka.partitioner import DefaultPartitioner

from iro_events.awaited import Awaited
from iro_events.cloudevents import cloudevent_json
from iro_events.database import Database
from iro_events.feed import read_page
from iro_events.kafka.cluster import Cluster, Producer, producing
from iro_events.kafka.records import HEADERS
from iro_events.kafka.settling import require
from iro_events.stored import StoredFact
from iro_events.topics import Topic

PAGE: Final = 2000
"""Facts told in one round: one request for each partition, as a rule."""

SEND_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 0.25
STAND_BY_SECONDS: Final = 1.0
"""How long a round may take; how soon the log is looked at again though nothing was numbered here; how soon a process
that does not lead looks whether it may."""

# The lock is the transaction's own, so that it holds behind a pooler; what it guards is read in later statements only.
_LEAD = "SELECT pg_try_advisory_xact_lock(hashtextextended('iro_events.relay/' || $1::text, 0))"

_RELAYED = "SELECT coalesce((SELECT seq FROM relayed WHERE topic = $1), 0)"

_MOVE = "INSERT INTO relayed (topic, seq) VALUES ($1, $2) ON CONFLICT (topic) DO UPDATE SET seq = excluded.seq"


class NotAcknowledged(ConnectionError):
    """Facts went out and the broker did not say that it has them: they are told again."""


class Relay:
    """Many processes may have one; one works at a time at a topic, and the others stand by.

    A round that fails moves nothing on: its facts are told again, and a reader's inbox knows them. See ADR 16 for why
    a child's order holds through that.
    """

    def __init__(self, database: Database, awaited: Awaited, cluster: Cluster, topics: Sequence[Topic]) -> None:
        self._database = database
        self._awaited = awaited
        self._cluster = cluster
        self._topics = tuple(topics)

    async def run(self) -> None:
        """Works until cancelled. Raises BrokerUnavailable, TopicsRefused, and what the driver or the client raises."""
        await require(self._cluster, self._topics)
        async with producing(self._cluster) as producer:
            while True:
                seen = [await self._round(producer, topic) for topic in self._topics]
                if None in seen:
                    await asyncio.sleep(STAND_BY_SECONDS)
                else:
                    await self._awaited.beyond(min(at for at in seen if at is not None), IDLE_SECONDS)

    async def catch_up(self) -> None:
        """Tells all that the log holds, then returns; also where another process is at it. Raises as `run`."""
        await require(self._cluster, self._topics)
        async with producing(self._cluster) as producer:
            for topic in self._topics:
                told, seen = None, await self._round(producer, topic)
                while seen is not None and seen != told:
                    told, seen = seen, await self._round(producer, topic)

    async def _round(self, producer: Producer, topic: Topic) -> int | None:
        """Tells at most a page; gives the number up to which the topic is told, None where another process leads."""
        async with self._database.transaction() as connection:
            if not await connection.fetchval(_LEAD, topic.name):
                return None
            after: int = await connection.fetchval(_RELAYED, topic.name)
            page = await read_page(connection, after, PAGE, restricted=topic.restricted)
            if page.next_after > after:
                await self._tell(producer, self._cluster.there(topic.name), page.facts)
                await connection.execute(_MOVE, topic.name, page.next_after)
            return page.next_after

    async def _tell(self, producer: Producer, there: str, facts: Sequence[StoredFact]) -> None:
        """Returns when all are acknowledged. Raises NotAcknowledged, of which the first cause says enough."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                partitions = sorted(await producer.partitions_for(there))
                async with asyncio.TaskGroup() as group:
                    for partition, own in _by_partition(facts, partitions).items():
                        group.create_task(_tell_in_order(producer, there, partition, own))
        except TimeoutError as late:
            raise NotAcknowledged(f"the broker did not acknowledge within {SEND_SECONDS:.0f} seconds") from late
        except ExceptionGroup as refused:
            first = refused.exceptions[0]
            raise NotAcknowledged(f"the broker refused facts of {there}: {type(first).__name__}") from first


def _by_partition(facts: Sequence[StoredFact], partitions: Sequence[int]) -> Mapping[int, list[tuple[bytes, bytes]]]:
    """Keys and values by the partition in which any producer would put that key."""
    choose = DefaultPartitioner()
    parted: dict[int, list[tuple[bytes, bytes]]] = defaultdict(list)
    for fact in facts:
        key = str(fact.event.subject).encode("ascii")
        parted[choose(key, partitions, partitions)].append((key, cloudevent_json(fact.event, fact.seq)))
    return parted


async def _tell_in_order(
    producer: Producer, there: str, partition: int, records: Sequence[tuple[bytes, bytes]]
) -> None:
    """Sends in batches, each only when the one before is acknowledged.

    Were two on their way and the first refused, the second would stand in its place, and a child's facts be turned.
    """
    sent = 0
    while sent < len(records):
        batch = producer.create_batch()
        filled = sent
        while filled < len(records) and _put(batch, *records[filled]):
            filled += 1
        await (await producer.send_batch(batch, there, partition=partition))
        sent = filled


def _put(batch: object, key: bytes, value: bytes) -> bool:
    """Whether it went in; an empty batch takes any."""
    append = batch.append  # type: ignore[attr-defined] # the library has no types
    return append(timestamp=None, key=key, value=value, headers=HEADERS) is not None
