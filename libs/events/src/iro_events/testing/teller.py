"""A smallest service that tells: a store, its sequencer, and a way to have care begin and reviews held."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID, uuid4

from iro_events.catalogue import Catalogue
from iro_events.database import Database
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.facts.care import ChildBecameLookedAfter
from iro_events.facts.reviews import ReviewHeld
from iro_events.migrate import migrate
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.told import AUTHORITY


class PrivatelyNoted(Event):
    """A private event, which leaves a gap between the facts of a log."""


def _decide(command: Event, state: None, context: Context) -> list[Event]:
    return [command]


def _evolve(state: None, event: Event) -> None:
    return None


AS_COMMANDED: Decider[Event, None, Event] = Decider(
    decide=_decide, evolve=_evolve, initial=None, events=Event, stream="recorded"
)
"""Records what it is given to record."""


class Teller:
    """Each of its acts returns once the log has numbered what it recorded."""

    def __init__(self, store: EventStore) -> None:
        self.store = store

    async def hold(self, *children: UUID) -> list[UUID]:
        """Tells of a review held for each child, in this order; gives the reviews."""
        reviews = [uuid4() for _ in children]
        for child, review in zip(children, reviews, strict=True):
            await self._record(child, ReviewHeld(review=review, held_on=date(2026, 1, 5)))
        return reviews

    async def look_after(self, child: UUID) -> None:
        """Tells that a period of care began for the child."""
        await self._record(child, ChildBecameLookedAfter(care=uuid4(), on=date(2026, 1, 5)))

    async def keep_note(self, child: UUID) -> None:
        """Records what is told to nobody."""
        await self._record(child, PrivatelyNoted())

    async def _record(self, child: UUID, event: Event) -> None:
        written = await self.store.execute(AS_COMMANDED, f"care-{child}", event, NEW_YEAR, subject=child)
        if written.position is None or await self.store.sequence_of(written.position) is None:
            raise AssertionError("what was recorded has no number in the log")


@asynccontextmanager
async def telling(url: str, service: str) -> AsyncIterator[Teller]:
    """A teller on an empty database, under the name of `service`."""
    await migrate(url, "iro_events")
    database = await Database.open(url, size=5)
    catalogue = Catalogue([ChildBecameLookedAfter, ReviewHeld, PrivatelyNoted])
    store = EventStore(database, source=f"/{AUTHORITY}/{service}", authority=AUTHORITY, catalogue=catalogue)
    sequencing = asyncio.create_task(store.sequencer.run())
    try:
        yield Teller(store)
    finally:
        sequencing.cancel()
        await asyncio.gather(sequencing, return_exceptions=True)
        await database.close()
