"""The bus with a broker: follows topics of Apache Kafka, alone or sharing their partitions with other processes."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from itertools import zip_longest
from typing import Any

from aiokafka.errors import NoOffsetForPartitionError, OffsetOutOfRangeError

from iro_events.bus import Batch, CloudEvent
from iro_events.inbox import Place
from iro_events.kafka.cluster import Cluster, Reader, reading
from iro_events.kafka.dead_letters import DeadLetters, Stray
from iro_events.kafka.intake import FIRST_PARTITION, Intake, Offsets, partition_of
from iro_events.kafka.records import NotAFact, read_record
from iro_events.kafka.settling import require
from iro_events.kafka.silence import Silence
from iro_events.topics import topic_named

LOOK_MS = 500
"""How long the reader waits for records before it looks whether all is well."""

STUCK_SECONDS = 120.0
"""After which a group that hands out no partitions is left and joined anew."""


class FactsMissing(LookupError):
    """The topic does not hold what this reader is to go on from: facts were deleted, or the topic made anew."""


class GroupStuck(ConnectionError):
    """The group's coordinator hands out no partitions; joining anew may help."""


class KafkaBus:
    """Facts from the topics of a cluster, at most `batch` of one partition at once.

    `reader` is who follows, such as metrics-service: processes of one reader and consumer share the partitions.
    """

    def __init__(self, cluster: Cluster, reader: str, *, batch: int = 1000) -> None:
        self._cluster = cluster
        self._reader = reader
        self._batch = batch
        self._dead_letters = DeadLetters(cluster)

    async def head(self, topic: str) -> Mapping[int, int]:
        """The end of each partition. Raises NoSuchTopic, BrokerUnavailable or TopicsRefused."""
        await require(self._cluster, [topic_named(topic)])
        async with reading(self._cluster) as reader:
            ends = await reader.end_offsets(self._all_of([topic]))
        return {partition.partition + FIRST_PARTITION: end for partition, end in ends.items()}

    async def subscribe(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> AsyncGenerator[Batch, None]:
        """All partitions of the topics, for this reader alone.

        Raises NoSuchTopic, BrokerUnavailable, TopicsRefused, FactsMissing, BroughtNothing or TooManyStrays.
        """

        async def stands() -> Mapping[Place, int]:
            return offsets

        await require(self._cluster, [topic_named(topic) for topic in topics])
        async with reading(self._cluster) as reader:
            intake = Intake(self._cluster, reader, stands)
            partitions = self._all_of(topics)
            reader.assign(partitions)
            intake.hold(partitions, offsets)
            async with aclosing(self._batches(reader, intake)) as batches:
                async for batch in batches:
                    yield batch

    async def share(self, name: str, topics: Sequence[str], offsets: Offsets) -> AsyncGenerator[Batch, None]:
        """The partitions that fall to this process among all that follow under this name.

        `offsets` is asked anew whenever partitions change hands. Raises as `subscribe`, and GroupStuck.
        """
        await require(self._cluster, [topic_named(topic) for topic in topics])
        async with reading(self._cluster, f"{self._reader}.{name}") as reader:
            intake = Intake(self._cluster, reader, offsets)
            reader.subscribe([self._cluster.there(topic) for topic in topics], listener=intake)
            async with aclosing(self._batches(reader, intake)) as batches:
                async for batch in batches:
                    yield batch

    async def _batches(self, reader: Reader, intake: Intake) -> AsyncGenerator[Batch, None]:
        silence = Silence(reader)
        while True:
            fetched = await _fetched(reader, intake)
            await silence.mind(fetched.keys())
            for partition, records in _in_turn(fetched, self._batch):
                fresh = intake.fresh(partition, records)
                if not fresh:
                    continue
                with intake.handing_on(partition, fresh[-1].offset + 1):
                    yield await self._read(reader, intake.place(partition), fresh)

    async def _read(self, reader: Reader, place: Place, records: Sequence[Any]) -> Batch:
        facts: list[CloudEvent] = []
        strays: list[Stray] = []
        known_up_to: int | None = None
        for record in records:
            try:
                read = read_record(record.key, record.value)
            except NotAFact as why:
                strays.append(Stray(record, str(why)))
                continue
            if isinstance(read, int):
                known_up_to = max(read, known_up_to or 0)
            else:
                facts.append(read)
        await self._dead_letters.deal(place[0], strays, among=len(records))
        following = records[-1].offset + 1
        head = reader.highwater(partition_of(self._cluster, place)) or following
        return Batch(*place, tuple(facts), following, max(head, following), known_up_to)

    def _all_of(self, topics: Sequence[str]) -> list[Any]:
        return [
            partition_of(self._cluster, (topic, number + FIRST_PARTITION))
            for topic in topics
            for number in range(topic_named(topic).partitions)
        ]


async def _fetched(reader: Reader, intake: Intake) -> Mapping[Any, Sequence[Any]]:
    try:
        async with asyncio.timeout(STUCK_SECONDS):
            fetched: Mapping[Any, Sequence[Any]] = await reader.getmany(timeout_ms=LOOK_MS)
    except NoOffsetForPartitionError:
        # Newly assigned, and asked for before its offset was sought: Kafka itself knows none of ours.
        fetched = {}
        intake.seek()
    except OffsetOutOfRangeError as missing:
        raise FactsMissing(f"the broker does not hold what is to be read next: {missing}") from missing
    except TimeoutError:
        raise GroupStuck(f"no partitions for {STUCK_SECONDS:.0f} seconds") from None
    intake.check()
    return fetched


def _in_turn(fetched: Mapping[Any, Sequence[Any]], size: int) -> Iterator[tuple[Any, Sequence[Any]]]:
    """The records in slices, each partition's in order and all partitions by turns: none waits for a busy one's end."""
    slices = [
        [(partition, records[start : start + size]) for start in range(0, len(records), size)]
        for partition, records in fetched.items()
    ]
    for turn in zip_longest(*slices):
        yield from (taken for taken in turn if taken is not None)
