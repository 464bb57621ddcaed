"""The cases are built anew beside those in use, from a real log's feed, while somebody reads and somebody writes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events import inbox
from iro_events.bus import Bus
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.facts import care, reviews
from iro_events.feed_bus import FeedBus
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.relay import Relay
from iro_events.kafka.settling import make
from iro_events.migrate import migrate
from iro_events.parked import parked
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.store_feed import StoreFeed
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.tables import difference
from iro_events.topics import DEAD_LETTERS, TOLD_BY
from metrics_service.areas import REVIEWS
from metrics_service.domain.period_of_time import period_of_time
from metrics_service.figures.asked import Asked
from metrics_service.figures.catalogue import FIGURES
from metrics_service.figures.counting import count
from metrics_service.projections import Projection
from metrics_service.rebuild import RebuildUnderWay, rebuild
from metrics_service.tables import tables_of

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AS_TOLD: Decider[Event, None, Event] = Decider(
    decide=lambda command, state, context: [command],
    evolve=lambda state, event: None,
    initial=None,
    events=Event,
    stream="recorded",
)
MINUTE = 60.0
AHEAD = 40
TOPIC = REVIEWS.topics[0]


def quietly(done: int, total: int) -> None:
    """Nobody looks at the progress."""


@dataclass
class Review:
    """review-service, as far as its log and feed go."""

    store: EventStore

    async def tell(self, child: UUID, *facts: Event, context: Context = NEW_YEAR) -> int:
        """Records the facts; gives the number of the last in the log."""
        seq = 0
        for fact in facts:
            written = await self.store.execute(AS_TOLD, f"care-{child}", fact, context, subject=child)
            assert written.position is not None
            seq = await self.store.sequence_of(written.position) or 0
        return seq

    async def child(self, number: int, *, late: bool = False) -> None:
        """A child with a first review, in time or late."""
        child = UUID(int=number)
        started = care.ChildBecameLookedAfter(care=UUID(int=number << 8), on=date(2014, 4, 1))
        held = reviews.ReviewHeld(review=UUID(int=(number << 8) + 1), held_on=date(2014, 5, 2 if late else 1))
        await self.tell(child, started, held)

    @property
    def bus(self) -> Bus:
        return FeedBus({TOPIC: StoreFeed(self.store)}, page=7, wait=0.1)


@pytest.fixture
async def review(postgres: PostgresServer) -> AsyncIterator[Review]:
    url = await asyncio.to_thread(fresh_database, postgres)
    await migrate(url, "iro_events")
    log = await Database.open(url)
    store = EventStore(log, source="/E10000011/review-service", authority="E10000011", catalogue=REVIEWS.catalogue)
    sequencing = asyncio.create_task(store.sequencer.run())
    yield Review(store)
    sequencing.cancel()
    await asyncio.gather(sequencing, return_exceptions=True)
    await log.close()


def live(database: Database, review: Review, *, bus: Bus | None = None) -> Consumer:
    return Consumer(REVIEWS.name, database, bus or review.bus, [TOPIC], REVIEWS.catalogue, Projection())


async def in_time(database: Database) -> tuple[int | None, int | None]:
    asked = Asked(period_of_time("2014-15"), None, date(2026, 1, 1))
    async with database.connection() as connection:
        whole = (await count(connection, FIGURES["reviews-in-time"], asked, None)).whole
    return whole.numerator, whole.denominator


async def test_what_is_built_anew_is_as_it_was(database: Database, review: Review) -> None:
    for number in range(1, 21):
        await review.child(number, late=number % 4 == 0)
    await live(database, review).catch_up()
    before = await in_time(database)
    dealt_with: list[tuple[int, int]] = []

    rebuilt = await rebuild(database, review.bus, REVIEWS, lambda done, total: dealt_with.append((done, total)))

    assert rebuilt.differences == dict.fromkeys(rebuilt.cases, 0)
    assert (rebuilt.seq[TOPIC], rebuilt.cases["review_case"], rebuilt.cases["care_case"]) == (40, 20, 20)
    assert await in_time(database) == before == (15, 20)
    assert dealt_with[-1] == (40, 40)


async def test_a_rebuild_leaves_the_tables_as_they_are_declared(
    database: Database, database_url: str, review: Review, postgres: PostgresServer
) -> None:
    untouched = await asyncio.to_thread(fresh_database, postgres)
    await migrate(untouched, "iro_events")
    await migrate(untouched, "metrics_service")
    await review.child(1)
    await live(database, review).catch_up()

    await rebuild(database, review.bus, REVIEWS, quietly)

    assert difference(untouched, database_url, "metrics_service") == []


async def test_what_was_damaged_is_told_and_mended(database: Database, review: Review) -> None:
    await review.child(1)
    await review.child(2, late=True)
    await live(database, review).catch_up()
    async with database.connection() as connection:
        await connection.execute("UPDATE reviews.review_case SET in_time_statute = true")

    rebuilt = await rebuild(database, review.bus, REVIEWS, quietly)

    assert rebuilt.differences is not None
    assert {kind: n for kind, n in rebuilt.differences.items() if n} == {"review_case": 2}, "the false one and the true"
    assert await in_time(database) == (1, 2)


async def test_the_figures_follow_on_from_the_very_number_at_which_they_were_swapped(
    database: Database, review: Review
) -> None:
    await review.child(1)
    await live(database, review).catch_up()
    await rebuild(database, review.bus, REVIEWS, quietly)
    await review.child(2, late=True)

    following = live(database, review)
    await following.catch_up()

    assert await in_time(database) == (1, 2)
    assert (following.tally.projected, following.tally.repeated) == (2, 0)


async def test_readers_and_writers_go_on_meanwhile(database: Database, review: Review) -> None:
    for number in range(1, 11):
        await review.child(number)
    following = asyncio.create_task(live(database, review).run())
    writing = asyncio.create_task(_write(review, 11, 30))
    reading = asyncio.create_task(_read_until(database, writing))
    try:
        async with asyncio.timeout(MINUTE):
            for _ in range(3):
                rebuilt = await rebuild(database, review.bus, REVIEWS, quietly)
                assert rebuilt.differences == dict.fromkeys(rebuilt.cases, 0)
            await writing
            bases = await reading
            await live(database, review).catch_up()
            assert await in_time(database) == (30, 30)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    assert bases == sorted(bases), "no reader ever saw less than one before"


@pytest.fixture
async def cluster(review: Review, kafka: Broker) -> AsyncIterator[Cluster]:
    """review-service's topics on a broker, which is told what is recorded."""
    cluster = Cluster(kafka.address, "rebuilt.")
    await make(cluster, [*TOLD_BY["review-service"], *DEAD_LETTERS], copies=1)
    store, topics = review.store, TOLD_BY["review-service"]
    relay = Relay(store.database, store.sequencer.awaited, cluster, topics, source="/E10000011/review-service")
    telling = asyncio.create_task(relay.run())
    yield cluster
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)


