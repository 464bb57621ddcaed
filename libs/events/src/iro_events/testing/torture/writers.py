"""Writers as unkind as real ones: mixed batches, several streams at once, late commits, rollbacks."""

import asyncio
from collections.abc import Sequence
from random import Random
from uuid import UUID

from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.errors import VersionConflict
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore, Writing, Written
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter

AUTHORITY = "E10000011"
SOURCE = f"/{AUTHORITY}/ledger"
STREAMS = 60
LONGEST_PAUSE = 0.02
ROLLED_BACK = 0.1
PAUSED = 0.3
"""Of how many transactions, after their append and before their commit."""

UNRELATED = "INSERT INTO unrelated DEFAULT VALUES"
ACKNOWLEDGE = "INSERT INTO acknowledged SELECT unnest($1::uuid[])"


class ThrownAway(Exception):
    """The transaction is rolled back after its append."""


def store_on(database: Database, random: Random) -> EventStore:
    """A store whose transactions often end late, and sometimes not at all."""

    async def hinder(connection: Connection, told: Sequence[Recorded]) -> None:
        if random.random() < PAUSED:
            await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))
        if random.random() < ROLLED_BACK:
            raise ThrownAway

    return EventStore(database, source=SOURCE, authority=AUTHORITY, catalogue=LEDGER_EVENTS, projections=[hinder])


class Writer:
    """Writes on `straight` where nothing hinders, on `hindered` where much does; remembers what was acknowledged."""

    def __init__(self, straight: EventStore, hindered: EventStore, random: Random) -> None:
        self._straight = straight
        self._hindered = hindered
        self._random = random
        self.acknowledged: list[UUID] = []

    async def write(self, seconds: float) -> None:
        """Goes on for so long."""
        async with asyncio.timeout(seconds):
            while True:
                written = await self._one()
                if written is not None:
                    self.acknowledged += [told.id for told in written.events]

    async def _one(self) -> Written | None:
        store = self._random.choice((self._straight, self._hindered, self._hindered))
        try:
            if self._random.random() < 0.4:  # noqa: PLR2004 - of the writes, those to several streams
                _, written = await store.write(self._several, NEW_YEAR)
                return written
            stream, subject = self._stream()
            return await store.execute(LEDGER, stream, self._entries(), NEW_YEAR, subject=subject)
        except (ThrownAway, VersionConflict):
            return None

    async def _several(self, writing: Writing) -> None:
        """A transaction that has its number long before its events have theirs."""
        await writing.connection.execute(UNRELATED)
        await asyncio.sleep(self._random.uniform(0, LONGEST_PAUSE))
        for _ in range(self._random.randint(2, 3)):
            stream, subject = self._stream()
            await writing.execute(LEDGER, stream, self._entries(), subject=subject)

    def _stream(self) -> tuple[str, UUID]:
        number = self._random.randrange(STREAMS)
        return f"ledger-{number}", UUID(int=number)

    def _entries(self) -> Enter:
        return Enter(private=self._random.randint(0, 2), told=self._random.randint(1, 4))


async def write_all(url: str, seed: int, writers: int, seconds: float) -> None:
    """So many writers at once in this process; what was acknowledged is noted at the end."""
    database = await Database.open(url, size=writers + 1)
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    straight = EventStore(database, source=SOURCE, authority=AUTHORITY, catalogue=LEDGER_EVENTS)
    hindered = store_on(database, random)
    crowd = [Writer(straight, hindered, Random(random.random())) for _ in range(writers)]  # noqa: S311 - as above
    ended = await asyncio.gather(*(writer.write(seconds) for writer in crowd), return_exceptions=True)
    for end in ended:
        if isinstance(end, BaseException) and not isinstance(end, TimeoutError):
            raise end
    async with database.connection() as connection:
        for writer in crowd:
            await connection.execute(ACKNOWLEDGE, writer.acknowledged)
    await database.close()
