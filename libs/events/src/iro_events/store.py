"""Keeps events in PostgreSQL: reads a stream, decides, appends; and gives out what was appended, numbered."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID

import asyncpg

from iro_events import statements
from iro_events.append import Origin
from iro_events.catalogue import Catalogue
from iro_events.commit import Attempt, Committer, InlineProjection
from iro_events.database import Database
from iro_events.decider import Command, Context, Decider, State, Told, fold
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.feed import FeedPage, read_page
from iro_events.idempotency import Idempotency
from iro_events.policies import NO_POLICIES, Policies
from iro_events.sequencer import Sequencer
from iro_events.stored import StoredEvent, from_store
from iro_events.writing import Loaded, Writing, Written, decode_all

__all__ = ["EventStore", "Idempotency", "InlineProjection", "Loaded", "Writing", "Written"]

T = TypeVar("T")

FOREIGN_LOOK = 0.25
"""Seconds after which a waiting reader looks again, since another process may have numbered something."""


class EventStore:
    """A service's events. `source` is such as /E10000011/review-service, `authority` the ONS code."""

    def __init__(  # noqa: PLR0913 - what a service's store is made of, by keyword
        self,
        database: Database,
        *,
        source: str,
        authority: str,
        catalogue: Catalogue,
        projections: Sequence[InlineProjection] = (),
        policies: Policies = NO_POLICIES,
    ) -> None:
        self.database = database
        self.sequencer = Sequencer(database)
        self._catalogue = catalogue
        self._committer = Committer(database, Origin(source, authority), catalogue, projections, policies)

    async def execute(  # noqa: PLR0913 - a command with its whole circumstance, in one call
        self,
        decider: Decider[Command, State, Told],
        stream: str,
        command: Command,
        context: Context,
        *,
        subject: UUID,
        expected_version: int | None = None,
        idempotency: Idempotency | None = None,
    ) -> Written:
        """Decides the command on the stream's state and appends what was decided.

        Raises Refused, VersionConflict where another version was expected or others keep writing, and
        IdempotencyKeyReused.
        """
        async for attempt in self._committer.attempts(context, idempotency, one_stream=True):
            async with attempt as writing:
                if attempt.before is None:
                    await writing.execute(decider, stream, command, subject=subject, expected_version=expected_version)
        self._wake(attempt.written)
        return attempt.written

    async def attempts(self, context: Context, idempotency: Idempotency | None = None) -> AsyncIterator[Attempt]:
        """Attempts at a write, until one succeeds; whoever waits for new events is woken after its commit.

        Raises as `execute` does.
        """
        async for attempt in self._committer.attempts(context, idempotency):
            yield attempt
        self._wake(attempt.written)

    async def write(
        self, work: Callable[[Writing], Awaitable[T]], context: Context, *, idempotency: Idempotency | None = None
    ) -> tuple[T | None, Written]:
        """Does the work on several streams in one transaction; gives its answer (None where replayed) and the outcome.

        The work is done anew where somebody else wrote to one of its streams meanwhile. Raises as `execute` does.
        """
        answer: T | None = None
        async for attempt in self.attempts(context, idempotency):
            async with attempt as writing:
                answer = await work(writing) if attempt.before is None else None
        return answer, attempt.written

    async def state(self, decider: Decider[Command, State, Told], stream: str) -> Loaded[State]:
        """The stream's state now, read outside any write."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(statements.LOAD, stream)
        history: list[Any] = [past.event for past in decode_all(self._catalogue, rows)]
        return Loaded(fold(decider, history), len(history), history)

    async def history(self, stream: str) -> list[Event]:
        """What happened in the stream, in order, read outside any write."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(statements.LOAD, stream)
        return [past.event for past in decode_all(self._catalogue, rows)]

    async def read_stream(self, stream: str, *, after: int = 0) -> list[Recorded]:
        """What was recorded in the stream after this version, in order."""
        async with self.database.connection() as connection:
            rows = await connection.fetch(statements.READ_STREAM, stream, after)
        return [self._recorded(row) for row in rows]

    async def facts(self, after: int, limit: int, *, restricted: bool = False, wait: float = 0.0) -> FeedPage:
        """The sequenced facts that follow number `after`, in order; the restricted ones are a feed of their own.

        Where the log goes no further than `after`, waits up to `wait` seconds until it does. What it goes on by may
        be nothing told: the page is empty then, and its `next_after` has moved.
        """
        end = monotonic() + wait
        while True:
            async with self.database.connection() as connection:
                page = await read_page(connection, after, limit, restricted=restricted)
            left = end - monotonic()
            if page.next_after > after or left <= 0:
                return page
            await self.sequencer.awaited.beyond(after, min(left, FOREIGN_LOOK))

    async def sequence_of(self, position: int, timeout: float = 5.0) -> int | None:  # noqa: ASYNC109 - an answer, too
        """The log's number of the event at this position; None if it has none after `timeout` seconds."""
        return await self.sequencer.awaited.sequence_of(position, timeout)

    def _wake(self, written: Written) -> None:
        if written.position is not None and not written.replayed:
            self.sequencer.wake()

    def _recorded(self, row: asyncpg.Record) -> Recorded:
        *columns, seq = row.values()
        return from_store(StoredEvent(*columns), self._catalogue, seq)
