"""Who waits for the log to advance: a writer for the number of what it wrote, a reader for something new."""

import asyncio
from collections.abc import Iterable
from time import monotonic

from iro_events import statements
from iro_events.database import Connection, Database

LOOK = 0.05
"""Seconds after which a waiting writer looks for itself, since another process may have numbered what it wrote."""


class Awaited:
    """The waiting of one process. `pressing` is set while a writer waits; `head` is the last number known here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._positions: dict[asyncio.Future[int], int] = {}
        self._advanced = asyncio.Event()
        self.pressing = asyncio.Event()
        self.head = 0

    async def advanced_to(self, head: int, connection: Connection) -> None:
        """Tells everybody that the log now ends at `head`."""
        self.head = head
        self._advanced.set()
        self._advanced = asyncio.Event()
        if self._positions:
            await self._answer(connection)

    async def beyond(self, seq: int, within: float) -> None:
        """Returns when this process knows the log to go beyond `seq`, or after `within` seconds."""
        if self.head > seq:
            return
        await until(self._advanced, within)

    async def sequence_of(self, position: int, within: float) -> int | None:
        """The number of the event at `position`, or None if it has none after `within` seconds."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._positions[future] = position
        self.pressing.set()
        limit = monotonic() + within
        try:
            while not future.done() and (left := limit - monotonic()) > 0:
                await asyncio.wait({future}, timeout=min(left, LOOK))
                if not future.done():
                    async with self._database.connection() as connection:
                        await self._answer(connection)
            return future.result() if future.done() else None
        finally:
            self._forget([future])

    async def _answer(self, connection: Connection) -> None:
        positions = list(set(self._positions.values()))
        rows = await connection.fetch(statements.SEQUENCED, positions)
        numbers = {row["position"]: row["seq"] for row in rows}
        answered = [future for future, position in self._positions.items() if position in numbers]
        for future in answered:
            if not future.done():
                future.set_result(numbers[self._positions[future]])
        self._forget(answered)

    def _forget(self, futures: Iterable[asyncio.Future[int]]) -> None:
        for future in futures:
            self._positions.pop(future, None)
        if not self._positions:
            self.pressing.clear()


async def until(event: asyncio.Event, within: float) -> None:
    """Returns when the event is set, or after `within` seconds."""
    try:
        async with asyncio.timeout(within):
            await event.wait()
    except TimeoutError:
        return
