"""The bus with a broker: follows topics of Apache Kafka, alone or sharing their partitions with other processes."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from iro_events.bus import Batch, CloudEvent
from iro_events.inbox import Place
from iro_events.kafka.cluster import Cluster, Reader, reading
from iro_events.kafka.dead_letters import DeadLetters, Stray
from iro_events.kafka.intake import FIRST_PARTITION, Intake, Offsets, partition_of
from iro_events.kafka.pulling import pulled
from iro_events.kafka.records import NotAFact, read_record
from iro_events.kafka.settling import require
from iro_events.topics import topic_named


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
        async with aclosing(pulled(reader, intake, self._batch)) as slices:
            async for one in slices:
                yield await self._read(reader, intake.place(one.partition), one.records, more=one.more)

    async def _read(self, reader: Reader, place: Place, records: Sequence[Any], *, more: bool) -> Batch:
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
        return Batch(*place, tuple(facts), following, max(head, following), known_up_to, more)

    def _all_of(self, topics: Sequence[str]) -> list[Any]:
        return [
            partition_of(self._cluster, (topic, number + FIRST_PARTITION))
            for topic in topics
            for number in range(topic_named(topic).partitions)
        ]
