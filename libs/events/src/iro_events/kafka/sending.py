"""Facts on their way to the broker: a page at a time, parted by key, while the next page is made ready."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

from aiokafka.errors import KafkaError
from aiokafka.partitioner import DefaultPartitioner

from iro_events.feed import ToldFact
from iro_events.kafka.cluster import Producer
from iro_events.kafka.records import HEADERS, mark_of

Batch: TypeAlias = Any
"""Of the client's library, which has no types: records of one partition, written as they go over the wire."""

Parted: TypeAlias = Mapping[int, Sequence[Batch]]
"""Batches by partition, each partition's in order."""

SEND_SECONDS: Final = 20.0
"""How long a page may take."""


class NotAcknowledged(ConnectionError):
    """Facts went out and the broker did not say that it has them: they are told again."""


class Sending:
    """Sends pages to one topic of the broker's (its name `there`), at most one of them on its way.

    When the block ends well, all is acknowledged; when it does not, what is on its way is given up.
    """

    def __init__(self, producer: Producer, there: str, source: str) -> None:
        self._producer = producer
        self._there = there
        self._source = source
        self._on_its_way: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if failure is None:
            await self._acknowledged()
        elif self._on_its_way is not None:
            self._on_its_way.cancel()
            await asyncio.gather(self._on_its_way, return_exceptions=True)

    async def send(self, facts: Sequence[ToldFact], known_up_to: int | None) -> None:
        """Fills the page's batches, and once the page before is acknowledged sends them; returns without waiting.

        With `known_up_to` a mark of that number goes after the facts into each partition. Raises NotAcknowledged for
        the page before.
        """
        batches = self._filled(facts, known_up_to, await self._partitions())
        await self._acknowledged()
        self._on_its_way = asyncio.create_task(_send(self._producer, self._there, batches))

    async def _acknowledged(self) -> None:
        on_its_way, self._on_its_way = self._on_its_way, None
        if on_its_way is not None:
            await on_its_way

    def _filled(self, facts: Sequence[ToldFact], known_up_to: int | None, partitions: Sequence[int]) -> Parted:
        """Each fact in the partition in which any producer would put its key."""
        filled: dict[int, list[Batch]] = defaultdict(list)
        for _, child, _, text in facts:
            key, partition = _key_and_partition(child, len(partitions))
            self._put(filled[partition], key, text)
        if known_up_to is not None:
            for partition in partitions:
                self._put(filled[partition], None, mark_of(self._source, f"{self._there}/{partition}", known_up_to))
        return filled

    def _put(self, batches: list[Batch], key: bytes | None, value: bytes) -> None:
        """Into the last batch, or where that is full into a new one, which takes any."""
        if not batches or batches[-1].append(timestamp=None, key=key, value=value, headers=HEADERS) is None:
            batches.append(self._producer.create_batch())
            batches[-1].append(timestamp=None, key=key, value=value, headers=HEADERS)

    async def _partitions(self) -> Sequence[int]:
        """The client asks for those of a topic that is new to it, and calls it unknown where no broker answers."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                return sorted(await self._producer.partitions_for(self._there))
        except (TimeoutError, KafkaError) as failure:
            raise NotAcknowledged(f"the broker did not say what partitions {self._there} has") from failure


@lru_cache(maxsize=16_384)
def _key_and_partition(child: str, partitions: int) -> tuple[bytes, int]:
    """Kept for the children met, since the hash is slow here: a third of the time of telling a fact."""
    key = child.encode("ascii")
    numbers = range(partitions)
    return key, DefaultPartitioner()(key, numbers, numbers)


async def _send(producer: Producer, there: str, batches: Parted) -> None:
    """Returns when all are acknowledged. Raises NotAcknowledged, of which the first cause says enough."""
    try:
        async with asyncio.timeout(SEND_SECONDS), asyncio.TaskGroup() as group:
            for partition, own in batches.items():
                group.create_task(_send_in_order(producer, there, partition, own))
    except TimeoutError as late:
        raise NotAcknowledged(f"the broker did not acknowledge within {SEND_SECONDS:.0f} seconds") from late
    except ExceptionGroup as refused:
        first = refused.exceptions[0]
        raise NotAcknowledged(f"the broker refused facts of {there}: {type(first).__name__}") from first


async def _send_in_order(producer: Producer, there: str, partition: int, batches: Sequence[Batch]) -> None:
    """Each batch only when the one before is acknowledged.

    Were two on their way and the first refused, the second would stand in its place, and a child's facts be turned.
    """
    for batch in batches:
        await (await producer.send_batch(batch, there, partition=partition))
