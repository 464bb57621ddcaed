"""What cannot be taken is refused through the whole system by rule, field and remedy, and nothing is written."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PERIOD = "2013-14"
LADDER = {
    "valid_from": "2013-04-01",
    "stages": [
        {"stage": "team-manager", "name": "Practice Manager", "working_days": 10},
        {"stage": "director", "name": "Director", "working_days": 10},
    ],
}
BATCH = {"Content-Type": "application/cloudevents-batch+json"}


def problem(answer: httpx.Response) -> tuple[int, str, str | None]:
    told = answer.json()
    assert len(told["detail"]) > 20, "the remedy is a sentence"
    return answer.status_code, told["code"], told.get("field")


async def lines(desk: Desk, child: str) -> list[str]:
    """The types of what was told of the child."""
    footprint = (await desk.page(f"metrics-service/children/{child}/footprint", period=PERIOD)).json()
    return [line["type"] for line in footprint["lines"]]


async def test_a_challenge_goes_only_where_its_ladder_leads_and_ends_once(desk: Desk, clock: MovingClock) -> None:
    clock.now = datetime(2013, 9, 30, 10, tzinfo=UTC)
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)
    child, _ = await desk.in_care(on="2013-05-01")
    told = await desk.told(f"/children/{child}/held-reviews", held_on="2013-05-28")
    dispute = {"on": "2013-07-01", "iro": str(uuid4()), "category": "drift", "childs_view": "agrees"}
    concern = (await desk.challenges(f"/children/{child}/disputes", after=told, **dispute))["id"]
    await desk.challenges(f"/concerns/{concern}/stages", on="2013-07-03", to="director")
    before = await lines(desk, child)

    async def refused(path: str, **body: Any) -> tuple[int, str, str | None]:
        return problem(await desk.tells("escalation-service", f"/concerns/{concern}/{path}", **body))

    off_the_ladder = await refused("stages", on="2013-07-04", to="chief-executive")
    down = await refused("stages", on="2013-07-04", to="team-manager")
    assert off_the_ladder == (409, "dispute.stage_not_on_ladder", "to")
    assert down == (409, "dispute.moved_down", "to")
    await desk.challenges(f"/concerns/{concern}/resolutions", on="2013-07-05", outcome="upheld", plan_changed=True)
    answered = await refused("stage-answers", on="2013-07-08", stage="director", answer="accepted")
    assert answered == (409, "concern.closed", None)
    assert sorted(await lines(desk, child)) == sorted([*before, "DisputeResolved"])


async def test_a_child_of_six_is_not_under_four_and_no_advocate_is_part_of_the_matter(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2013, 10, 1, 10, tzinfo=UTC)
    child, _ = await desk.in_care(on="2013-05-01")
    held = await desk.told(f"/children/{child}/held-reviews", held_on="2013-05-28")
    worker = str(uuid4())
    await desk.hears(f"/children/{child}/advocate-requests", after=held, on="2013-06-03", about=[worker])
    before = await lines(desk, child)

    too_old = await desk.tells(
        "participation-service", f"/reviews/{held['id']}/participations", after=held, code="PN0", age_on_review=6
    )
    subject = await desk.tells(
        "participation-service", f"/children/{child}/advocate-matches", on="2013-06-05", advocate=worker
    )

    assert problem(too_old) == (409, "participation.not_under_four", "code")
    assert problem(subject) == (409, "advocacy.advocate_is_subject", "advocate")
    assert await lines(desk, child) == before
    assert (await desk.figure("participation", "2013-05"))["denominator"] == 0


def event(type_: str, subject: str, record: str, data: Any, **other: Any) -> dict[str, Any]:
    """One of the information system's, about a child that it knows by that name."""
    return {
        "specversion": "1.0",
        "id": f"refused-{record}-{other.get('version', 1)}",
        "source": "/E10000011/information-system",
        "type": type_,
        "subject": subject,
        "record": f"refused-{record}",
        "data": data,
        **other,
    }


async def test_an_event_that_cannot_be_taken_is_listed_with_the_remedy_and_one_too_early_waits_for_its_child(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2013, 10, 2, 10, tzinfo=UTC)
    start = {"on": "2013-06-03", "legal_status": "C2", "placement": "U1"}
    ended = {"on": "2013-09-02", "reason": "E8"}
    sent = [
        event("looked-after.started", "refused-1", "new", {**start, "on": "2013-06-04"}, version=2),
        event("looked-after.started", "refused-1", "new", start),
        event("looked-after.imagined", "refused-1", "unknown", start),
        event("looked-after.ended", "refused-1", "broken", {**ended, "on": "2013-02-30"}),
        event("looked-after.ended", "refused-2", "early", ended),
    ]
    async with desk.system.client(Role.INFORMATION_SYSTEM) as client:
        fates = (await client.post("inbound", json=sent, headers=BATCH)).json()["events"]
        waiting = (await client.get("review-service/inbound/waiting")).json()["items"]
        listed = (await client.get("review-service/inbound/rejections")).json()["items"]
        await client.post("inbound", json=[event("looked-after.started", "refused-2", "late", start)], headers=BATCH)
        still_waiting = (await client.get("review-service/inbound/waiting")).json()["items"]
        again = (await client.post("inbound", json=sent[-1:], headers=BATCH)).json()["events"]

    assert [(fate["result"], fate["reason"], fate["field"]) for fate in fates] == [
        ("taken", None, None),
        ("refused", "older-version", "version"),
        ("refused", "unknown-type", "type"),
        ("refused", "broken-body", "data.on"),
        ("waiting", None, None),
    ]
    mine = [(one["id"], one["reason"], one["field"]) for one in listed if one["id"].startswith("refused-")]
    assert mine == [(sent[place]["id"], fates[place]["reason"], fates[place]["field"]) for place in (1, 2, 3)]
    assert all(one["detail"] for one in listed)
    assert [one["id"] for one in waiting] == ["refused-early-1"]
    assert still_waiting == []
    assert again[0]["result"] == "known"
    of_care = [case["ended_on"] for case in await desk.cases("ceased", "2013-09")]
    assert "2013-09-02" in of_care
