"""One write under way: streams are read, decided upon and told, and nothing is written until the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

import asyncpg

from iro_events import statements
from iro_events.append import Origin, Place, record
from iro_events.catalogue import Catalogue
from iro_events.database import Connection
from iro_events.decider import Command, Context, Decider, State, Told, fold
from iro_events.envelope import Recorded
from iro_events.errors import VersionConflict
from iro_events.event import Event


@dataclass(frozen=True, slots=True)
class Loaded(Generic[State]):
    """A stream's state, and the version it stands at; version 0 has no event yet."""

    state: State
    version: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: the stream first written, its version, and everything told in all its streams.

    `position` is the highest written, None where nothing was told. `replayed` where the same request had been
    written before; `seq` may be known then.
    """

    stream: str
    version: int
    position: int | None
    events: tuple[Recorded, ...]
    replayed: bool = False
    seq: int | None = None


def decode_all(catalogue: Catalogue, rows: Sequence[asyncpg.Record]) -> list[Event]:
    """What happened, from rows of type, version and data."""
    return [catalogue.decode(row["type"], row["schema_version"], row["data"]) for row in rows]


class Writing:
    """Handed to the work of a write. `connection` is its transaction, for reading the service's own projection."""

    def __init__(self, connection: Connection, context: Context, origin: Origin, catalogue: Catalogue) -> None:
        self.connection = connection
        self.context = context
        self._origin = origin
        self._catalogue = catalogue
        self._histories: dict[str, list[Event]] = {}
        self._states: dict[str, tuple[Decider[Any, Any, Any], Any]] = {}
        self.recorded: list[Recorded] = []

    @property
    def authority(self) -> str:
        """The ONS code of the authority whose service writes."""
        return self._origin.authority

    def written(self, position: int | None) -> Written:
        """What this write comes to; where it told nothing, of the stream first read."""
        stream = self.recorded[0].stream if self.recorded else next(iter(self._histories), "")
        return Written(stream, len(self._histories.get(stream, ())), position, tuple(self.recorded))

    def decided_on(self) -> dict[str, int]:
        """The version of each stream written, as it was read."""
        versions: dict[str, int] = {}
        for one in self.recorded:
            versions.setdefault(one.stream, one.version - 1)
        return versions

    async def state(self, decider: Decider[Command, State, Told], stream: str) -> Loaded[State]:
        """The stream's state with what this write has told so far; read once."""
        if stream not in self._histories:
            rows = await self.connection.fetch(statements.LOAD, stream)
            self._histories[stream] = decode_all(self._catalogue, rows)
        history: list[Any] = self._histories[stream]
        known = self._states.get(stream)
        if known is None or known[0] is not decider:
            known = self._states[stream] = decider, fold(decider, history)
        return Loaded(known[1], len(history))

    async def prefetch(self, streams: Sequence[tuple[Decider[Any, Any, Any], str]]) -> None:
        """Reads many streams in one query."""
        wanted = [stream for _, stream in streams if stream not in self._histories]
        rows: dict[str, list[asyncpg.Record]] = {stream: [] for stream in wanted}
        for row in await self.connection.fetch(statements.LOAD_MANY, wanted):
            rows[row["stream"]].append(row)
        for stream, own in rows.items():
            self._histories[stream] = decode_all(self._catalogue, own)

    async def execute(
        self,
        decider: Decider[Command, State, Told],
        stream: str,
        command: Command,
        *,
        subject: UUID,
        expected_version: int | None = None,
    ) -> Sequence[Told]:
        """Decides, and tells what was decided.

        Raises Refused, and VersionConflict where another version was expected.
        """
        loaded = await self.state(decider, stream)
        if expected_version is not None and expected_version != loaded.version:
            raise VersionConflict(stream, expected=expected_version, actual=loaded.version)
        told = decider.decide(command, loaded.state, self.context)
        self.recorded += record(self._origin, self.context, Place(stream, loaded.version, subject), told)
        self._histories[stream].extend(told)
        self._states[stream] = decider, fold(decider, told, loaded.state)
        return told
