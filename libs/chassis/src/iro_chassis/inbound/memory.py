"""The border's memory in the database: what was taken, how each matter stands, what waits and what was refused."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from iro_chassis.inbound.border import Matter, Notice, matter_of
from iro_chassis.inbound.envelope import Envelope, Given, Refusal
from iro_chassis.inbound.judging import Key, KnownEvent, Memory, Standing, key_of
from iro_events.database import Connection

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('iro_chassis.inbound', 0))"

_TAKEN: Final = """
SELECT source, id, digest, about FROM inbound_taken JOIN unnest($1::text[], $2::text[]) AS asked (source, id)
USING (source, id)
"""

_MATTERS: Final = """
SELECT source, type, record, subject, version, content, known_as FROM inbound_matter
JOIN unnest($1::text[], $2::text[], $3::text[]) AS asked (source, type, record) USING (source, type, record)
"""

_TAKE: Final = """
INSERT INTO inbound_taken (source, id, digest, about, taken_at)
SELECT *, $5 FROM unnest($1::text[], $2::text[], $3::bytea[], $4::uuid[])
"""

_STAND: Final = """
INSERT INTO inbound_matter (source, type, record, subject, version, content, known_as)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::uuid[])
ON CONFLICT (source, type, record) DO UPDATE
SET subject = excluded.subject, version = excluded.version, content = excluded.content
"""

_WAIT: Final = """
INSERT INTO inbound_waiting (source, type, record, id, digest, event, waits_for, since)
SELECT *, $8 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::jsonb[], $7::text[])
ON CONFLICT (source, type, record) DO UPDATE SET id = excluded.id, digest = excluded.digest, event = excluded.event,
waits_for = excluded.waits_for
"""

_MARKS: Final = "SELECT DISTINCT waits_for FROM inbound_waiting"

_WAITING: Final = """
SELECT event, digest, known_as FROM inbound_waiting JOIN inbound_matter USING (source, type, record)
WHERE waits_for = ANY ($1) ORDER BY position
"""

_LET_GO: Final = """
DELETE FROM inbound_waiting USING unnest($1::text[], $2::text[], $3::text[]) AS gone (source, type, record)
WHERE (inbound_waiting.source, inbound_waiting.type, inbound_waiting.record) = (gone.source, gone.type, gone.record)
"""

_ABOUT: Final = """
UPDATE inbound_taken SET about = $3 WHERE source = $1 AND id = $2
"""

_REJECT: Final = """
INSERT INTO inbound_rejection (digest, event, source, id, type, reason, rule, field, detail, rejected_at)
SELECT *, $10 FROM unnest(
    $1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]
)
ON CONFLICT (digest) DO NOTHING RETURNING digest
"""


class Kept(NamedTuple):
    """An event that was taken and is to be remembered, and whom it is about by its id here."""

    notice: Notice
    about: UUID | None


class Refused(NamedTuple):
    """An event that was refused, and why."""

    given: Given
    refusal: Refusal


async def lock(connection: Connection) -> None:
    """Until the transaction ends nobody else takes an event here: two that meet one matter would not see each other."""
    await connection.execute(_LOCK)


async def recall(connection: Connection, envelopes: Collection[Envelope]) -> Memory:
    """What is remembered of these events and their matters."""
    keys = {key_of(envelope) for envelope in envelopes}
    matters = {matter_of(envelope) for envelope in envelopes}
    taken = await connection.fetch(_TAKEN, *_columns(keys, 2))
    standing = await connection.fetch(_MATTERS, *_columns(matters, 3))
    return Memory(
        {(row["source"], row["id"]): KnownEvent(row["digest"], row["about"]) for row in taken},
        {
            (row["source"], row["type"], row["record"]): Standing(
                row["subject"], row["version"], row["content"], row["known_as"]
            )
            for row in standing
        },
    )


async def remember(connection: Connection, kept: Sequence[Kept], memory: Memory, at: datetime) -> None:
    """Keeps the events as taken, and how their matters stand now."""
    if not kept:
        return
    events = [(*key_of(one.notice.envelope), one.notice.digest, one.about) for one in kept]
    await connection.execute(_TAKE, *_columns(events, 4), at)
    matters = {one.notice.matter: memory.matters[one.notice.matter] for one in kept}
    await connection.execute(_STAND, *_columns([(*matter, *stands) for matter, stands in matters.items()], 7))


async def keep_waiting(connection: Connection, waiting: Sequence[tuple[Notice, str]], at: datetime) -> None:
    """Keeps the notices, each of another matter, until whom they are about appears."""
    if not waiting:
        return
    rows = [
        (*notice.matter, notice.envelope.id, notice.digest, notice.envelope.model_dump(mode="json"), mark)
        for notice, mark in waiting
    ]
    await connection.execute(_WAIT, *_columns(rows, 7), at)


async def marks_waited_for(connection: Connection) -> list[str]:
    """Whom the events that wait are waiting for."""
    return [row["waits_for"] for row in await connection.fetch(_MARKS)]


async def waiting_for(connection: Connection, marks: Collection[str]) -> list[tuple[Envelope, bytes, UUID]]:
    """What waits for these, in the order in which it came, each with its digest and what its record is called here."""
    rows = await connection.fetch(_WAITING, list(marks)) if marks else []
    return [(Envelope.model_validate(row["event"]), row["digest"], row["known_as"]) for row in rows]


async def let_go(connection: Connection, matters: Collection[Matter]) -> None:
    """These wait no longer."""
    if matters:
        await connection.execute(_LET_GO, *_columns(matters, 3))


async def found(connection: Connection, key: Key, about: UUID | None) -> None:
    """An event that waited is known now to be about that child or IRO."""
    await connection.execute(_ABOUT, *key, about)


async def reject(connection: Connection, refused: Sequence[Refused], at: datetime) -> list[Refused]:
    """Lists the refused events; gives those that were not listed before."""
    rows = {one.given.digest: one for one in refused}
    if not rows:
        return []
    columns = [
        (
            digest,
            one.given.event,
            *(one.given.known_by.get(name) for name in ("source", "id", "type")),
            one.refusal.reason,
            one.refusal.rule,
            one.refusal.field,
            one.refusal.detail,
        )
        for digest, one in rows.items()
    ]
    new = {row["digest"] for row in await connection.fetch(_REJECT, *_columns(columns, 9), at)}
    return [one for digest, one in rows.items() if digest in new]


def _columns(rows: Collection[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [[row[column] for row in rows] for column in range(width)]
