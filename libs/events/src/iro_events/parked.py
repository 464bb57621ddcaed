"""Facts that wait: a child's fact which could not be projected, and that child's later facts behind it, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from iro_events.bus import CloudEvent
from iro_events.database import Connection, Database

ParkedKey: TypeAlias = tuple[str, str, UUID]
"""Topic, source, child."""

WAITS = "waits behind an earlier fact of this child"

_KEYS = "SELECT DISTINCT topic, source, subject FROM parked WHERE consumer = $1"

_PARK = """
INSERT INTO parked (consumer, topic, source, subject, sequence, fact, reason)
SELECT $1, $2, * FROM unnest($3::text[], $4::uuid[], $5::bigint[], $6::jsonb[], $7::text[])
"""

_LIST = """
SELECT topic, source, subject, sequence, fact, reason, parked_at
FROM parked WHERE consumer = $1 AND ($2::uuid IS NULL OR subject = $2)
ORDER BY topic, source, subject, sequence
"""

_CHILDREN = """
SELECT consumer, topic, subject, count(*) AS facts, min(sequence) AS sequence, min(parked_at) AS since,
    (array_agg(reason ORDER BY sequence))[1] AS reason
FROM parked GROUP BY consumer, topic, source, subject ORDER BY since, consumer, subject
"""

_UNPARK = """
DELETE FROM parked WHERE consumer = $1 AND topic = $2 AND source = $3 AND subject = $4 AND sequence < $5
"""

_BLAME = """
UPDATE parked SET reason = $6 WHERE consumer = $1 AND topic = $2 AND source = $3 AND subject = $4 AND sequence = $5
"""


class TooManyParked(Exception):
    """More children would wait than the consumer may park: something is wrong with it, not with their facts."""


@dataclass(frozen=True, slots=True)
class Parked:
    """One fact that waits, and why."""

    topic: str
    source: str
    subject: UUID
    sequence: int
    fact: CloudEvent
    reason: str
    parked_at: datetime

    @property
    def key(self) -> ParkedKey:
        """Whose facts wait."""
        return self.topic, self.source, self.subject


@dataclass(frozen=True, slots=True)
class ParkedChild:
    """A child whose facts wait for a consumer: how many, since when, and why the first of them could not be taken."""

    consumer: str
    topic: str
    subject: UUID
    facts: int
    sequence: int
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fact about to be parked."""

    source: str
    subject: UUID
    sequence: int
    fact: CloudEvent
    reason: str


async def parked(database: Database, consumer: str) -> list[Parked]:
    """Everything that waits, each child's facts in their order."""
    async with database.connection() as connection:
        return await waiting(connection, consumer)


async def parked_children(database: Database) -> list[ParkedChild]:
    """Everybody whose facts wait, of all consumers of the database, first parked first."""
    async with database.connection() as connection:
        return [ParkedChild(**row) for row in await connection.fetch(_CHILDREN)]


async def parked_keys(connection: Connection, consumer: str) -> set[ParkedKey]:
    """Whose facts wait."""
    return {(row["topic"], row["source"], row["subject"]) for row in await connection.fetch(_KEYS, consumer)}


async def waiting(connection: Connection, consumer: str, subject: UUID | None = None) -> list[Parked]:
    """What waits, of one child or of all, each child's facts in their order."""
    return [Parked(**row) for row in await connection.fetch(_LIST, consumer, subject)]


async def park(connection: Connection, consumer: str, topic: str, facts: Sequence[Waiting]) -> None:
    """Sets the facts aside."""
    if not facts:
        return
    columns: list[list[Any]] = [
        [fact.source for fact in facts],
        [fact.subject for fact in facts],
        [fact.sequence for fact in facts],
        [dict(fact.fact) for fact in facts],
        [fact.reason for fact in facts],
    ]
    await connection.execute(_PARK, consumer, topic, *columns)


async def unpark(connection: Connection, consumer: str, key: ParkedKey, before: int) -> None:
    """Lets go of the key's facts whose sequence number is below `before`: they are projected."""
    await connection.execute(_UNPARK, consumer, *key, before)


async def blame(connection: Connection, consumer: str, key: ParkedKey, sequence: int, reason: str) -> None:
    """Notes why this fact cannot be projected, now that it is the first of those that wait."""
    await connection.execute(_BLAME, consumer, *key, sequence, reason)