async def versions(database: Database) -> list[list[tuple[Any, ...]]]:
    """Every version of every case, but for the number of its row."""
    found = []
    for table, _ in tables_of(REVIEWS).cases:
        columns = ", ".join(column.name for column in table.c if column.name != "row")
        async with database.connection() as connection:
            rows = await connection.fetch(f"SELECT {columns} FROM reviews.{table.name} ORDER BY {columns}")  # noqa: S608 - our own names
        found.append([tuple(row) for row in rows])
    return found


async def test_from_the_feeds_while_a_broker_goes_on_they_are_swapped_at_the_very_fact_and_as_from_its_beginning(
    database: Database, review: Review, cluster: Cluster, postgres: PostgresServer
) -> None:
    for number in range(1, 11):
        await review.child(number)
    following = live(database, review, bus=KafkaBus(cluster, "metrics-service", batch=10))
    at_work = asyncio.create_task(following.run())
    rebuilt_twice = asyncio.Event()
    writing = asyncio.create_task(_write_until(review, database, rebuilt_twice))
    try:
        async with asyncio.timeout(MINUTE):
            for _ in range(2):
                rebuilt = await rebuild(database, review.bus, REVIEWS, quietly)
                assert rebuilt.differences == dict.fromkeys(rebuilt.cases, 0)
            rebuilt_twice.set()
            told = await writing
            assert await inbox.reached(database, REVIEWS.name, TOPIC, told, within=MINUTE)
    finally:
        at_work.cancel()
        await asyncio.gather(at_work, return_exceptions=True)
    url = await asyncio.to_thread(fresh_database, postgres)
    await migrate(url, "iro_events")
    await migrate(url, "metrics_service")
    from_the_beginning = await Database.open(url)
    await live(from_the_beginning, review, bus=KafkaBus(cluster, "another")).catch_up()

    assert (following.tally.projected, following.tally.repeated) == (told, 0), "each fact once, and none came again"
    assert await versions(database) == await versions(from_the_beginning)
    await from_the_beginning.close()


