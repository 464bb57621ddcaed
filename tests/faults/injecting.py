"""Brings faults about, and undoes each when its time is over."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from time import monotonic

import asyncpg

from .followers import CAREFUL, HASTY, TELLERS
from .plan import Fault, Kind
from .processes import Process
from .system import FOLLOWERS, System

logger = logging.getLogger(__name__)

FOUND_WITHIN = 20.0
SETTLES = 0.05
"""Seconds in which a commit that was on its way when its process froze comes to the server, and is done."""

# Whose transaction holds the lock of that name.
HOLDER = """
SELECT usename FROM pg_locks JOIN pg_stat_activity USING (pid), hashtextextended($1, 0) AS lock
WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = (lock >> 32) & 4294967295 AND objid::bigint = lock & 4294967295
"""

RELAYS: Sequence[tuple[str, str]] = [
    (service.removesuffix("-service"), f"iro_events.relay/{topic.name}")
    for service, topics in TELLERS.items()
    for topic in topics[:1]
]
CONSUMERS: Sequence[tuple[str, str]] = [
    ("metrics", "iro_events.consumer/reviews"),
    ("metrics", "iro_events.consumer/escalations"),
    ("metrics", "iro_events.consumer/escalations_restricted"),
    ("metrics", "iro_events.consumer/participation"),
    ("metrics", "iro_events.consumer/participation_restricted"),
    ("escalation", "iro_events.consumer/reviews"),
    ("participation", "iro_events.consumer/reviews"),
    (FOLLOWERS, f"iro_events.consumer/{CAREFUL}"),
]
BESIDE = (FOLLOWERS, f"iro_events.consumer/{HASTY}")
"""Databases and locks: each is held while a page is told, or a batch is projected."""


class Injector:
    """`done` counts the faults by kind; those whose moment never came are not among them.

    `beside` counts how often the follower that commits too early was killed in the midst of a batch.
    """

    def __init__(self, system: System) -> None:
        self._system = system
        self.done: Counter[Kind] = Counter()
        self.beside = 0

    @property
    def has_done_all(self) -> bool:
        """Whether every kind of fault was brought about, and the one that is to be caught could be."""
        return all(self.done[kind] for kind in Kind) and self.beside > 0

    async def bring_about(self, fault: Fault) -> None:
        """Returns when it is over and what was killed answers again."""
        await asyncio.sleep(fault.pause)
        act: Mapping[Kind, Callable[[Fault], Awaitable[bool]]] = {
            Kind.SERVICE_KILLED: self._kill_service,
            Kind.LEADER_KILLED: self._kill_leader,
            Kind.CONSUMER_KILLED: self._kill_consumer,
            Kind.CONSUMER_FROZEN: self._freeze,
            Kind.BROKER_KILLED: self._kill_broker,
            Kind.WIRE_CUT: self._cut,
            Kind.POSTGRES_KILLED: self._kill_postgres,
        }
        logger.info("fault %s", fault.kind)
        done = await act[fault.kind](fault)
        logger.info("over: %s", "done" if done else "its moment did not come")
        self.done[fault.kind] += done

    async def _kill_service(self, fault: Fault) -> bool:
        every = [process for own in self._system.services.values() for process in own]
        process = every[fault.aim % len(every)]
        process.kill()
        await self._back(process, fault.outage)
        return True

    async def _kill_leader(self, fault: Fault) -> bool:
        return await self._kill_holder(RELAYS[fault.aim % len(RELAYS)], fault.outage)

    async def _kill_consumer(self, fault: Fault) -> bool:
        """One of the product's, and, each time, the one that commits too early."""
        self.beside += await self._kill_holder(BESIDE, 0.0)
        return await self._kill_holder(CONSUMERS[fault.aim % len(CONSUMERS)], fault.outage)

    async def _freeze(self, fault: Fault) -> bool:
        """In the midst of a batch or between two, as it comes."""
        members = self._system.services["metrics-service"]
        process = members[fault.aim % len(members)]
        process.freeze()
        await asyncio.sleep(fault.outage)
        process.thaw()
        return True

    async def _kill_broker(self, fault: Fault) -> bool:
        await asyncio.to_thread(self._system.broker.kill)
        await asyncio.sleep(fault.outage)
        await asyncio.to_thread(self._system.broker.start)
        return True

    async def _cut(self, fault: Fault) -> bool:
        await self._system.wire.cut()
        await asyncio.sleep(fault.outage)
        await self._system.wire.mend()
        return True

    async def _kill_postgres(self, fault: Fault) -> bool:
        self._system.kill_postgres()
        await asyncio.sleep(fault.outage)
        await asyncio.to_thread(self._system.start_postgres)
        return True

    async def _kill_holder(self, target: tuple[str, str], outage: float) -> bool:
        """Kills the process whose transaction holds the lock: frozen first, and only if its transaction stays open."""
        database, lock = target
        connection = await self._system.connect(database)
        try:
            process = await self._caught(connection, lock)
        finally:
            await connection.close()
        if process is None:
            return False
        process.kill()
        await self._back(process, outage)
        return True

    async def _caught(self, connection: "asyncpg.Connection[asyncpg.Record]", lock: str) -> Process | None:
        until = monotonic() + FOUND_WITHIN
        while monotonic() < until:
            name = await connection.fetchval(HOLDER, lock)
            if name is None:
                await asyncio.sleep(0.001)
                continue
            process = self._system.named(name)
            process.freeze()
            await asyncio.sleep(SETTLES)
            if await connection.fetchval(HOLDER, lock) == name:
                return process
            process.thaw()
        return None

    async def _back(self, process: Process, outage: float) -> None:
        await asyncio.sleep(outage)
        process.start()
        await process.answers()
