"""Workers: the dead are named, counted and started again; readiness says which is down and why."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.running import Running
from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import Issuer, MovingClock, served
from iro_chassis.testing.visits import visits_service
from iro_chassis.workers import Patience, Supervisor, Worker

pytestmark = pytest.mark.anyio

QUICK = Patience(steady=0.05, first_pause=0.01, longest_pause=0.1)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - the supervisor tells nobody; it is asked
            await asyncio.sleep(0.01)


class Mortal:
    """A worker that dies the first so many times."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths
        self.lives = 0

    async def run(self) -> None:
        self.lives += 1
        if self.lives <= self.deaths:
            raise LookupError("Amy Made-Up is not in the file")
        await asyncio.Event().wait()


async def test_a_worker_that_dies_is_down_until_it_lives_steadily_again() -> None:
    supervisor, mortal = Supervisor(QUICK), Mortal(3)
    supervisor.start(Worker("reader", mortal.run))

    await until(lambda: supervisor.down == {"reader": "LookupError"})
    await until(lambda: supervisor.down == {})

    assert (mortal.lives, supervisor.deaths["reader"]) == (4, 3)
    await supervisor.stop()


async def test_a_worker_that_returns_is_dead_too() -> None:
    async def returns() -> None:
        return

    supervisor = Supervisor(QUICK)
    supervisor.start(Worker("idler", returns))

    await until(lambda: "returned" in supervisor.down.get("idler", ""))
    await supervisor.stop()


async def test_to_stop_ends_every_worker_and_waits_for_its_end() -> None:
    ended: list[str] = []

    def tidy(name: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)
                ended.append(name)

        return run

    supervisor = Supervisor(QUICK)
    for name in ("one", "two"):
        supervisor.start(Worker(name, tidy(name)))
    await asyncio.sleep(0)

    await supervisor.stop()

    assert sorted(ended) == ["one", "two"]


@pytest.mark.database
async def test_a_dead_worker_makes_the_service_not_ready_and_says_why(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    def dying(_: Running) -> Worker:
        return Worker("projection", Mortal(1000).run)

    app = visits_service(settings, clock=clock, verifier=issuer.verifier(), workers=[dying])
    async with served(app, issuer.bearer(Role.IRO)) as client:
        await until(lambda: app.state.running.workers.down != {})
        ready = await client.get("/health/ready")
        live = await client.get("/health/live")
        measured = await client.get("/metrics")

    assert ready.status_code == 503
    assert ready.json()["code"] == "service.not_ready"
    assert ready.json()["errors"] == [{"field": "worker projection", "code": "worker.down", "detail": "LookupError"}]
    assert live.json() == {"status": "alive"}
    assert 'footprint_worker_up{worker="projection"} 0.0' in measured.text
    assert 'footprint_worker_up{worker="sequencer"} 1.0' in measured.text


@pytest.mark.database
async def test_a_service_whose_workers_are_well_is_ready(visits: httpx.AsyncClient) -> None:
    ready = await visits.get("/health/ready")

    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


@pytest.mark.database
async def test_a_service_whose_database_is_gone_is_not_ready(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    async with served(app, issuer.bearer(Role.IRO)) as client:
        await app.state.running.database.close()
        ready = await client.get("/health/ready")
        measured = await client.get("/metrics")
        asked = await client.get("/children/c41d0000-0000-4000-8000-000000000001/visits")

    assert "database" in [error["field"] for error in ready.json()["errors"]]
    assert "footprint_database_up 0.0" in measured.text
    assert (asked.status_code, asked.json()["code"]) == (503, "service.unavailable")
    assert asked.headers["retry-after"] == "1"


@pytest.mark.database
async def test_before_its_start_and_after_its_stop_a_service_answers_that_it_is_not_ready(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        before = await client.get("/health/ready")
        async with served(app):
            pass
        after = await client.get("/children/c41d0000-0000-4000-8000-000000000001/visits", headers=issuer.bearer("iro"))

    assert before.json()["code"] == after.json()["code"] == "service.not_ready"
    assert (before.status_code, after.status_code) == (503, 503)


@pytest.mark.database
async def test_a_service_without_events_has_no_feed_and_no_sequencer(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier(), store=False)
    async with served(app, issuer.bearer(Role.OPERATOR)) as client:
        facts = await client.get("/facts")
        ready = await client.get("/health/ready")

    assert (facts.status_code, ready.status_code) == (404, 200)
    assert app.state.running is None
