"""A dispute that skips a stage and reaches the chief executive on working day 19, and another on day 21.

Both are raised on Thursday 1 August 2019. The bank holiday of 26 August counts for none, so that working day 19 is
Thursday 29 August, day 20 is Friday the 30th, and day 21 is Monday 2 September."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


STAGES = ("team-manager", "head-of-service", "chief-executive")
LADDER = {
    "valid_from": "2019-04-01",
    "informal_working_days": 5,
    "stages": [{"stage": stage, "name": stage, "working_days": 5} for stage in STAGES],
}


async def disputed(desk: Desk, child: str, told: dict[str, Any]) -> str:
    """A dispute of that day, at the lowest stage."""
    raised = await desk.challenges(
        f"/children/{child}/disputes",
        after=told,
        on="2019-08-01",
        iro=str(uuid4()),
        category="placement-delay",
        childs_view="agrees",
    )
    return str(raised["id"])


async def test_the_nineteenth_day_is_within_the_twenty_and_the_twenty_first_is_not(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2019, 9, 30, 10, tzinfo=UTC)
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)
    disputes = {}
    for name in ("nineteenth", "twenty-first"):
        child, _ = await desk.in_care(on="2019-05-01")
        told = await desk.told(f"/children/{child}/held-reviews", held_on="2019-05-28")
        disputes[name] = await disputed(desk, child, told)
    top = {"to": "chief-executive", "bypass_reason": "involved-already"}
    ended = {"outcome": "upheld", "plan_changed": True}

    await desk.challenges(f"/concerns/{disputes['nineteenth']}/stages", on="2019-08-29", **top)
    await desk.challenges(f"/concerns/{disputes['nineteenth']}/resolutions", on="2019-08-30", **ended)
    await desk.challenges(f"/concerns/{disputes['twenty-first']}/stages", on="2019-09-02", **top)
    await desk.challenges(f"/concerns/{disputes['twenty-first']}/resolutions", on="2019-09-02", **ended)

    within = await desk.figure("disputes-within-20-working-days", "2019-20")
    assert (within["value"], within["numerator"], within["denominator"]) == (50.0, 1, 2)
    cases = {case["concern"]: case for case in await desk.cases("disputes-within-20-working-days", "2019-20")}
    assert cases[disputes["nineteenth"]]["verdict"] == "in-time"
    assert cases[disputes["twenty-first"]]["verdict"] == "late"
    assert any("bank holiday" in reason.lower() for reason in cases[disputes["twenty-first"]]["because"])
    # At the lowest stage for 28 and 32 calendar days with a limit of 5 working days; at the highest for 1 and none.
    by_stage = await desk.figure("escalations-by-stage", "2019-20", by="stage")
    parts = {part["id"]: part["value"] for part in by_stage["parts"]}
    assert (by_stage["value"], parts["stages"], parts["days"], parts["within-limit"]) == (2, 4, 61, 50.0)
    assert (parts["open"], parts["moved-up"], parts["moved-up-by-time"], parts["ended"]) == (0, 2, 0, 2)
    days = {
        group["key"]: {part["id"]: part["value"] for part in group["parts"]}["days"] for group in by_stage["groups"]
    }
    assert days == {"team-manager": 60, "chief-executive": 1}


async def test_no_stage_below_is_gone_back_to_and_none_that_the_ladder_lacks(desk: Desk, clock: MovingClock) -> None:
    clock.now = datetime(2019, 9, 30, 10, tzinfo=UTC)
    await desk.challenges("/ladders", role=Role.MANAGER, **LADDER)
    child, _ = await desk.in_care(on="2019-05-01")
    told = await desk.told(f"/children/{child}/held-reviews", held_on="2019-05-28")
    dispute = await disputed(desk, child, told)
    await desk.challenges(f"/concerns/{dispute}/stages", on="2019-08-05", to="head-of-service")

    down = await desk.tells("escalation-service", f"/concerns/{dispute}/stages", on="2019-08-06", to="team-manager")
    lacking = await desk.tells("escalation-service", f"/concerns/{dispute}/stages", on="2019-08-06", to="director")
    await desk.challenges(f"/concerns/{dispute}/withdrawals", on="2019-08-07", reason="overtaken")
    closed = await desk.tells(
        "escalation-service",
        f"/concerns/{dispute}/stage-answers",
        on="2019-08-08",
        stage="head-of-service",
        answer="accepted",
    )

    for refused, code, field in (
        (down, "dispute.moved_down", "to"),
        (lacking, "dispute.stage_not_on_ladder", "to"),
        (closed, "concern.closed", None),
    ):
        problem = refused.json()
        assert (refused.status_code, problem["code"], problem.get("field")) == (409, code, field)
        assert problem["detail"]
