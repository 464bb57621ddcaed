"""What a reader holds of a topic: its partitions, and the offset from which each is to go on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from aiokafka import ConsumerRebalanceListener, TopicPartition

from iro_events.inbox import Place
from iro_events.kafka.cluster import Cluster, Reader

Offsets: TypeAlias = Callable[[], Awaitable[Mapping[Place, int]]]
"""Reads where the consumer stands, from its own database."""

FIRST_PARTITION = 1
"""The broker's partition 0 is ours 1: 0 is a feed's, whose offsets are the log's numbers and mean nothing here."""


class Intake(ConsumerRebalanceListener):  # type: ignore[misc] # the library has no types
    """Kafka's own offsets are never committed or asked: a partition goes on from the offset in the database.

    When partitions are revoked, nothing more is taken in, what was handed on is dealt with, and only then are they
    released.
    """

    def __init__(self, cluster: Cluster, reader: Reader, offsets: Offsets) -> None:
        self._cluster = cluster
        self._reader = reader
        self._offsets = offsets
        self._next: dict[Any, int] = {}
        self._dealt_with = asyncio.Event()
        self._dealt_with.set()
        self._failure: Exception | None = None

    async def on_partitions_revoked(self, revoked: Iterable[Any]) -> None:
        """Stops the intake, and waits until what was handed on is dealt with."""
        self._next.clear()
        await self._dealt_with.wait()

    async def on_partitions_assigned(self, assigned: Iterable[Any]) -> None:
        """Seeks each partition's offset. The library would log a failure and go on: it is kept for `check`."""
        try:
            self.hold(assigned, await self._offsets())
        except Exception as failure:  # noqa: BLE001 - whatever it is, the reader must stop
            self._failure = failure

    def hold(self, partitions: Iterable[Any], offsets: Mapping[Place, int]) -> None:
        """Goes on with these partitions from those offsets (absent: from the beginning)."""
        self._next = {partition: offsets.get(self.place(partition), 0) for partition in partitions}
        self.seek()

    def seek(self) -> None:
        """Tells the reader where each partition held goes on."""
        for partition, offset in self._next.items():
            self._reader.seek(partition, offset)

    def check(self) -> None:
        """Raises what failed while partitions were assigned."""
        if self._failure is not None:
            raise self._failure

    def fresh(self, partition: Any, records: Sequence[Any]) -> Sequence[Any]:
        """Those of the records that are still to be handed on: none of a partition that is no longer held."""
        following = self._next.get(partition)
        return [] if following is None else [record for record in records if record.offset >= following]

    @contextmanager
    def handing_on(self, following: Mapping[Any, int]) -> Iterator[None]:
        """Until the block ends, no partition is released; then each of these goes on from there."""
        self._next.update(following)
        self._dealt_with.clear()
        try:
            yield
        finally:
            self._dealt_with.set()

    def place(self, partition: Any) -> Place:
        """The partition as we count it."""
        return self._cluster.here(partition.topic), partition.partition + FIRST_PARTITION


def partition_of(cluster: Cluster, place: Place) -> Any:
    """The broker's partition of a place of ours."""
    topic, partition = place
    return TopicPartition(cluster.there(topic), partition - FIRST_PARTITION)
