"""A made-up council's facts as their service tells them: children reviewed and written up over years, day by day."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from random import Random
from uuid import UUID

from iro_events.catalogue import Catalogue
from iro_events.database import Database
from iro_events.decider import Context
from iro_events.event import Event
from iro_events.facts import care, reviews
from iro_events.feed_bus import Page
from iro_events.migrate import migrate
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION
from iro_events.store import EventStore, Writing
from iro_events.testing.store_feed import StoreFeed
from iro_events.testing.teller import AS_COMMANDED
from metrics_service.areas import REVIEWS

AUTHORITY = "E10000011"
CHILDREN = 500
REVIEWS_EACH = 4
FIRST_DAY = date(2014, 4, 1)

Told = tuple[date, UUID, Event]
"""The day on which something happened, the child, and what."""


@asynccontextmanager
async def telling_store(url: str) -> AsyncIterator[EventStore]:
    """A store with every fact in its log."""
    await migrate(url, "iro_events")
    database = await Database.open(url)
    catalogue: Catalogue = REVIEWS.catalogue
    source = f"/{AUTHORITY}/review-service"
    store = EventStore(database, source=source, authority=AUTHORITY, catalogue=catalogue)
    for day, told in groupby(sorted(_council(), key=itemgetter(0)), key=itemgetter(0)):
        await _tell(store, day, list(told))
    while await store.sequencer.round():
        pass
    yield store
    await database.close()


class FeedUpTo:
    """A store's feed that ends at a number of the log, until it is moved on."""

    def __init__(self, store: EventStore) -> None:
        self._feed = StoreFeed(store)
        self.end = 0

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        """One page, of nothing beyond the end."""
        if after >= self.end:
            await asyncio.sleep(wait)
            return Page((), after, self.end)
        page = await self._feed(after, min(limit, self.end - after))
        return Page(page.facts, page.next_after, self.end)


async def _tell(store: EventStore, day: date, told: list[Told]) -> None:
    recorded_at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    context = Context(recorded_at=recorded_at, today=day, actor=SPEC_ACTOR, correlation_id=SPEC_CORRELATION)

    async def work(writing: Writing) -> None:
        for _, child, event in told:
            await writing.execute(AS_COMMANDED, f"care-{child}", event, subject=child)

    await store.write(work, context)


def _council() -> Iterator[Told]:
    random = Random(20150331)  # noqa: S311 - to be the same each time, not to be secret
    for number in range(CHILDREN):
        yield from _child(UUID(int=random.getrandbits(128)), FIRST_DAY + timedelta(number % 365), random)


def _child(child: UUID, start: date, random: Random) -> Iterator[Told]:
    period = UUID(int=random.getrandbits(128))
    yield start, child, care.ChildBecameLookedAfter(care=period, on=start)
    yield start + timedelta(3), child, care.IroAppointed(care=period, iro=SPEC_ACTOR, on=start + timedelta(3))
    last = start
    for interval in (25, 88, *[180] * (REVIEWS_EACH - 2)):
        last += timedelta(interval + random.choice((0, 0, 0, 7)))
        for day, event in _review(UUID(int=random.getrandbits(128)), last):
            yield day, child, event


def _review(review: UUID, on: date) -> Iterator[tuple[date, Event]]:
    by = on + timedelta(28)
    yield on - timedelta(14), reviews.ReviewBooked(review=review, planned_for=on)
    yield on, reviews.ReviewHeld(review=review, held_on=on)
    yield on, reviews.ReviewCompleted(review=review, on=on, first_part=on, finish_by=by)
    yield on + timedelta(5), reviews.DecisionsIssued(review=review, on=on + timedelta(5), due_by=by, decisions=3)
    yield on + timedelta(15), reviews.RecordCompleted(review=review, on=on + timedelta(15), due_by=by)
    yield on + timedelta(19), reviews.RecordDistributed(review=review, on=on + timedelta(19), due_by=by)
