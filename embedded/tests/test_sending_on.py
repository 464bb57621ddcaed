"""The root's own `POST /inbound`: each event goes to its owner, and the answers come back in the order sent."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from iro_chassis.roles import Role

pytestmark = [pytest.mark.anyio, pytest.mark.database]

SINGLE, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"


def event(kind: str, data: Any, **other: Any) -> dict[str, Any]:
    """An event about a child of its own."""
    envelope = {"specversion": "1.0", "id": str(uuid4()), "source": "/E10000011/information-system", "type": kind}
    return {**envelope, "subject": str(uuid4()), "record": str(uuid4()), "data": data, **other}


def started(**other: Any) -> dict[str, Any]:
    return event("looked-after.started", {"on": "2014-04-01", "legal_status": "C2"}, **other)


async def sent(system: Any, body: Any, media_type: str = BATCH, role: Role = Role.INFORMATION_SYSTEM) -> httpx.Response:
    async with system.client(role) as client:
        answer: httpx.Response = await client.post("inbound", json=body, headers={"Content-Type": media_type})
        return answer


async def test_each_event_of_a_batch_goes_to_its_owner_and_the_answers_stand_in_the_order_sent(system: Any) -> None:
    (first,) = (await sent(system, [started()])).json()["events"]
    child = first["about"]
    missing = event("missing.episode", {"on": "2014-06-02", "absence": "A"}, subject=child)
    nobodys = event("weather.changed", {})
    issued = event("proceedings.case", {"on": "2014-05-06"}, subject=child)

    living_here = {"on": "2013-06-30", "children": 100_000, "source": "census"}
    counted = event("reference.population", living_here)
    del counted["subject"]

    answer = (await sent(system, [missing, started(), nobodys, issued, {}, counted])).json()

    fates = [(one["result"], one["reason"]) for one in answer["events"]]
    told, unknown = {("taken", None), ("waiting", None)}, ("refused", "unknown-type")
    assert {fates[0], fates[3]} <= told
    assert fates[1:3] == [("taken", None), unknown]
    assert fates[4:] == [("refused", "not-an-event"), ("taken", None)]
    assert set(answer["seq"]) == {"review-service", "participation-service", "escalation-service", "metrics-service"}


async def test_one_event_is_answered_as_its_owner_answers(system: Any) -> None:
    taken = await sent(system, started(), SINGLE)
    assert (taken.status_code, taken.json()["events"][0]["result"]) == (201, "taken")

    refused = await sent(system, event("missing.episode", {"on": "soon", "absence": "A"}), SINGLE)

    assert (refused.status_code, refused.json()["field"]) == (422, "data.on")
    async with system.client(Role.OPERATOR) as client:
        listed = (await client.get("participation-service/inbound/rejections")).json()["items"]
    assert listed[-1]["reason"] == "broken-body"


async def test_who_may_not_send_is_refused_by_the_owner(system: Any) -> None:
    assert (await sent(system, [started()], role=Role.IRO)).status_code == 403
    assert (await sent(system, started(), SINGLE, role=Role.IRO)).status_code == 403


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (started(), "application/json", 415),
        ({"not": "a list"}, BATCH, 422),
        ([started()] * 1001, BATCH, 422),
        (["x" * 1000] * 1000, BATCH, 413),
        ("x", SINGLE, 422),
    ],
)
async def test_what_is_no_event_or_batch_is_a_problem(system: Any, body: Any, media_type: str, status: int) -> None:
    answer = await sent(system, body, media_type)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
