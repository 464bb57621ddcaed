"""What a consumer has taken, kept beside what it projects: the inbox's keys and the bus's offsets."""

import asyncio
from collections.abc import Collection, Mapping
from time import monotonic
from typing import NamedTuple, TypeAlias
from uuid import UUID

from iro_events.database import Connection, Database
from iro_events.topics import FACT_PARTITIONS

Key: TypeAlias = tuple[str, UUID]
"""Whose facts are in order: one child's, as told by one source on one topic."""

Place: TypeAlias = tuple[str, int]
"""Where offsets are counted: a topic and its partition."""


class Stand(NamedTuple):
    """How far a consumer has come at a place; `known_up_to` is None where it does not know the log's number."""

    next_offset: int
    known_up_to: int | None = None


FIRST_LOOK_PAUSE = 0.005
LONGEST_LOOK_PAUSE = 0.05

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('iro_events.consumer/' || $1::text, 0))"

_UNHURRIED = "SET LOCAL synchronous_commit = off"

_OFFSETS = "SELECT topic, partition, next_offset FROM consumer_offset WHERE consumer = $1"

# Partition 0 is a feed's, whose offsets are the log's numbers.
_MOVE = """
INSERT INTO consumer_offset AS kept (consumer, topic, partition, next_offset, known_up_to)
SELECT $1, topic, partition, next_offset, coalesce(known_up_to, CASE WHEN partition = 0 THEN next_offset ELSE 0 END)
FROM unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[]) AS moved (topic, partition, next_offset, known_up_to)
ON CONFLICT (consumer, topic, partition) DO UPDATE SET
    next_offset = greatest(kept.next_offset, excluded.next_offset),
    known_up_to = greatest(kept.known_up_to, excluded.known_up_to)
"""

# One look-up a key, whatever the planner thinks: a join's plan made while the table was small would compare every
# key with every row of the consumer for ever (measured: 200 ms a batch of 1,000 children, not 3).
_TAKEN = """
SELECT source, subject, (
    SELECT sequence FROM inbox
    WHERE consumer = $1 AND topic = $2 AND inbox.source = asked.source AND inbox.subject = asked.subject
) AS sequence
FROM unnest($3::text[], $4::uuid[]) AS asked (source, subject)
"""

_TAKE = """
INSERT INTO inbox AS kept (consumer, topic, source, subject, sequence)
SELECT $1, $2, source, subject, sequence
FROM unnest($3::text[], $4::uuid[], $5::bigint[]) AS taken (source, subject, sequence)
ON CONFLICT (consumer, source, topic, subject)
DO UPDATE SET sequence = greatest(kept.sequence, excluded.sequence)
"""

# A feed says it alone; of a broker's partitions, every one of the topic must.
_REACHED = """
SELECT coalesce(bool_or(partition = 0), false) OR count(*) >= $4
FROM consumer_offset WHERE consumer = $1 AND topic = $2 AND known_up_to >= $3
"""


_LACKS = """
SELECT EXISTS (
    SELECT FROM inbox AS theirs
    LEFT JOIN inbox AS own ON own.consumer = $1
        AND (own.source, own.topic, own.subject) = (theirs.source, theirs.topic, theirs.subject)
    WHERE theirs.consumer = $2 AND coalesce(own.sequence, 0) < theirs.sequence
)
"""


async def lock(connection: Connection, consumer: str) -> None:
    """Keeps every other process of this consumer waiting until the transaction ends.

    The lock is the transaction's own, so it holds behind a pooler; read what it guards in later statements only.
    """
    await connection.execute(_LOCK, consumer)


async def offsets(connection: Connection, consumer: str) -> dict[Place, int]:
    """Where the consumer stands: its next offsets."""
    rows = await connection.fetch(_OFFSETS, consumer)
    return {(row["topic"], row["partition"]): row["next_offset"] for row in rows}


async def move(connection: Connection, consumer: str, places: Mapping[Place, Stand]) -> None:
    """Moves the offsets on, and the log's numbers up to which the places are known; none goes back."""
    topics, partitions = [topic for topic, _ in places], [partition for _, partition in places]
    stands = places.values()
    offsets, known = [stand.next_offset for stand in stands], [stand.known_up_to for stand in stands]
    await connection.execute(_MOVE, consumer, topics, partitions, offsets, known)


async def nothing_else(connection: Connection) -> None:
    """Says that the transaction moves offsets alone: should the last ones be lost, their records are read again."""
    await connection.execute(_UNHURRIED)


async def taken(connection: Connection, consumer: str, topic: str, keys: Collection[Key]) -> dict[Key, int]:
    """The highest sequence number taken of each key; keys never met are absent."""
    rows = await connection.fetch(_TAKEN, consumer, topic, [key[0] for key in keys], [key[1] for key in keys])
    return {(row["source"], row["subject"]): row["sequence"] for row in rows if row["sequence"] is not None}


async def take(connection: Connection, consumer: str, topic: str, highest: Mapping[Key, int]) -> None:
    """Writes the highest sequence number now taken of each key: projected or parked, not to be taken again."""
    sources = [source for source, _ in highest]
    subjects = [subject for _, subject in highest]
    await connection.execute(_TAKE, consumer, topic, sources, subjects, list(highest.values()))


async def reached(database: Database, consumer: str, topic: str, seq: int, within: float) -> bool:
    """Whether the consumer has dealt with this topic's log up to `seq`, waiting at most `within` seconds for it.

    A parked child's facts count as dealt with.
    """
    until = monotonic() + within
    pause = FIRST_LOOK_PAUSE
    while True:
        async with database.connection() as connection:
            if await connection.fetchval(_REACHED, consumer, topic, seq, FACT_PARTITIONS):
                return True
        left = until - monotonic()
        if left <= 0:
            return False
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 2, LONGEST_LOOK_PAUSE)


async def forget(connection: Connection, consumer: str) -> None:
    """Sends the consumer back to the beginning: its offsets, inbox and parked facts go; what it projected does not."""
    for table in ("consumer_offset", "inbox", "parked"):
        await connection.execute(f"DELETE FROM {table} WHERE consumer = $1", consumer)  # noqa: S608 - names above


async def has_all_of(connection: Connection, consumer: str, other: str) -> bool:
    """Whether the consumer has taken every fact that the other has, by whatever carrier."""
    return not await connection.fetchval(_LACKS, consumer, other)


async def succeed(connection: Connection, consumer: str, successor: str, *, further: bool) -> None:
    """Puts what the successor has taken and parked in the place of the consumer's own; the successor is no more then.

    Where the consumer stands on its carrier stays, and what comes again is known. Only where the successor has read
    `further` in feeds is that noted too.
    """
    for table in ("inbox", "parked"):
        await connection.execute(f"DELETE FROM {table} WHERE consumer = $1", consumer)  # noqa: S608 - names above
        await connection.execute(f"UPDATE {table} SET consumer = $2 WHERE consumer = $1", successor, consumer)  # noqa: S608 - names above
    if further:
        stands = {place: Stand(offset) for place, offset in (await offsets(connection, successor)).items()}
        await move(connection, consumer, stands)
    await forget(connection, successor)
