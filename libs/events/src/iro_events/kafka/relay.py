"""Tells the broker what the log holds: in the log's order, from where the last acknowledgement left it."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from time import monotonic
from typing import Final, NamedTuple, TypeAlias
from uuid import UUID

from aiokafka.partitioner import DefaultPartitioner

from iro_events.awaited import Awaited
from iro_events.cloudevents import cloudevent_json
from iro_events.database import Connection, Database
from iro_events.feed import FeedPage, read_page
from iro_events.kafka.cluster import Cluster, Producer, producing
from iro_events.kafka.records import HEADERS, mark_of
from iro_events.kafka.settling import require
from iro_events.stored import StoredFact
from iro_events.topics import Topic

Record: TypeAlias = tuple[bytes | None, bytes]
"""Key and value."""

PAGE: Final = 2000
"""Facts told at once: one request for each partition, as a rule."""

PAGES: Final = 5
"""Told in one round at most: while one is on its way, the next is read. So many are told again where a round fails."""

SEND_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 0.25
STAND_BY_SECONDS: Final = 1.0
MARK_SECONDS: Final = 0.1
"""How long a page may take; how soon the log is looked at again though nothing was numbered here; how soon a process
that does not lead looks whether it may; how far apart marks are at least, since each is a record in each partition."""

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


class NotAcknowledged(ConnectionError):
    """Facts went out and the broker did not say that it has them: they are told again."""


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
            at = _Told(*(await connection.fetch(_RELAYED, topic.name))[0])
            page = await _page(connection, at.seq, topic)
            for _ in range(PAGES - 1):
                if page.next_after >= page.head:
                    break
                page = await self._tell_and_read_on(producer, topic, connection, page)
            due = topic.only is None and at.marked < page.next_after == page.head and self._marks_are_due(topic)
            now = _Told(page.next_after, page.next_after if due or topic.only else at.marked)
            if now != at:
                await self._tell(producer, self._cluster.there(topic.name), page.facts, now.marked if due else None)
                await connection.execute(_MOVE, topic.name, *now)
        if due:
            self._marked_at[topic.name] = monotonic()
        return now

    async def _tell_and_read_on(
        self, producer: Producer, topic: Topic, connection: Connection, page: FeedPage
    ) -> FeedPage:
        """The page that follows, read while this one is on its way. Returns when all of this one is acknowledged."""
        telling = asyncio.create_task(self._tell(producer, self._cluster.there(topic.name), page.facts, None))
        try:
            following = await _page(connection, page.next_after, topic)
        except BaseException:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
            raise
        await telling
        return following

    def _marks_are_due(self, topic: Topic) -> bool:
        return monotonic() - self._marked_at[topic.name] >= MARK_SECONDS

    async def _tell(self, producer: Producer, there: str, facts: Sequence[StoredFact], known_up_to: int | None) -> None:
        """Returns when all are acknowledged. Raises NotAcknowledged, of which the first cause says enough."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                partitions = sorted(await producer.partitions_for(there))
                records = _by_partition(facts, partitions)
                if known_up_to is not None:
                    for partition in partitions:
                        place = f"{there}/{partition}"
                        records[partition].append((None, mark_of(self._source, place, known_up_to)))
                async with asyncio.TaskGroup() as group:
                    for partition, own in records.items():
                        group.create_task(_tell_in_order(producer, there, partition, own))
        except TimeoutError as late:
            raise NotAcknowledged(f"the broker did not acknowledge within {SEND_SECONDS:.0f} seconds") from late
        except ExceptionGroup as refused:
            first = refused.exceptions[0]
            raise NotAcknowledged(f"the broker refused facts of {there}: {type(first).__name__}") from first


async def _page(connection: Connection, after: int, topic: Topic) -> FeedPage:
    return await read_page(connection, after, PAGE, restricted=topic.restricted, only=topic.only)


def _by_partition(facts: Sequence[StoredFact], partitions: Sequence[int]) -> dict[int, list[Record]]:
    """Keys and values by the partition in which any producer would put that key."""
    parted: dict[int, list[Record]] = defaultdict(list)
    for fact in facts:
        key, partition = _key_and_partition(fact.event.subject, len(partitions))
        parted[partition].append((key, cloudevent_json(fact.event, fact.seq)))
    return parted


@lru_cache(maxsize=16_384)
def _key_and_partition(child: UUID, partitions: int) -> tuple[bytes, int]:
    """Kept for the children met, since the hash is slow here: a third of the time of telling a fact."""
    key = str(child).encode("ascii")
    numbers = range(partitions)
    return key, DefaultPartitioner()(key, numbers, numbers)


async def _tell_in_order(producer: Producer, there: str, partition: int, records: Sequence[Record]) -> None:
    """Sends in batches, each only when the one before is acknowledged.

    Were two on their way and the first refused, the second would stand in its place, and a child's facts be turned.
    """
    sent = 0
    while sent < len(records):
        batch = producer.create_batch()
        filled = sent
        while filled < len(records) and _put(batch, *records[filled]):
            filled += 1
        await (await producer.send_batch(batch, there, partition=partition))
        sent = filled


def _put(batch: object, key: bytes | None, value: bytes) -> bool:
    """Whether it went in; an empty batch takes any."""
    append = batch.append  # type: ignore[attr-defined] # the library has no types
    return append(timestamp=None, key=key, value=value, headers=HEADERS) is not None
