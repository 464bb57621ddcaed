"""The days pass by themselves: at the start, at midnight in England, once for however many processes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

import httpx
import pytest

from iro_chassis.days import THE_CLOCK, day_passer
from iro_chassis.roles import Role
from iro_chassis.running import Running
from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import AUTHORITY, Issuer, MovingClock, served
from iro_chassis.testing.visits import VISITS, RecordVisit, visits_service
from iro_events.days import DAYS, authority_id
from iro_events.envelope import Recorded
from iro_events.store import Writing

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = UUID(int=1)
SATURDAY, SUNDAY = date(2014, 9, 6), date(2014, 9, 7)
BEFORE_MIDNIGHT = datetime(2014, 9, 6, 22, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2014, 9, 6, 23, 0, tzinfo=UTC)


async def visited_daily(writing: Writing, on: date) -> None:
    """What follows from a day's coming, in these tests."""
    await writing.execute(VISITS, f"visits-{CHILD}", RecordVisit(on=on), subject=CHILD)


PASSED_DAYS = DAYS.stream_of(authority_id(AUTHORITY))

passes_days = partial(day_passer, every=0.01)


@asynccontextmanager
async def at_work(settings: Settings, clock: MovingClock, issuer: Issuer, processes: int = 1) -> AsyncIterator[Running]:
    """The service in so many processes, each of which passes the days."""
    async with AsyncExitStack() as closing:
        for _ in range(processes):
            app = visits_service(
                settings, clock=clock, verifier=issuer.verifier(), workers=[passes_days], tick=visited_daily
            )
            await closing.enter_async_context(served(app))
        yield app.state.running


async def told(running: Running, stream: str, until: int) -> list[Recorded]:
    """What the stream has told, once it is so much; it is asked, since a stream tells nobody."""
    async with asyncio.timeout(10):
        while len(events := await running.events.read_stream(stream)) < until:  # noqa: ASYNC110 - as said
            await asyncio.sleep(0.01)
    return events


async def test_a_day_passes_at_the_start_and_the_next_at_midnight_in_england(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    clock.now = BEFORE_MIDNIGHT
    async with at_work(settings, clock, issuer) as running:
        [first] = await told(running, PASSED_DAYS, 1)
        clock.now = MIDNIGHT
        _, second = await told(running, PASSED_DAYS, 2)
        visits = await told(running, f"visits-{CHILD}", 2)

    assert [(each.effective_on, each.recorded_at, each.actor) for each in (first, second)] == [
        (SATURDAY, BEFORE_MIDNIGHT, THE_CLOCK),
        (SUNDAY, MIDNIGHT, THE_CLOCK),
    ]
    assert [visit.effective_on for visit in visits] == [SATURDAY, SUNDAY]


async def test_a_day_told_by_one_of_several_processes_is_not_told_by_another_nor_after_a_restart(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    clock.now = BEFORE_MIDNIGHT
    async with at_work(settings, clock, issuer, processes=3) as running:
        await told(running, PASSED_DAYS, 1)
    async with at_work(settings, clock, issuer, processes=3) as running:
        clock.now = MIDNIGHT
        await told(running, f"visits-{CHILD}", 2)

        assert [each.effective_on for each in await running.events.read_stream(PASSED_DAYS)] == [
            SATURDAY,
            SUNDAY,
        ]
        assert len(await running.events.read_stream(f"visits-{CHILD}")) == 2


async def test_a_day_may_be_told_by_hand_and_does_its_work_once(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    clock.now = MIDNIGHT
    app = visits_service(settings, clock=clock, verifier=issuer.verifier(), tick=visited_daily)
    async with served(app, issuer.bearer(Role.MANAGER)) as client:
        answers = [await passed(client, day) for day in (SUNDAY, SUNDAY, date(2014, 9, 8))]

    assert [answer.status_code for answer in answers] == [201, 200, 409]
    assert [event["type"] for event in answers[0].json()["events"]] == ["DayPassed", "VisitMade"]
    assert answers[1].json()["events"] == []


async def passed(client: httpx.AsyncClient, on: date) -> httpx.Response:
    return await client.post("/days", json={"on": on.isoformat()})
