"""Carries a write to its end: all of it in one transaction, tried again while others write to the same streams."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import TypeAlias

import asyncpg

from iro_events import statements
from iro_events.append import Origin, append
from iro_events.catalogue import Catalogue
from iro_events.database import Connection, Database
from iro_events.decider import Context
from iro_events.envelope import Recorded
from iro_events.errors import VersionConflict
from iro_events.idempotency import Idempotency, KeyTaken, remember, replay
from iro_events.policies import Policies
from iro_events.writing import Writing, Written

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
    """What every write of a service has in common."""

    def __init__(
        self,
        database: Database,
        origin: Origin,
        catalogue: Catalogue,
        projections: Sequence[InlineProjection],
        policies: Policies,
    ) -> None:
        self.database = database
        self.catalogue = catalogue
        self.projections = tuple(projections)
        self._origin = origin
        self._policies = policies

    async def attempts(
        self, context: Context, asked: Idempotency | None, *, one_stream: bool = False
    ) -> AsyncIterator["Attempt"]:
        """Attempts at a write, until one succeeds. `one_stream`: it writes nothing else.

        Each is entered by `async with attempt as writing`, in whose block the work is done. It ends with
        VersionConflict when overtaken at every attempt, with IdempotencyKeyReused, or with what the work raises.
        """
        for number in range(1, ATTEMPTS + 1):
            attempt = Attempt(self, context, asked, one_stream=one_stream, last=number == ATTEMPTS)
            yield attempt
            if not attempt.failed:
                return
            await asyncio.sleep(PAUSE * number)

    def writing(self, connection: Connection, context: Context) -> Writing:
        """A write on that connection."""
        return Writing(connection, context, self._origin, self.catalogue, self._policies)

    async def conflict(self, decided_on: Mapping[str, int]) -> VersionConflict:
        """Which of these streams others write to."""
        stream, expected = next(iter(decided_on.items()))
        async with self.database.connection() as connection:
            for stream, expected in decided_on.items():
                actual: int = await connection.fetchval(statements.VERSION, stream)
                if actual != expected:
                    break
        return VersionConflict(stream, expected=expected, actual=actual)


class Attempt:
    """One attempt at a write. At the end of its block it appends, projects, remembers the request and commits.

    `before` is what came of the same request before: then there is nothing to do in the block. `written` is what came
    of this one. An error that another attempt may overcome ends the block without a word, and sets `failed`.
    """

    def __init__(
        self, committer: Committer, context: Context, asked: Idempotency | None, *, one_stream: bool, last: bool
    ) -> None:
        self.before: Written | None = None
        self.failed = False
        self._committer = committer
        self._context = context
        self._asked = asked
        self._one_stream = one_stream
        self._last = last
        # Entered and left by hand: a stack of contexts costs a tenth of a small append.
        self._opened: AbstractAsyncContextManager[Connection] | None = None
        self._writing: Writing | None = None
        self._written: Written | None = None

    @property
    def written(self) -> Written:
        """What the write came to. Raises RuntimeError before its end."""
        if self._written is None:
            raise RuntimeError("the write has not come to its end")
        return self._written

    async def __aenter__(self) -> Writing:
        """The write, in its transaction."""
        committer, asked = self._committer, self._asked
        # Where only the one append writes it commits by itself: no BEGIN, no COMMIT.
        alone = self._one_stream and asked is None and not committer.projections
        opened = committer.database.connection() if alone else committer.database.transaction()
        connection = await opened.__aenter__()
        self._opened = opened
        try:
            if asked is not None:
                self.before = self._written = await replay(connection, asked, committer.catalogue)
        except BaseException as error:
            await opened.__aexit__(type(error), error, error.__traceback__)
            raise
        self._writing = committer.writing(connection, self._context)
        return self._writing

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Ends the write, or undoes it."""
        try:
            if error is None:
                await self._end()
        except BaseException as own:  # noqa: BLE001 - handed to the transaction, which undoes all, and raised below
            error = own
        try:
            await self._close(error)
        except _RETRIED as own:
            error = own
        if error is None:
            return False
        if isinstance(error, _RETRIED):
            if not self._last:
                self.failed = True
                return True
            if isinstance(error, Overtaken):
                raise await self._committer.conflict(error.decided_on) from error
        raise error

    async def _close(self, error: BaseException | None) -> None:
        """Commits, or undoes all where there is an error. The error itself is raised by whoever closes."""
        if self._opened is None:
            return
        try:
            await self._opened.__aexit__(type(error) if error else None, error, error.__traceback__ if error else None)
        except BaseException as raised:
            if raised is not error:
                raise

    async def _end(self) -> None:
        writing = self._writing
        if writing is None or self.before is not None:
            return
        written = await self._write(writing)
        if self._asked is not None:
            await remember(writing.connection, self._asked, written, self._context.recorded_at)
        self._written = written

    async def _write(self, writing: Writing) -> Written:
        if not writing.recorded:
            return writing.written(None)
        try:
            position = await append(writing.connection, writing.recorded)
        except asyncpg.UniqueViolationError as violation:
            if violation.constraint_name != VERSION_TAKEN:
                raise
            raise Overtaken(writing.decided_on()) from violation
        for projection in self._committer.projections:
            await projection(writing.connection, writing.recorded)
        return writing.written(position)
