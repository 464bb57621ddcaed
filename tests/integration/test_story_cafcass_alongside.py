"""A case is referred to Cafcass while the dispute goes on, and again after it has ended."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


LADDER = {
    "valid_from": "2020-04-01",
    "informal_working_days": 5,
    "stages": [
        {"stage": "team-manager", "name": "Practice Manager", "working_days": 10},
        {"stage": "chief-executive", "name": "Chief Executive", "working_days": 5},
    ],
}


async def test_cafcass_is_told_alongside_and_the_dispute_goes_on_to_its_end(desk: Desk, clock: MovingClock) -> None:
    clock.now = datetime(2020, 9, 30, 10, tzinfo=UTC)
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)
    child, _ = await desk.in_care(on="2020-05-01")
    told = await desk.told(f"/children/{child}/held-reviews", held_on="2020-05-29")
    dispute = {"on": "2020-08-03", "iro": str(uuid4()), "category": "plan-missing", "childs_view": "no-view"}
    concern = (await desk.challenges(f"/children/{child}/disputes", after=told, **dispute))["id"]

    await desk.challenges(f"/concerns/{concern}/cafcass-referrals", on="2020-08-05", ground="plan-not-prepared")
    meanwhile = (await desk.page(f"escalation-service/concerns/{concern}")).json()
    up = await desk.challenges(f"/concerns/{concern}/stages", on="2020-08-06", to="chief-executive")
    ended = {"outcome": "not-upheld", "plan_changed": False}
    await desk.challenges(f"/concerns/{concern}/resolutions", on="2020-08-12", **ended)
    again = await desk.challenges(f"/concerns/{concern}/cafcass-referrals", on="2020-08-13", ground="other-breach")

    assert (meanwhile["standing"], meanwhile["stage"]) == ("formal", "team-manager")
    assert [event["type"] for event in up["events"]] == ["DisputeMovedUp", "StageEntered"]
    assert [event["type"] for event in again["events"]] == ["CafcassReferred"]
    formal = {part["id"]: part["value"] for part in (await desk.figure("disputes-formal", "2020-21"))["parts"]}
    assert (formal["at-once"], formal["cafcass"]) == (1, 1)
    footprint = (await desk.page(f"metrics-service/children/{child}/footprint", period="2020-21")).json()
    referred = [line["on"] for line in footprint["lines"] if line["type"] == "CafcassReferred"]
    assert referred == ["2020-08-05", "2020-08-13"]
