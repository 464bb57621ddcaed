"""A real log of disputes, followed in batches of any size and built anew: the same cases from the same moments."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from iro_events.catalogue import Catalogue
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.facts import escalations
from iro_events.facts.escalation_codes import ChildsView, ConcernCategory, ConcernOutcome, DisputeStage, MovedUpBy
from iro_events.feed_bus import FeedBus
from iro_events.migrate import migrate
from iro_events.published import published_in
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.store_feed import StoreFeed
from iro_events.testing.postgres import PostgresServer, fresh_database
from metrics_service.area import Area
from metrics_service.areas import ESCALATIONS, ESCALATIONS_RESTRICTED
from metrics_service.projections import Projection
from metrics_service.rebuild import rebuild

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILDREN = [UUID(int=n) for n in range(1, 5)]
IRO, TOPIC = UUID(int=99), ESCALATIONS.topics[0]
ON, LATER = date(2014, 6, 2), date(2014, 6, 10)
LOWER, UPPER = DisputeStage.TEAM_MANAGER, DisputeStage.DIRECTOR
AS_TOLD: Decider[Event, None, Event] = Decider(
    decide=lambda command, state, context: [command],
    evolve=lambda state, event: None,
    initial=None,
    events=Event,
    stream="recorded",
)


def story(child: UUID) -> Sequence[Event]:
    """One dispute from its raising to its end; those of every fourth child were recorded in error."""
    of: dict[str, Any] = {"concern": child}
    return [
        escalations.ConcernRaised(
            **of,
            on=ON,
            iro=IRO,
            category=ConcernCategory.DRIFT,
            raised_with=None,
            answer_by=None,
        ),
        escalations.ChildsViewOfConcernRecorded(**of, on=ON, view=ChildsView.AGREES),
        escalations.DisputeRaised(**of, on=ON, conclude_by=date(2014, 6, 30), ladder_from=ON),
        escalations.StageEntered(**of, on=ON, stage=LOWER, step=1, answer_by=date(2014, 6, 9)),
        escalations.DisputeMovedUp(**of, on=LATER, was=LOWER, to=UPPER, moved_by=MovedUpBy.TIME),
        escalations.StageEntered(**of, on=LATER, stage=UPPER, step=2, answer_by=None),
        escalations.ConcernEntryWithdrawn(**of)
        if child.int % 4 == 0
        else escalations.DisputeResolved(
            **of, on=LATER, stage=UPPER, outcome=ConcernOutcome.UPHELD, plan_changed=True, conclude_by=LATER
        ),
    ]


def day(number: int) -> Context:
    """The context of that day, counted from the new year."""
    at = NEW_YEAR.recorded_at + timedelta(days=number)
    return Context(recorded_at=at, today=at.date(), actor=NEW_YEAR.actor, correlation_id=NEW_YEAR.correlation_id)


@pytest.fixture
async def log(postgres: PostgresServer) -> AsyncIterator[EventStore]:
    """escalation-service's: of each child's dispute a fact a day, the children one after another."""
    url = await asyncio.to_thread(fresh_database, postgres)
    await migrate(url, "iro_events")
    opened = await Database.open(url)
    source, catalogue = "/E10000011/escalation-service", Catalogue(published_in(escalations))
    store = EventStore(opened, source=source, authority="E10000011", catalogue=catalogue)
    sequencing = asyncio.create_task(store.sequencer.run())
    position = 0
    for number, facts in enumerate(zip(*map(story, CHILDREN), strict=True)):
        for child, fact in zip(CHILDREN, facts, strict=True):
            written = await store.execute(AS_TOLD, f"concern-{child}", fact, day(number), subject=child)
            position = written.position or position
    await store.sequence_of(position)
    yield store
    sequencing.cancel()
    await asyncio.gather(sequencing, return_exceptions=True)
    await opened.close()


async def followed(database: Database, bus: FeedBus, area: Area = ESCALATIONS) -> None:
    consumer = Consumer(area.name, database, bus, area.topics, area.catalogue, Projection(area))
    await consumer.catch_up()
    assert consumer.tally.parked == 0


async def versions(database: Database, table: str) -> list[tuple[int, ...]]:
    """Of each child's cases in a table of ours: how many versions, how many still known, and from how many moments."""
    counted = "count(*), count(*) FILTER (WHERE known_to = 'infinity'), count(DISTINCT known_from)"
    async with database.connection() as connection:
        rows = await connection.fetch(
            f"SELECT {counted} FROM escalations.{table} GROUP BY child ORDER BY child"  # noqa: S608 - names of our own
        )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("page", [1, 5, 1000])
async def test_every_step_of_a_dispute_is_known_from_the_moment_at_which_it_was_told(
    database: Database, log: EventStore, page: int
) -> None:
    await followed(database, FeedBus({TOPIC: StoreFeed(log)}, page=page, wait=0.1))

    concluded, in_error = (6, 1, 6), (5, 0, 5)
    assert await versions(database, "concern_case") == [
        in_error if child.int % 4 == 0 else concluded for child in CHILDREN
    ]
    assert await versions(database, "stage_case") == [
        (3, 0, 3) if child.int % 4 == 0 else (4, 2, 4) for child in CHILDREN
    ]


async def test_the_area_is_rebuilt_as_it_was(database: Database, log: EventStore) -> None:
    bus = FeedBus({TOPIC: StoreFeed(log)}, page=5, wait=0.1)
    await followed(database, bus)

    rebuilt = await rebuild(database, bus, ESCALATIONS, lambda done, total: None)

    assert rebuilt.cases == {"concern_case": 3, "stage_case": 6}
    assert rebuilt.differences == {"concern_case": 0, "stage_case": 0}


async def test_the_childs_views_are_followed_on_their_own_topic_and_rebuilt_as_they_were(
    database: Database, log: EventStore
) -> None:
    bus = FeedBus({ESCALATIONS_RESTRICTED.topics[0]: StoreFeed(log, restricted=True)}, page=3, wait=0.1)
    await followed(database, bus, ESCALATIONS_RESTRICTED)
    async with database.connection() as connection:
        rows = await connection.fetch("SELECT DISTINCT known_from FROM escalations_restricted.childs_view_case")

    rebuilt = await rebuild(database, bus, ESCALATIONS_RESTRICTED, lambda done, total: None)

    assert [row["known_from"] for row in rows] == [day(1).recorded_at]
    assert (rebuilt.cases, rebuilt.differences) == ({"childs_view_case": 4}, {"childs_view_case": 0})
