"""How facts reach their readers: a bus is followed from offsets and yields batches, in order within each child."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, runtime_checkable

CloudEvent: TypeAlias = Mapping[str, Any]
"""A fact as told: a CloudEvent 1.0 in structured JSON, parsed and not yet decoded."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Facts of one topic and partition, and the offset from which to go on once they are dealt with.

    A batch may hold no fact and yet move the offset: what lay between was nothing for this topic. `head` is the
    offset of the partition's end as it stood when the batch was taken; the difference is how far behind the reader is.
    `known_up_to` is the number of the teller's log up to which nothing more comes on this partition; None where the
    batch does not say. `more`: another one follows at once, so that a reader may deal with both in one go.
    """

    topic: str
    partition: int
    facts: tuple[CloudEvent, ...]
    next_offset: int
    head: int
    known_up_to: int | None = None
    more: bool = False


class Bus(Protocol):
    """A carrier of facts. It may bring a fact again, never loses one, never turns two of one child round."""

    def subscribe(self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]) -> AsyncGenerator[Batch, None]:
        """Batches without end, each topic and partition from its offset (absent: from the beginning).

        Close it (`contextlib.aclosing`) to stop following; nothing is left running behind it.
        """
        ...

    async def head(self, topic: str) -> Mapping[int, int]:
        """The offset of each partition's end now: a reader whose offsets have reached these has seen it all."""
        ...


@runtime_checkable
class SharedBus(Bus, Protocol):
    """A bus whose partitions can be shared among the processes that follow under one name."""

    def share(
        self,
        name: str,
        topics: Sequence[str],
        offsets: Callable[[], Awaitable[Mapping[tuple[str, int], int]]],
    ) -> AsyncGenerator[Batch, None]:
        """As `subscribe`, of the partitions that fall to this process.

        `offsets` is asked whenever partitions change hands. A partition goes to another process only when all batches
        yielded here are dealt with, which the reader says by asking for the next one after one without `more`, or by
        closing.
        """
        ...
