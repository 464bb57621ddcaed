"""Sets aside what was found among the facts and is none, so that whoever looks after the broker can look at it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iro_events.kafka.cluster import Cluster, producing
from iro_events.topics import DEAD_LETTERS, topic_named

logger = logging.getLogger(__name__)

KEPT_BYTES = 64 * 1024
"""Of a stray record's value: enough to see what it was meant to be."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A record that is no fact, and why."""

    record: Any
    reason: str


class TooManyStrays(Exception):
    """So many records in a row are no facts that something is wrong with the topic or with this reader."""


class DeadLetters:
    """One reader's. More than `limit` strays in a row stop it: they would else all be put aside, fact by fact."""

    def __init__(self, cluster: Cluster, *, limit: int = 100) -> None:
        self._cluster = cluster
        self._limit = limit
        self._in_a_row = 0

    async def deal(self, topic: str, strays: Sequence[Stray], *, among: int) -> None:
        """Sets the strays aside that were found among so many records. Raises TooManyStrays before it does."""
        in_a_row = self._in_a_row + len(strays) if len(strays) == among else len(strays)
        if in_a_row > self._limit:
            raise TooManyStrays(f"{in_a_row} records in a row on {topic} are no facts: {strays[-1].reason}")
        self._in_a_row = in_a_row
        if strays:
            await self._set_aside(topic, strays)

    async def _set_aside(self, topic: str, strays: Sequence[Stray]) -> None:
        plain, restricted = DEAD_LETTERS
        there = self._cluster.there((restricted if topic_named(topic).restricted else plain).name)
        async with producing(self._cluster) as producer:
            for stray in strays:
                record = stray.record
                value = None if record.value is None else record.value[:KEPT_BYTES]
                # The broker takes no record that has neither key nor value.
                key = record.key if record.key is not None else b""
                await producer.send_and_wait(there, value, key, headers=_why(topic, stray))
                logger.error("stray record topic=%s partition=%d offset=%d", topic, record.partition, record.offset)


def _why(topic: str, stray: Stray) -> list[tuple[str, bytes]]:
    facts = {
        "topic": topic,
        "partition": stray.record.partition,
        "offset": stray.record.offset,
        "size": len(stray.record.value or b""),
        "reason": stray.reason,
    }
    return [(f"footprint-{name}", str(value).encode()) for name, value in facts.items()]
