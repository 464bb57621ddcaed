"""Tells the broker what the log holds: in the log's order, from where the last acknowledgement left it."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Final, NamedTuple

from iro_events.awaited import Awaited
from iro_events.database import Connection, Database
from iro_events.feed import read_page
from iro_events.kafka.cluster import Cluster, Producer, producing
from iro_events.kafka.sending import Sending
from iro_events.kafka.settling import require
from iro_events.topics import Topic

PAGE: Final = 2000
"""Facts told at once: one request for each partition, as a rule."""

PAGES: Final = 10
"""Told in one round at most. So many are told again where a round fails."""

IDLE_SECONDS: Final = 0.25
STAND_BY_SECONDS: Final = 1.0
MARK_SECONDS: Final = 0.1
"""How soon the log is looked at again though nothing was numbered here; how soon a process that does not lead looks
whether it may; how far apart marks are at least, since each is a record in each partition."""

# The lock is the transaction's own, so that it holds behind a pooler; what it guards is read in later statements only.
_LEAD = "SELECT pg_try_advisory_xact_lock(hashtextextended('iro_events.relay/' || $1::text, 0))"

_RELAYED = "SELECT coalesce(max(seq), 0), coalesce(max(marked), 0) FROM relayed WHERE topic = $1"

_MOVE = """
INSERT INTO relayed (topic, seq, marked) VALUES ($1, $2, $3)
ON CONFLICT (topic) DO UPDATE SET seq = excluded.seq, marked = excluded.marked
"""


class _Told(NamedTuple):
    """The log's numbers up to which a topic is told, and up to which its partitions are marked as told."""

    seq: int
    marked: int


class Relay:
    """Many processes may have one; one works at a time at a topic, and the others stand by.

    A round that fails moves nothing on: its facts are told again, and a reader's inbox knows them. See ADR 16 for why
    a child's order holds through that. Where a topic has facts of one type only, nobody follows the log by it, and it
    gets no marks.
    """

    def __init__(
        self, database: Database, awaited: Awaited, cluster: Cluster, topics: Sequence[Topic], *, source: str
    ) -> None:
        self._database = database
        self._awaited = awaited
        self._cluster = cluster
        self._topics = tuple(topics)
        self._source = source
        self._marked_at = dict.fromkeys((topic.name for topic in topics), -MARK_SECONDS)

    async def run(self) -> None:
        """Works until cancelled. Raises BrokerUnavailable, TopicsRefused, and what the driver or the client raises."""
        await require(self._cluster, self._topics)
        async with producing(self._cluster) as producer:
            while True:
                seen = [await self._round(producer, topic) for topic in self._topics]
                if None in seen:
                    await asyncio.sleep(STAND_BY_SECONDS)
                else:
                    told = [at for at in seen if at is not None]
                    marked = all(at.marked == at.seq for at in told)
                    within = IDLE_SECONDS if marked else MARK_SECONDS
                    await self._awaited.beyond(min(at.seq for at in told), within)

    async def catch_up(self) -> None:
        """Tells all that the log holds, then returns; also where another process is at it. Raises as `run`."""
        await require(self._cluster, self._topics)
        async with producing(self._cluster) as producer:
            for topic in self._topics:
                before, at = None, await self._round(producer, topic)
                while at is not None and (at != before or at.marked < at.seq):
                    await asyncio.sleep(0.0 if at != before else MARK_SECONDS)
                    before, at = at, await self._round(producer, topic)

    async def _round(self, producer: Producer, topic: Topic) -> _Told | None:
        """Tells some pages; gives how far the topic is told now, None where another process leads."""
        async with self._database.transaction() as connection:
            if not await connection.fetchval(_LEAD, topic.name):
                return None
            before = _Told(*(await connection.fetch(_RELAYED, topic.name))[0])
            now = await self._tell(producer, topic, connection, before)
            if now != before:
                await connection.execute(_MOVE, topic.name, *now)
        if now.marked != before.marked:
            self._marked_at[topic.name] = monotonic()
        return now

    async def _tell(self, producer: Producer, topic: Topic, connection: Connection, at: _Told) -> _Told:
        """Reads each page while the one before is on its way; returns when all are acknowledged."""
        async with Sending(producer, self._cluster.there(topic.name), self._source) as sending:
            for left in reversed(range(PAGES)):
                page = await read_page(connection, at.seq, PAGE, restricted=topic.restricted, only=topic.only)
                due = topic.only is None and at.marked < page.next_after == page.head and self._marks_are_due(topic)
                if page.facts or due:
                    await sending.send(page.facts, page.head if due else None)
                at = _Told(page.next_after, page.next_after if due or topic.only else at.marked)
                if not left or page.next_after >= page.head:
                    break
        return at

    def _marks_are_due(self, topic: Topic) -> bool:
        return monotonic() - self._marked_at[topic.name] >= MARK_SECONDS