async def _write_until(review: Review, database: Database, done: asyncio.Event) -> int:
    """New children, and the first one's reviews, a little ahead of who follows; gives the last number of the log."""
    told, number = 0, 10
    while not done.is_set():
        number += 1
        await review.child(number)
        held = reviews.ReviewHeld(review=UUID(int=(number << 8) + 2), held_on=date(2014, 5, 1))
        told = await review.tell(UUID(int=1), held)
        assert await inbox.reached(database, REVIEWS.name, TOPIC, told - AHEAD, within=MINUTE)
    return told


async def _write(review: Review, first: int, last: int) -> None:
    for number in range(first, last + 1):
        await review.child(number)


async def _read_until(database: Database, done: "asyncio.Task[None]") -> list[Any]:
    bases = []
    while not done.done():
        bases.append((await in_time(database))[1])
        await asyncio.sleep(0)
    return bases


async def test_a_rebuild_that_was_cut_off_is_begun_anew_by_the_next(database: Database, review: Review) -> None:
    await review.child(1)
    await review.child(2)
    await live(database, review).catch_up()
    reached = asyncio.Event()
    cut_off = asyncio.create_task(rebuild(database, review.bus, REVIEWS, lambda done, total: reached.set()))
    await reached.wait()
    cut_off.cancel()
    await asyncio.gather(cut_off, return_exceptions=True)

    rebuilt = await rebuild(database, review.bus, REVIEWS, quietly)

    assert rebuilt.differences == dict.fromkeys(rebuilt.cases, 0)
    assert await in_time(database) == (2, 2)
    async with database.connection() as connection:
        schemas = await connection.fetch("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'reviews%'")
    assert [schema["nspname"] for schema in schemas] == ["reviews"]


async def test_two_rebuilds_do_not_run_at_once(database: Database, review: Review) -> None:
    await review.child(1)
    await live(database, review).catch_up()

    outcomes = await asyncio.gather(
        *(rebuild(database, review.bus, REVIEWS, quietly) for _ in range(2)), return_exceptions=True
    )

    assert sum(isinstance(outcome, RebuildUnderWay) for outcome in outcomes) == 1
    assert await in_time(database) == (1, 1)


async def test_figures_that_stood_still_are_replaced_uncompared_and_their_parked_children_set_free(
    database: Database, review: Review
) -> None:
    """What a mended projection needs: the old one could not take a child's fact, the new one can."""
    await review.child(1)
    refusing = Consumer(REVIEWS.name, database, review.bus, [TOPIC], REVIEWS.catalogue, _refuse)
    await refusing.catch_up()
    assert len(await parked(database, REVIEWS.name)) == 2
    await review.child(2)

    rebuilt = await rebuild(database, review.bus, REVIEWS, quietly)

    assert rebuilt.differences is None
    assert await in_time(database) == (2, 2)
    assert await parked(database, REVIEWS.name) == []
    assert await parked(database, "reviews-next") == []
    await review.child(3)
    following = live(database, review)
    await following.catch_up()
    assert (following.tally.projected, following.tally.repeated) == (2, 0)


async def _refuse(connection: Any, facts: Any) -> None:
    raise LookupError("a projection with a fault")
