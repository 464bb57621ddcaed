"""The deadlines of a whole country: asked for at once, told of as a day passes, and told of as a fact makes one due."""

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from uuid import UUID

import httpx
from table import Row

from iro_chassis.running import Running
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.database import Database
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts import care, findings, reviews
from iro_events.facts.codes import ManagerResponse
from iro_events.migrate import migrate
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION
from iro_events.testing.postgres import embedded_postgres, fresh_database
from iro_events.testing.silent_bus import SilentBus
from metrics_service.app import create_app
from metrics_service.areas import REVIEWS
from metrics_service.deadlines.alerting import tell_all
from metrics_service.deadlines.leads import USUAL_LEADS
from metrics_service.projections import Projection

CHILDREN = 84_000
"""About as many as are looked after in England."""

TODAY = date(2016, 9, 5)
BATCH = 2_000
ASKED = 12
ALERTS = 40

ASKED_BOUND = 1.0
DAY_BOUND = 30.0
GROWS_BOUND = 100.0
ALERT_BOUND = 2.0


def measure(folder: Path) -> list[Row]:
    """Over one database with the facts of all children folded in."""
    with embedded_postgres(folder / "postgres") as server:
        return asyncio.run(_measure(fresh_database(server)))


async def _measure(url: str) -> list[Row]:
    async with _of_everybody(url) as (running, client, issuer):
        asked = [await _asked(client, issuer) for _ in range(ASKED + 2)][2:]
        first, grown = await _day(running, client, issuer, TODAY)
        usual, _ = await _day(running, client, issuer, TODAY + timedelta(days=1))
        late = [await _alert(running, number) for number in range(ALERTS)]
    return [
        _row(f"deadlines of {CHILDREN:,} children counted, p95", quantiles(asked, n=20)[-1], ASKED_BOUND),
        _row(f"the first day's tick over them, {first[1]:,} told", first[0], DAY_BOUND),
        _row(f"the next day's tick, {usual[1]:,} told", usual[0], DAY_BOUND),
        Row(
            "memory that the first tick added",
            f"{grown:.0f} MB",
            "",
            "",
            f"under {GROWS_BOUND:g} MB",
            grown < GROWS_BOUND,
        ),
        _row("from a fact to the alert it makes due, median", median(late), ALERT_BOUND),
    ]


@asynccontextmanager
async def _of_everybody(url: str) -> AsyncIterator[tuple[Running, httpx.AsyncClient, Issuer]]:
    clock = MovingClock(datetime(TODAY.year, TODAY.month, TODAY.day, 6, tzinfo=UTC) + timedelta(days=1))
    issuer = Issuer(clock)
    await migrate(url, "iro_events")
    await migrate(url, "metrics_service")
    database = await Database.open(url)
    projection = Projection(REVIEWS)
    facts = [told for number in range(CHILDREN) for told in _child(number)]
    for begin in range(0, len(facts), BATCH):
        async with database.transaction() as connection:
            await projection(connection, facts[begin : begin + BATCH])
    await database.close()
    app = create_app(settings_of(url), bus=SilentBus(), clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        await tell_all(app.state.running, USUAL_LEADS)  # no day has passed: forgets who is new
        yield app.state.running, client, issuer


def _child(number: int) -> Iterator[Recorded]:
    """Looked after for up to two years, with an IRO; reviewed when due, but for one in twenty whose last is late."""
    child, period = UUID(int=number + 1), UUID(int=(1 << 64) + number)
    on = TODAY - timedelta(days=5 + number * 7 % 730)
    told: list[Event] = [
        care.ChildBecameLookedAfter(care=period, on=on),
        care.IroAppointed(care=period, iro=UUID(int=(1 << 80) + number % 1_200), on=on),
    ]
    day, nth = on + timedelta(days=26), 0
    while day < TODAY - timedelta(days=200 * (number % 20 == 0)):
        nth += 1
        told += _review(UUID(int=(1 << 96) + (number << 8) + nth), day, owing=(number + nth) % 10 == 0)
        day += timedelta(days=88 if nth == 1 else 178)
    for place, fact in enumerate(told):
        yield _recorded(fact, child, number * 60 + place + 1)


def _review(review: UUID, day: date, *, owing: bool) -> Iterator[Event]:
    """With its record in time and a check midway, but for one in ten that still owes both."""
    yield reviews.ReviewHeld(review=review, held_on=day)
    yield reviews.ReviewCompleted(review=review, on=day, first_part=day, finish_by=day)
    yield reviews.DecisionsIssued(review=review, on=day, due_by=day, decisions=4)
    yield reviews.ManagerResponded(review=review, on=day, due_by=day, response=ManagerResponse.AGREED)
    if not owing:
        yield reviews.RecordCompleted(review=review, on=day, due_by=day)
        yield reviews.RecordDistributed(review=review, on=day, due_by=day)
        yield findings.MidwayChecked(review=review, on=min(day + timedelta(days=40), TODAY))


def _recorded(fact: Event, child: UUID, seq: int) -> Recorded:
    return Recorded(
        id=UUID(int=(1 << 100) + seq),
        source="/E10000011/review-service",
        stream=f"care-{child}",
        version=seq,
        subject=child,
        event=fact,
        recorded_at=datetime(2016, 9, 1, tzinfo=UTC),
        effective_on=fact.effective_on,
        actor=SPEC_ACTOR,
        correlation_id=SPEC_CORRELATION,
        causation_id=None,
        authority="E10000011",
        sequence=seq,
    )


async def _asked(client: httpx.AsyncClient, issuer: Issuer) -> float:
    began = perf_counter()
    asked = {"as_at": f"{TODAY}", "within_days": "366"}
    (await client.get("/deadlines/counts", params=asked, headers=issuer.bearer("iro"))).raise_for_status()
    return perf_counter() - began


async def _day(
    running: Running, client: httpx.AsyncClient, issuer: Issuer, day: date
) -> tuple[tuple[float, int], float]:
    """Seconds and facts told, and the megabytes by which the process's peak grew."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = perf_counter()
    (await client.post("/days", json={"on": f"{day}"}, headers=issuer.bearer("operator"))).raise_for_status()
    await tell_all(running, USUAL_LEADS)
    seconds = perf_counter() - began
    async with running.database.connection() as connection:
        told = await connection.fetchval(
            "SELECT count(*) FROM events WHERE type LIKE '%Deadline%' AND effective_on = $1", day
        )
    return (seconds, told), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) / 1000


async def _alert(running: Running, number: int) -> float:
    """A child is found to be in care for long; until the service's own worker has told of its missed review."""
    child = UUID(int=(1 << 120) + number)
    fact = care.ChildBecameLookedAfter(care=UUID(int=(1 << 121) + number), on=TODAY - timedelta(days=60))
    began = perf_counter()
    async with running.database.transaction() as connection:
        await Projection(REVIEWS)(connection, [_recorded(fact, child, 10_000_000 + number)])
    while True:
        async with running.database.connection() as connection:
            if await connection.fetchval("SELECT count(*) FROM events WHERE subject = $1", child):
                return perf_counter() - began
        await asyncio.sleep(0.01)


def _row(what: str, seconds: float, bound: float) -> Row:
    return Row(what, f"{seconds:.2f} s", "", "", f"under {bound:g} s", seconds < bound)
