"""Verifies the log: every digest from the stored columns, every link, every number; names the first that is broken."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias
from uuid import UUID

import asyncpg

from iro_events import statements
from iro_events.database import Connection, Database
from iro_events.stored import StoredEvent

PAGE = 2000
"""Entries read at once: memory stays flat however long the log."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told, now and then, how many events were dealt with, and of how many."""


class Entry(NamedTuple):
    """One row of the log with the event it names, None where there is none."""

    seq: int
    position: int
    chain: bytes
    digest: bytes | None
    event: StoredEvent | None


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place that is not as it was written. `seq` is None for an event that has no number."""

    seq: int | None
    event: UUID | None
    stream: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: `events` were as written, `queued` wait for their number, which breaks nothing."""

    events: int
    queued: int = 0
    first_broken: Broken | None = None

    @property
    def clean(self) -> bool:
        """Whether nothing is broken."""
        return self.first_broken is None


class Walk:
    """Goes along the log from its beginning, entry by entry; `seq` is the last one found as written."""

    def __init__(self) -> None:
        self.seq = 0
        self._chain = b""

    def step(self, entry: Entry) -> Broken | None:
        """What is broken at this entry, if anything."""
        if entry.event is None or entry.digest is None:
            return Broken(entry.seq, None, None, f"the event at position {entry.position} is gone")
        fault = self._fault(entry, entry.event.digest(), entry.digest)
        if fault is not None:
            return Broken(entry.seq, entry.event.id, entry.event.stream, fault)
        self.seq, self._chain = entry.seq, entry.chain
        return None

    def _fault(self, entry: Entry, content: bytes, digest: bytes) -> str | None:
        if entry.seq != self.seq + 1:
            return f"number {self.seq + 1} is missing before it"
        if entry.chain == self._link(content):
            return None if digest == content else "its stored digest was changed"
        if content != digest:
            return "it is not as it was recorded"
        return "its link does not follow from the one before"

    def _link(self, digest: bytes) -> bytes:
        return hashlib.sha256(self._chain + digest).digest()


async def verify(database: Database, progress: Progress | None = None) -> Verification:
    """Goes along the whole log as it stands now, and looks for events that are neither numbered nor queued."""
    async with snapshot(database) as connection:
        queued: int = await connection.fetchval(statements.QUEUED)
        head: int = await connection.fetchval(statements.HEAD)
        walk = Walk()
        async for page in entries(connection):
            for entry in page:
                broken = walk.step(entry)
                if broken is not None:
                    return Verification(walk.seq, queued, broken)
            if progress is not None:
                progress(walk.seq, head)
        return Verification(walk.seq, queued, await _stray(connection))


@asynccontextmanager
async def snapshot(database: Database) -> AsyncIterator[Connection]:
    """A connection that sees the database as it is now, whatever is written meanwhile."""
    async with (
        database.connection() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        yield connection


async def entries(connection: Connection) -> AsyncIterator[list[Entry]]:
    """The log in order, page by page."""
    after = 0
    while rows := await connection.fetch(statements.ENTRIES, after, PAGE):
        page = [_entry(row) for row in rows]
        yield page
        after = page[-1].seq


def _entry(row: asyncpg.Record) -> Entry:
    seq, position, chain, digest, *columns = row.values()
    return Entry(seq, position, chain, digest, None if digest is None else StoredEvent(*columns))


async def _stray(connection: Connection) -> Broken | None:
    row = await connection.fetchrow(statements.STRAY)
    if row is None:
        return None
    if row["id"] is None:
        return Broken(None, None, None, f"the event queued at position {row['position']} is gone")
    return Broken(None, row["id"], row["stream"], "it has no number and is not queued for one")
