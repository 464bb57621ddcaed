"""A request sent twice is done once: what came of it the first time is remembered under its key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from iro_events import statements
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.errors import IdempotencyKeyReused
from iro_events.stored import StoredEvent, from_store
from iro_events.writing import Written


@dataclass(frozen=True, slots=True)
class Idempotency:
    """A request's key within `scope` (who sends it, and where to), and the SHA-256 digest of what it asks."""

    key: str
    scope: str
    request: bytes


class KeyTaken(Exception):
    """The same request is being written by somebody else just now."""


async def replay(connection: Connection, asked: Idempotency, catalogue: Catalogue) -> Written | None:
    """What came of the request before, or None if it is new. Raises IdempotencyKeyReused."""
    row = await connection.fetchrow(statements.REMEMBERED, asked.key, asked.scope)
    if row is None:
        return None
    if row["request_digest"] != asked.request:
        raise IdempotencyKeyReused(asked.key)
    outcome = row["outcome"]
    rows = await connection.fetch(statements.READ_EVENTS, outcome["events"])
    events = tuple([from_store(StoredEvent(*tuple(told)[:-1]), catalogue, told["seq"]) for told in rows])
    return Written(
        stream=outcome["stream"],
        version=outcome["version"],
        position=outcome["position"],
        events=events,
        id=None if outcome["id"] is None else UUID(outcome["id"]),
        replayed=True,
        seq=events[-1].sequence if events else None,
    )


async def remember(connection: Connection, asked: Idempotency, written: Written, at: datetime) -> None:
    """Keeps what came of the request. Raises KeyTaken where somebody else just did."""
    outcome = {
        "stream": written.stream,
        "version": written.version,
        "position": written.position,
        "id": None if written.id is None else str(written.id),
        "events": [str(told.id) for told in written.events],
    }
    try:
        await connection.execute(statements.REMEMBER, asked.key, asked.scope, asked.request, outcome, at)
    except asyncpg.UniqueViolationError as violation:
        raise KeyTaken from violation
