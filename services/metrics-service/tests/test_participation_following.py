"""What all may be told and what few may are two topics of one log: each case is known from its own moment anyway."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from iro_events import inbox
from iro_events.catalogue import Catalogue
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.facts import advocacy, participation, surveys
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium, ParticipationCode
from iro_events.feed_bus import FeedBus
from iro_events.inbox import Stand
from iro_events.migrate import migrate
from iro_events.published import published_in
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.store_feed import StoreFeed
from iro_events.testing.postgres import PostgresServer, fresh_database
from metrics_service.areas import PARTICIPATION, PARTICIPATION_RESTRICTED
from metrics_service.projections import Projection
from metrics_service.rebuild import rebuild

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AREAS = (PARTICIPATION, PARTICIPATION_RESTRICTED)
CHILDREN = [UUID(int=n) for n in range(1, 11)]
AS_TOLD: Decider[Event, None, Event] = Decider(
    decide=lambda command, state, context: [command],
    evolve=lambda state, event: None,
    initial=None,
    events=Event,
    stream="recorded",
)


def day(number: int) -> Context:
    """The context of that day, counted from the new year."""
    at = NEW_YEAR.recorded_at + timedelta(days=number)
    return Context(recorded_at=at, today=at.date(), actor=NEW_YEAR.actor, correlation_id=NEW_YEAR.correlation_id)


@pytest.fixture
async def log(postgres: PostgresServer) -> AsyncIterator[EventStore]:
    """participation-service's: for each child a contact, how it took part, another contact, a day after each other."""
    url = await asyncio.to_thread(fresh_database, postgres)
    await migrate(url, "iro_events")
    opened = await Database.open(url)
    facts = published_in(participation, advocacy, surveys)
    store = EventStore(
        opened, source="/E10000011/participation-service", authority="E10000011", catalogue=Catalogue(facts)
    )
    sequencing = asyncio.create_task(store.sequencer.run())
    position = 0
    for number in range(3):
        for child in CHILDREN:
            written = await store.execute(AS_TOLD, f"child-{child}", _told(child, number), day(number), subject=child)
            position = written.position or position
    await store.sequence_of(position)
    yield store
    sequencing.cancel()
    await asyncio.gather(sequencing, return_exceptions=True)
    await opened.close()


def _told(child: UUID, number: int) -> Event:
    if number == 1:
        return participation.ParticipationRecorded(
            review=child, held_on=date(2014, 5, 1), code=ParticipationCode.PN1, age_on_review=7
        )
    contact = UUID(int=(child.int << 8) + number)
    return participation.ContactLogged(
        contact=contact, iro=child, on=date(2014, 5, 1), medium=ContactMedium.TEXT, begun_by=ContactBegunBy.IRO
    )


def bus_of(log: EventStore, page: int) -> FeedBus:
    feeds = {area.topics[0]: StoreFeed(log, restricted=area.restricted) for area in AREAS}
    return FeedBus(feeds, page=page, wait=0.1)


async def known_since(database: Database) -> dict[str, list[datetime]]:
    """From which moments the cases of contacts and of participation are known, each once."""
    found: dict[str, list[datetime]] = {}
    async with database.connection() as connection:
        for table in ("participation.contact_case", "participation_restricted.participation_case"):
            rows: Sequence[Any] = await connection.fetch(
                f"SELECT DISTINCT known_from FROM {table} ORDER BY known_from"  # noqa: S608 - the two names above
            )
            found[table] = [row["known_from"] for row in rows]
    return found


@pytest.mark.parametrize("page", [1, 4, 1000])
@pytest.mark.parametrize("order", [AREAS, AREAS[::-1]], ids=["open-first", "restricted-first"])
async def test_each_case_is_known_from_the_moment_at_which_its_own_fact_was_told(
    database: Database, log: EventStore, page: int, order: Sequence[Any]
) -> None:
    bus = bus_of(log, page)
    for area in order:
        consumer = Consumer(area.name, database, bus, area.topics, area.catalogue, Projection(area))
        await consumer.catch_up()
        assert await inbox.reached(database, area.name, area.topics[0], 30, 0.0), "either topic moves to the log's end"

    assert await known_since(database) == {
        "participation.contact_case": [day(0).recorded_at, day(2).recorded_at],
        "participation_restricted.participation_case": [day(1).recorded_at],
    }


async def test_both_areas_are_rebuilt_as_they_were(database: Database, log: EventStore) -> None:
    bus = bus_of(log, 4)
    for area in AREAS:
        await Consumer(area.name, database, bus, area.topics, area.catalogue, Projection(area)).catch_up()
    before = await known_since(database)

    rebuilt = {area.name: await rebuild(database, bus, area, lambda done, total: None) for area in AREAS}

    assert all(each.differences == dict.fromkeys(each.cases, 0) for each in rebuilt.values())
    assert rebuilt["participation"].cases["contact_case"] == 20
    assert rebuilt["participation_restricted"].cases == {
        "participation_case": 10,
        "unheard_case": 0,
        "awareness_case": 0,
        "theme_case": 0,
    }
    assert await known_since(database) == before


async def test_a_reader_waits_for_the_log_that_the_figure_rests_on(analyst: Any) -> None:
    async with analyst.database.transaction() as connection:
        await inbox.move(connection, "participation", {("iro.participation", 0): Stand(9)})

    waiting = {**analyst.issuer.bearer("analyst"), "If-Seq-At-Least": "9"}
    seen = await analyst.client.get("/figures/iro-contacts", params={"period": "2014-15"}, headers=waiting)
    behind = await analyst.client.get("/figures/reviews-held", params={"period": "2014-15"}, headers=waiting)

    assert (seen.status_code, behind.status_code, behind.json()["code"]) == (200, 503, "read.behind")
