"""What every contestant in consuming does: its task and its time, and the work itself where a peer brings the facts."""

import json
import sys
from asyncio import Event
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from time import perf_counter

from iro_events import inbox
from iro_events.arrivals import arrivals, decoded, fresh
from iro_events.bus import CloudEvent
from iro_events.database import Database
from metrics_service.areas import REVIEWS
from metrics_service.projections import Projection

TOPIC = REVIEWS.topics[0]
BATCH = 1000
"""Records at once: what our own consumer has of one partition."""


@dataclass(frozen=True, slots=True)
class Task:
    """Takes facts from the beginning of a topic into an empty database; stops when it has had so many records.

    `lent` is whether a peer folds a batch at once by our projection, which it would not have, or each fact by itself.
    """

    servers: str
    group: str
    url: str
    records: int
    lent: bool = True

    def words(self) -> str:
        """As a program is told it."""
        return json.dumps(asdict(self))

    @classmethod
    def told(cls) -> "Task":
        """This program's."""
        return cls(**json.loads(sys.argv[1]))


class Stopwatch:
    """Runs from the first records handed over to the commit of the last, and then tells the time with the versions."""

    def __init__(self, records: int, *libraries: str) -> None:
        self.done = Event()
        self._left = self._records = records
        self._libraries = libraries
        self._began = 0.0

    def begins(self) -> None:
        """Records are at hand."""
        self._began = self._began or perf_counter()

    def took(self, records: int) -> None:
        """So many of them are committed."""
        self._left -= records
        if self._left <= 0 and not self.done.is_set():
            seconds = perf_counter() - self._began
            self.done.set()
            versions = ", ".join(f"{name} {version(name)}" for name in self._libraries)
            print(json.dumps({"rate": (self._records - self._left) / seconds, "versions": versions}))


class SameWork:
    """Inbox and projection of a batch in one transaction, by the same statements, folding and judging as ours."""

    def __init__(self, database: Database, *, lent: bool) -> None:
        self._database = database
        self._lent = lent
        self._projection = Projection(REVIEWS)

    async def take(self, facts: Sequence[CloudEvent]) -> None:
        """One batch."""
        known, _ = arrivals(facts, REVIEWS.catalogue)
        async with self._database.transaction() as connection:
            taken = await inbox.taken(connection, "peer", TOPIC, {arrival.key for arrival in known})
            new, highest = fresh(known, taken)
            recorded, _ = decoded(new, REVIEWS.catalogue)
            if recorded:
                for some in [recorded] if self._lent else [[fact] for fact in recorded]:
                    await self._projection(connection, some)
                await inbox.take(connection, "peer", TOPIC, highest)
