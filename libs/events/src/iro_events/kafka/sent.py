"""Records of a topic that others write to, as they come: whatever is in them, nothing is set aside here."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace

from iro_events.inbox import Place
from iro_events.kafka.cluster import Cluster, Reader, reading
from iro_events.kafka.intake import FIRST_PARTITION, Intake, Offsets, partition_of
from iro_events.kafka.pulling import pulled
from iro_events.kafka.settling import require
from iro_events.topics import Topic


@dataclass(frozen=True, slots=True)
class Sent:
    """One record; the offset is the broker's, and so is the partition, which the sender knows it by."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None


@dataclass(frozen=True, slots=True)
class Slice:
    """Records of one place, and the offset from which to go on once they are dealt with; `head` is the place's end."""

    place: Place
    records: tuple[Sent, ...]
    next_offset: int
    head: int

    def halves(self) -> "tuple[Slice, Slice]":
        """The earlier records and the later ones, each half to be dealt with by itself."""
        middle = len(self.records) // 2
        earlier, later = self.records[:middle], self.records[middle:]
        return Slice(self.place, earlier, later[0].offset, self.head), replace(self, records=later)


class SentRecords:
    """Follows one topic of others' for a reader, such as review-service, at most `size` records of a partition at once.

    Processes of one reader and name share the partitions. Such a topic forgets: a place without an offset goes on from
    the earliest record that is still held.
    """

    def __init__(self, cluster: Cluster, reader: str, topic: Topic, *, size: int = 1000) -> None:
        self._cluster = cluster
        self._reader = reader
        self._topic = topic
        self._size = size

    async def share(self, name: str, offsets: Offsets) -> AsyncGenerator[Slice, None]:
        """The partitions that fall to this process; `offsets` is asked anew whenever they change hands.

        Raises BrokerUnavailable, TopicsRefused, FactsMissing, BroughtNothing or GroupStuck.
        """
        await require(self._cluster, [self._topic])
        async with reading(self._cluster, f"{self._reader}.{name}") as reader:

            async def stands() -> Mapping[Place, int]:
                return {**await self._earliest(reader), **await offsets()}

            intake = Intake(self._cluster, reader, stands)
            reader.subscribe([self._cluster.there(self._topic.name)], listener=intake)
            async with aclosing(pulled(reader, intake, self._size)) as slices:
                async for partition, records, _ in slices:
                    sent = tuple(Sent(one.partition, one.offset, one.key, one.value) for one in records)
                    following = sent[-1].offset + 1
                    head = reader.highwater(partition) or following
                    yield Slice(intake.place(partition), sent, following, max(head, following))

    async def _earliest(self, reader: Reader) -> Mapping[Place, int]:
        places = [(self._topic.name, number + FIRST_PARTITION) for number in range(self._topic.partitions)]
        held = await reader.beginning_offsets([partition_of(self._cluster, place) for place in places])
        return {place: held[partition_of(self._cluster, place)] for place in places}
