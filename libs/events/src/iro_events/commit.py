"""Carries a write to its end: all of it in one transaction, tried anew while others write to the same streams."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

import asyncpg

from iro_events import statements
from iro_events.append import Origin, append
from iro_events.catalogue import Catalogue
from iro_events.database import Connection, Database
from iro_events.decider import Context
from iro_events.envelope import Recorded
from iro_events.errors import VersionConflict
from iro_events.idempotency import Idempotency, KeyTaken, remember, replay
from iro_events.writing import Writing, Written

T = TypeVar("T")
Work: TypeAlias = Callable[[Writing], Awaitable[T]]

InlineProjection: TypeAlias = Callable[[Connection, Sequence[Recorded]], Awaitable[None]]
"""Folds what was just appended into the service's own tables, in the same transaction."""

ATTEMPTS = 5
"""How often a write is tried when others write to the same streams."""

PAUSE = 0.002
"""Seconds before the second attempt; each later one waits as much longer."""

VERSION_TAKEN = "events_stream_version_key"


class Overtaken(Exception):
    """Somebody wrote to a stream after it was read here."""

    def __init__(self, decided_on: Mapping[str, int]) -> None:
        super().__init__("a stream moved on after it was read")
        self.decided_on = decided_on


_RETRIED = (Overtaken, KeyTaken, asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


class Committer:
    """Does the work of a write, appends what it told, folds the projections, remembers the request; or none of it."""

    def __init__(
        self, database: Database, origin: Origin, catalogue: Catalogue, projections: Sequence[InlineProjection]
    ) -> None:
        self._database = database
        self._origin = origin
        self._catalogue = catalogue
        self._projections = tuple(projections)

    async def carry_out(
        self, work: Work[T], context: Context, asked: Idempotency | None, *, one_stream: bool = False
    ) -> tuple[T | None, Written]:
        """The work's answer (None where replayed) and what the write came to. `one_stream`: it writes nothing else.

        Raises VersionConflict when overtaken at every attempt, IdempotencyKeyReused, and whatever the work raises.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                return await self._attempt(work, context, asked, one_stream=one_stream)
            except _RETRIED:
                await asyncio.sleep(PAUSE * attempt)
        try:
            return await self._attempt(work, context, asked, one_stream=one_stream)
        except Overtaken as overtaken:
            raise await self._conflict(overtaken.decided_on) from overtaken

    async def _attempt(
        self, work: Work[T], context: Context, asked: Idempotency | None, *, one_stream: bool
    ) -> tuple[T | None, Written]:
        if one_stream and asked is None and not self._projections:
            # Only the one append writes, and it commits by itself: no BEGIN, no COMMIT.
            async with self._database.connection() as connection:
                return await self._write(connection, work, context)
        async with self._database.transaction() as connection:
            if asked is not None and (before := await replay(connection, asked, self._catalogue)):
                return None, before
            answer, written = await self._write(connection, work, context)
            if asked is not None:
                await remember(connection, asked, written, context.recorded_at)
            return answer, written

    async def _write(self, connection: Connection, work: Work[T], context: Context) -> tuple[T, Written]:
        writing = Writing(connection, context, self._origin, self._catalogue)
        answer = await work(writing)
        if not writing.recorded:
            return answer, writing.written(None)
        try:
            position = await append(connection, writing.recorded)
        except asyncpg.UniqueViolationError as violation:
            if violation.constraint_name != VERSION_TAKEN:
                raise
            raise Overtaken(writing.decided_on()) from violation
        for projection in self._projections:
            await projection(connection, writing.recorded)
        return answer, writing.written(position)

    async def _conflict(self, decided_on: Mapping[str, int]) -> VersionConflict:
        stream, expected = next(iter(decided_on.items()))
        async with self._database.connection() as connection:
            for stream, expected in decided_on.items():
                actual: int = await connection.fetchval(statements.VERSION, stream)
                if actual != expected:
                    break
        return VersionConflict(stream, expected=expected, actual=actual)
