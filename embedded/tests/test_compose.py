"""The services stand together in one process as they stand apart: by HTTP, with tokens, each over its own tables."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from iro_chassis.clock import system_clock
from iro_chassis.roles import Role
from iro_embedded.authority import AuthorityRefused
from iro_embedded.catching_up import caught_up
from iro_embedded.compose import composed

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def test_every_service_is_found_under_its_name_and_is_well(desk: Any) -> None:
    ready = (await desk.client.get("/health/ready")).json()
    assert ready == {
        "status": "ready",
        "services": {
            "review-service": {"status": "ready"},
            "escalation-service": {"status": "ready"},
            "participation-service": {"status": "ready"},
            "metrics-service": {"status": "ready"},
        },
    }
    assert (await desk.client.get("/health/live")).json() == {"status": "alive"}
    for service in ready["services"]:
        assert (await desk.client.get(f"/{service}/openapi.json")).json()["info"]["title"] == service
        assert (await desk.client.get(f"/{service}/metrics")).status_code == 200


async def test_what_review_service_was_told_metrics_service_counts(desk: Any) -> None:
    child = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02")
    await caught_up(desk.system)
    cases = await desk.client.get("/metrics-service/figures/reviews-in-time/cases?period=2014-15")
    (case,) = [case for case in cases.json()["items"] if case["child"] == child]
    assert (case["due_statute"], case["in_time_statute"]) == ("2014-05-01", False)
    assert "1 day late" in case["because"][-1]


async def test_what_review_service_was_told_participation_service_knows(desk: Any) -> None:
    child = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    held = await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02")

    told = await desk.client.post(
        f"/participation-service/reviews/{held['id']}/participations",
        json={"code": "PN1", "age_on_review": 10},
        headers={"If-Reviews-Seq-At-Least": str(held["seq"])},
    )

    assert told.status_code == 201, told.text
    (part,) = (await desk.client.get(f"/participation-service/children/{child}/participation")).json()
    assert (part["held_on"], part["state"], part["code"]) == ("2014-05-02", "coded", "PN1")


async def test_what_review_service_was_told_escalation_service_knows(desk: Any) -> None:
    child = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    held = await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02")
    iro = "00000000-0000-4000-8000-0000000000a1"

    told = await desk.client.post(
        f"/escalation-service/children/{child}/concerns",
        json={
            "on": "2014-05-02",
            "iro": iro,
            "category": "drift",
            "childs_view": "agrees",
            "raised_with": "team-manager",
        },
        headers={"If-Reviews-Seq-At-Least": str(held["seq"])},
    )

    assert told.status_code == 201, told.text
    (matter,) = (await desk.client.get(f"/escalation-service/iros/{iro}/concerns")).json()["items"]
    assert (matter["child"], matter["turn"], matter["limit"]) == (child, "team-manager", None)


async def test_a_route_of_a_service_wants_a_token_and_a_page_does_not(system: Any) -> None:
    async with system.client() as nobody:
        nobody.auth = None
        assert (await nobody.get("/metrics-service/figures")).status_code == 401
        assert (await nobody.get("/")).status_code == 200


async def test_a_name_that_points_here_from_elsewhere_is_refused(desk: Any) -> None:
    assert (await desk.client.get("/", headers={"Host": "rebound.example"})).status_code == 400


async def test_a_client_inside_renews_its_token_before_it_expires(folder: Path) -> None:
    now = system_clock()
    moments = {"now": now}
    async with composed(folder, clock=lambda: moments["now"]) as system, system.client(Role.ANALYST) as client:
        assert (await client.get("/metrics-service/figures")).status_code == 200
        moments["now"] = now + timedelta(days=2)
        assert (await client.get("/metrics-service/figures")).status_code == 200


async def test_two_compositions_over_one_folder_see_the_same(folder: Path) -> None:
    async with composed(folder) as one, composed(folder) as other:
        async with one.client(Role.IRO) as writer:
            told = await writer.post(
                "/review-service/children", json={"name": "Robin Made-Up", "date_of_birth": "2004-02-29"}
            )
        async with other.client(Role.IRO) as reader:
            assert (await reader.get(f"/review-service/children/{told.json()['id']}")).status_code == 200
        assert await caught_up(one) == await caught_up(other)


async def test_an_authority_once_settled_is_kept_and_another_refused(folder: Path) -> None:
    async with composed(folder, authority="E10000016") as system:
        assert system.authority == "E10000016"
    async with composed(folder) as system:
        assert system.authority == "E10000016"
    with pytest.raises(AuthorityRefused, match="holds the data of E10000016"):
        async with composed(folder, authority="E10000011"):
            pass
