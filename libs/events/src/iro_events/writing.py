"""One write under way: streams are read, decided upon and recorded, and nothing is written until the end."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

import asyncpg

from iro_events import statements
from iro_events.append import Origin, Place, record
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.decider import Command, Context, Decider, Refused, State, Told, fold
from iro_events.envelope import Recorded
from iro_events.errors import VersionConflict
from iro_events.event import Event
from iro_events.handle import Past, handle
from iro_events.notes import NoteRecorded, with_notes
from iro_events.policies import DEEPEST, NO_POLICIES, Policies, PoliciesTooDeep

Kind = TypeVar("Kind", bound=Event)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[State]):
    """A stream's state, its version (0 has no event yet), and its events where it was read outside any write."""

    state: State
    version: int
    history: Sequence[Event] = ()

    def noted(self, kind: type[Kind]) -> list[tuple[Kind, Mapping[str, str]]]:
        """The events of that kind, in order, each with the last note in each field about it."""
        return [(event, notes) for event, notes in with_notes(self.history) if isinstance(event, kind)]


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: the stream first written, its version, and everything recorded in all its streams.

    `position` is the highest written, None where nothing was recorded. `id` is the thing that the command was given
    to, where the writer said so. `replayed` where the same request had been written before; `seq` may be known then.
    """

    stream: str
    version: int
    position: int | None
    events: tuple[Recorded, ...]
    id: UUID | None = None
    replayed: bool = False
    seq: int | None = None


def decode_all(catalogue: Catalogue, rows: Sequence[asyncpg.Record]) -> list[Past]:
    """What happened, from rows of type, version, data, the moment it was recorded and its request."""
    decode = catalogue.decode
    return [
        Past(decode(row["type"], row["schema_version"], row["data"]), row["recorded_at"], row["correlation_id"])
        for row in rows
    ]


class Writing:
    """Handed to the work of a write. `connection` is its transaction, for reading the service's own projection.

    `id` is what the write's answer is about; whoever knows it sets it.
    """

    def __init__(
        self,
        connection: Connection,
        context: Context,
        origin: Origin,
        catalogue: Catalogue,
        policies: Policies = NO_POLICIES,
    ) -> None:
        self.connection = connection
        self.context = context
        self.recorded: list[Recorded] = []
        self.id: UUID | None = None
        self._origin = origin
        self._catalogue = catalogue
        self._policies = policies
        self._depth = 0
        self._first = ""
        self._histories: dict[str, list[Past]] = {}
        self._states: dict[str, tuple[Decider[Any, Any, Any], Any]] = {}

    @property
    def authority(self) -> str:
        """The ONS code of the authority whose service writes."""
        return self._origin.authority

    def written(self, position: int | None) -> Written:
        """What this write comes to, as told of the stream to which the first command went."""
        stream = self._first
        version = len(self._histories.get(stream, ()))
        return Written(stream, version, position, tuple(self.recorded), self.id)

    def decided_on(self) -> dict[str, int]:
        """The version of each stream written, as it was read."""
        versions: dict[str, int] = {}
        for one in self.recorded:
            versions.setdefault(one.stream, one.version - 1)
        return versions

    async def state(self, decider: Decider[Command, State, Told], stream: str) -> Loaded[State]:
        """The stream's state with what this write has recorded so far; read once."""
        if stream not in self._histories:
            rows = await self.connection.fetch(statements.LOAD, stream)
            self._histories[stream] = decode_all(self._catalogue, rows)
        history: Any = self._histories[stream]
        known = self._states.get(stream)
        if known is None or known[0] is not decider:
            known = self._states[stream] = decider, fold(decider, [past.event for past in history])
        return Loaded(known[1], len(history))

    async def history(self, stream: str) -> list[Event]:
        """The stream's events, with what this write has recorded so far."""
        if stream not in self._histories:
            rows = await self.connection.fetch(statements.LOAD, stream)
            self._histories[stream] = decode_all(self._catalogue, rows)
        return [past.event for past in self._histories[stream]]

    async def prefetch(self, streams: Sequence[tuple[Decider[Any, Any, Any], str]]) -> None:
        """Reads many streams in one query."""
        wanted = [stream for _, stream in streams if stream not in self._histories]
        rows: dict[str, list[asyncpg.Record]] = {stream: [] for stream in wanted}
        for row in await self.connection.fetch(statements.LOAD_MANY, wanted):
            rows[row["stream"]].append(row)
        for stream, own in rows.items():
            self._histories[stream] = decode_all(self._catalogue, own)

    async def execute(  # noqa: PLR0913 - a command with its whole circumstance, in one call
        self,
        decider: Decider[Command, State, Told],
        stream: str,
        command: Command,
        *,
        subject: UUID,
        id_: UUID | None = None,
        expected_version: int | None = None,
        needed: object = None,
    ) -> Sequence[Told | NoteRecorded]:
        """Decides the command and records what was decided; then what the service's policies bring about.

        `id_` is what the command is given to, the subject itself if it is left out. `needed` is what the command needs,
        where a writer of many has read it for all of them at once. Raises Refused, VersionConflict
        where another version was expected, and NotInCatalogue.
        """
        self._first = self._first or stream
        loaded = await self.state(decider, stream)
        if expected_version is not None and expected_version != loaded.version:
            raise VersionConflict(stream, expected=expected_version, actual=loaded.version)
        context = await self._context_of(command, subject, subject if id_ is None else id_, needed)
        history = self._histories[stream]
        events = handle(decider, command, loaded.state, history, context)
        if not events:
            return events
        for event in events:
            self._catalogue.require(type(event))
        recorded = record(self._origin, self.context, Place(stream, loaded.version, subject), events)
        self.recorded += recorded
        history.extend([Past(event, context.recorded_at, context.correlation_id) for event in events])
        self._states[stream] = decider, fold(decider, events, loaded.state)
        if self._policies.reactions:
            await self._react(recorded)
        return events

    async def recognises(
        self, decider: Decider[Command, State, Told], stream: str, command: Command, *, subject: UUID, id_: UUID
    ) -> bool:
        """Whether the command, given to that thing, repeats what is recorded of it; another note is no other thing."""
        loaded = await self.state(decider, stream)
        context = await self._context_of(command, subject, id_)
        try:
            events = handle(decider, command, loaded.state, self._histories[stream], context)
        except Refused:
            return False
        return all(isinstance(event, NoteRecorded) for event in events)

    @contextmanager
    def without_policies(self) -> Iterator[None]:
        """For writers of much at once, who bring about themselves what follows from all of it."""
        policies, self._policies = self._policies, replace(self._policies, reactions={})
        try:
            yield
        finally:
            self._policies = policies

    async def _context_of(self, command: object, subject: UUID, id_: UUID, needed: object = None) -> Context:
        context = replace(self.context, subject=subject, id=id_, needed=needed)
        need = self._policies.needs.get(type(command))
        if need is None or needed is not None:
            return context
        before, self.context = self.context, context
        try:
            return replace(context, needed=await need(self, subject, command))
        finally:
            self.context = before

    async def _react(self, recorded: Sequence[Recorded]) -> None:
        for one in recorded:
            policy = self._policies.reactions.get(type(one.event))
            if policy is None:
                continue
            if self._depth == DEEPEST:
                raise PoliciesTooDeep(
                    f"more than {DEEPEST} commands follow from one another, the last from {one.event.type}"
                )
            context, self.context = self.context, replace(self.context, causation_id=one.id)
            self._depth += 1
            try:
                await policy(self, one)
            finally:
                self._depth -= 1
                self.context = context
