"""Notices a reader that holds partitions and is brought nothing, though the broker has what comes next."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from aiokafka.errors import KafkaError

from iro_events.kafka.cluster import CONNECT_SECONDS, BrokerUnavailable, Reader

QUIET_SECONDS: Final = 20.0
"""How long a partition may bring nothing before its end is asked for; then twice as long before it counts as stuck."""

WITHOUT_SECONDS: Final = 30.0
"""How long a member may be without partitions. A leader that had not heard of the topics when it shared them out, just
after the broker's start, gives nobody any, and does not share them out again."""

FEWEST_LOOKS: Final = 10
"""Within that time: a reader that was busy elsewhere has not been brought nothing, it has not asked."""


class BroughtNothing(ConnectionError):
    """The broker has what comes next and does not bring it; reading anew may help."""


@dataclass(slots=True)
class _Quiet:
    """A partition that brings nothing: since when, over how many looks, and the end that it is then known to have."""

    since: float
    looks: int = 0
    end: int = 0


class Silence:
    """One reader's. Where no new facts are told, silence is as it should be: the broker is asked before anything."""

    def __init__(
        self,
        reader: Reader,
        *,
        seconds: float = QUIET_SECONDS,
        answers_within: float = CONNECT_SECONDS,
        without: float = WITHOUT_SECONDS,
    ) -> None:
        self._reader = reader
        self._seconds = seconds
        self._answers_within = answers_within
        self._without_seconds = without
        self._quiet: dict[Any, _Quiet] = {}
        self._without: _Quiet | None = None

    async def mind(self, brought: Collection[Any]) -> None:
        """Told after each look which partitions it brought. Raises BroughtNothing or BrokerUnavailable."""
        now = monotonic()
        held = self._reader.assignment()
        self._mind_being_without(held, now)
        self._quiet = {one: self._quiet.get(one) or _Quiet(now) for one in held if one not in brought}
        long: dict[Any, _Quiet] = {}
        for partition, quiet in self._quiet.items():
            quiet.looks += 1
            if now - quiet.since >= self._seconds and quiet.looks >= FEWEST_LOOKS:
                long[partition] = quiet
        if long:
            await self._ask(long)

    def _mind_being_without(self, held: Collection[Any], now: float) -> None:
        if held:
            self._without = None
            return
        self._without = self._without or _Quiet(now)
        self._without.looks += 1
        if now - self._without.since >= self._without_seconds and self._without.looks >= FEWEST_LOOKS:
            raise BroughtNothing(f"no partitions for {self._without_seconds:.0f} seconds")

    async def _ask(self, long: dict[Any, _Quiet]) -> None:
        ends = await self._ends(list(long))
        for partition, quiet in long.items():
            if partition not in self._reader.assignment():  # it changed hands meanwhile
                continue
            at = await self._reader.position(partition)
            # An end that was seen a while ago should have been reached; one seen now for the first time may be of now.
            if at < quiet.end:
                raise BroughtNothing(f"{partition.topic} partition {partition.partition} goes on and brings nothing")
            self._quiet[partition] = _Quiet(monotonic(), end=ends[partition])

    async def _ends(self, partitions: list[Any]) -> dict[Any, int]:
        try:
            async with asyncio.timeout(self._answers_within):
                ends: dict[Any, int] = await self._reader.end_offsets(partitions)
        except (KafkaError, TimeoutError) as failure:
            raise BrokerUnavailable("no broker says where its topics end") from failure
        return ends
