"""Numbers what was appended: visible queued events, in position order, gapless, each linked to the one before."""

import asyncio
import logging
from time import monotonic

import asyncpg

from iro_events import statements
from iro_events.awaited import Awaited, until
from iro_events.database import Database

logger = logging.getLogger(__name__)

CROWD = 4
"""So many appends within one round's time are a crowd: rounds then keep apart, since each costs the writers."""

CROWDED_PAUSE = 0.1
AWAITED_PAUSE = 0.005
SHORTEST_IDLE = 0.05
LONGEST_IDLE = 1.0
"""Seconds from one round to the next: in a crowd; in a crowd with a writer waiting; of idleness, growing."""

ATTEMPTS = 5

_PASSING = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.OperatorInterventionError, OSError)


class Sequencer:
    """Many processes may have one; one works at a time, and the others find the lock taken and come again."""

    def __init__(self, database: Database, *, batch: int = 2000) -> None:
        self._database = database
        self._batch = batch
        self._woken = asyncio.Event()
        self._wakes = 0
        self.awaited = Awaited(database)

    def wake(self) -> None:
        """Says that something was appended here."""
        self._wakes += 1
        self._woken.set()

    async def round(self) -> int:
        """Numbers at most a batch; gives how many, 0 if nothing is queued or another process is at it."""
        async with self._database.connection() as connection:
            row = await connection.fetchrow(statements.SEQUENCE, self._batch)
            if row is None or not row["taken"]:
                return 0
            await self.awaited.advanced_to(row["head"], connection)
            taken: int = row["taken"]
            return taken

    async def run(self) -> None:
        """Works until cancelled. Raises the driver's error when the database stays lost for several attempts."""
        idle = SHORTEST_IDLE
        while True:
            began = monotonic()
            self._woken.clear()
            self._wakes = 0
            taken = await self._persistent_round()
            idle = SHORTEST_IDLE if taken else min(idle * 2, LONGEST_IDLE)
            if taken < self._batch:
                await self._rest(began, idle)

    async def _persistent_round(self) -> int:
        for attempt in range(1, ATTEMPTS):
            try:
                return await self.round()
            except _PASSING as failure:
                logger.warning("sequencer lost its connection cause=%s", type(failure).__name__)
                await asyncio.sleep(SHORTEST_IDLE * 2**attempt)
        return await self.round()

    async def _rest(self, began: float, idle: float) -> None:
        if self._wakes < CROWD:
            await until(self._woken, idle)
        if self._wakes >= CROWD:
            await until(self.awaited.pressing, CROWDED_PAUSE - (monotonic() - began))
            await asyncio.sleep(AWAITED_PAUSE - (monotonic() - began))
