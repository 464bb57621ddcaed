"""The feed: facts in the order of the log, to those who may have them, held back until there is one."""

import asyncio
import time

import httpx
import pytest

from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import Issuer, MovingClock, served
from iro_chassis.testing.visits import visits_service

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = "c41d0000-0000-4000-8000-000000000001"
VISITS = f"/children/{CHILD}/visits"
A_VISIT = {"on": "2026-01-05", "note": "all well", "risk": True}


async def test_facts_are_told_as_cloudevents_without_what_is_private_or_restricted(
    visits: httpx.AsyncClient, issuer: Issuer
) -> None:
    written = await visits.post(VISITS, json=A_VISIT, headers={"X-Correlation-ID": CHILD})

    page = (await visits.get("/facts", headers=issuer.bearer("operator"))).json()

    assert (page["next_after"], page["head"]) == (3, 3)
    (fact,) = page["facts"]
    assert fact["id"] == written.json()["events"][0]["id"]
    assert fact["data"] == {"on": "2026-01-05"}
    assert (fact["type"], fact["source"]) == ("footprint.VisitMade", "/E10000011/visits-service")
    assert (fact["subject"], fact["time"]) == (CHILD, "2026-01-05T12:00:00.000000Z")
    assert (fact["effectiveon"], fact["sequence"], fact["correlationid"]) == (
        "2026-01-05",
        "00000000000000000001",
        CHILD,
    )


async def test_restricted_facts_are_for_the_information_system_alone(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    await visits.post(VISITS, json=A_VISIT)
    query = {"restricted": "true"}

    theirs = await visits.get("/facts", params=query, headers=issuer.bearer("information-system"))
    operators = await visits.get("/facts", params=query, headers=issuer.bearer("operator"))

    assert [fact["type"] for fact in theirs.json()["facts"]] == ["footprint.RiskSeen"]
    assert (operators.status_code, operators.json()["code"]) == (403, "role.missing")


async def test_an_iro_has_no_business_with_the_feed(visits: httpx.AsyncClient) -> None:
    assert (await visits.get("/facts")).status_code == 403


async def test_a_follower_who_waits_is_answered_when_there_is_a_fact(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    system = issuer.bearer("information-system")
    waiting = asyncio.create_task(visits.get("/facts", params={"wait": "30"}, headers=system))
    await asyncio.sleep(0)
    began = time.monotonic()

    await visits.post(VISITS, json=A_VISIT)
    page = (await waiting).json()

    assert [fact["type"] for fact in page["facts"]] == ["footprint.VisitMade"]
    assert time.monotonic() - began < 10


async def test_a_follower_for_whom_there_is_nothing_is_answered_in_the_end(
    visits: httpx.AsyncClient, issuer: Issuer
) -> None:
    answer = await visits.get("/facts", params={"wait": "0.05"}, headers=issuer.bearer("information-system"))

    assert answer.json() == {"facts": [], "next_after": 0, "head": 0}


async def test_a_process_that_stops_does_not_keep_its_followers_waiting(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    async with served(app, issuer.bearer("information-system")) as client:
        waiting = asyncio.create_task(client.get("/facts", params={"wait": "30"}))
        await asyncio.sleep(0)
        app.state.running.stopping.set()
        async with asyncio.timeout(10):
            answer = await waiting

    assert answer.json()["facts"] == []


@pytest.mark.parametrize(
    "query", [{"after": "-1"}, {"limit": "0"}, {"limit": "1001"}, {"wait": "31"}, {"wait": "nan"}, {"after": "9" * 20}]
)
async def test_a_page_that_cannot_be_is_named(visits: httpx.AsyncClient, issuer: Issuer, query: dict[str, str]) -> None:
    answer = await visits.get("/facts", params=query, headers=issuer.bearer("operator"))

    assert (answer.status_code, answer.json()["field"]) == (422, next(iter(query)))
