"""An informal challenge that is settled: the plan is changed, and no dispute was needed.

Raised with the social worker on Monday 4 June 2018; five working days later is Monday the 11th."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


LADDER = {
    "valid_from": "2018-04-01",
    "informal_working_days": 5,
    "stages": [{"stage": "team-manager", "name": "Practice Manager", "working_days": 5}],
}


async def test_an_informal_challenge_settles_with_the_plan_changed_and_no_dispute(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2018, 6, 29, 10, tzinfo=UTC)
    child, _ = await desk.in_care(on="2018-05-01")
    told = await desk.told(f"/children/{child}/held-reviews", held_on="2018-05-29")
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)

    raised = await desk.challenges(
        f"/children/{child}/concerns",
        after=told,
        on="2018-06-04",
        iro=str(uuid4()),
        category="decisions-not-carried-out",
        childs_view="agrees",
        raised_with="social-worker",
        words="the life story work was not begun",
    )
    concern = raised["id"]
    begun = (await desk.page(f"escalation-service/concerns/{concern}")).json()["history"]
    assert [(each["on"], each["told"]["answer_by"]) for each in begun] == [("2018-06-04", "2018-06-11")]
    await desk.challenges(f"/concerns/{concern}/answers", on="2018-06-08", by="social-worker", answer="accepted")
    await desk.challenges(f"/concerns/{concern}/settlements", on="2018-06-11", outcome="upheld", plan_changed=True)

    informal = await desk.figure("challenges-informal", "2018-06")
    outcomes = {part["id"]: part["value"] for part in (await desk.figure("challenge-outcomes", "2018-06"))["parts"]}
    assert informal["value"] == 1
    assert (await desk.figure("disputes-formal", "2018-06"))["value"] == 0
    assert outcomes["upheld"] == 1
    (case,) = await desk.cases("challenges-informal", "2018-06")
    assert (case["child"], case["counted"]) == (child, True)
    assert case["because"]
    clocks = {each["clock"] for each in await desk.deadlines(child, as_at="2018-06-05", within_days=30)}
    assert not clocks & {"dispute-stage", "dispute-cap"}
    footprint = (await desk.page(f"metrics-service/children/{child}/footprint", period="2018-19")).json()
    lines = [line for line in footprint["lines"] if line["type"].startswith("Concern")]
    assert [(line["on"], line["type"]) for line in lines] == [
        ("2018-06-04", "ConcernRaised"),
        ("2018-06-08", "ConcernAnswered"),
        ("2018-06-11", "ConcernSettled"),
    ]
    assert "life story" not in str(footprint)
