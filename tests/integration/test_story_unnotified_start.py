"""A child whom nobody told the IRO service of: found after 30 days, missed in every clock at once, and told of once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]

FOUND = datetime(2025, 5, 2, 10, tzinfo=UTC)
"""More than thirty days after Tuesday 1 April: with Easter between, the first review was due the day before."""


async def deadlines_told(desk: Desk, child: str) -> list[dict[str, Any]]:
    """What metrics-service has told of the child's deadlines so far."""
    async with desk.system.client(Role.INFORMATION_SYSTEM) as client:
        page = (await client.get("metrics-service/facts")).json()
    return [fact for fact in page["facts"] if fact["subject"] == child]


async def told_of(desk: Desk, child: str, number: int) -> list[dict[str, Any]]:
    """The same, once there are so many."""
    async with asyncio.timeout(20):
        while len(told := await deadlines_told(desk, child)) < number:  # noqa: ASYNC110 - a log tells nobody by itself
            await asyncio.sleep(0.02)
    return told


async def test_a_start_that_nobody_told_of_is_found_after_thirty_days_and_its_missed_clocks_are_told_at_once(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = FOUND
    assert (await desk.tells("metrics-service", "/days", role=Role.OPERATOR, on="2025-05-02")).is_success

    child, care = await desk.in_care(on="2025-04-01", notified_on="2025-05-02")

    told = await told_of(desk, child, 2)
    missed = {
        fact["data"]["clock"]: fact["data"]["due_by"] for fact in told if fact["type"] == "footprint.DeadlineMissed"
    }
    assert missed == {"iro-appointment": "2025-04-08", "review": "2025-05-01"}
    assert {fact["data"]["care"] for fact in told} == {care}

    on_time = await desk.deadlines(child, as_at="2025-04-09")
    (notice,) = [each for each in on_time if each["clock"] == "notice-of-start"]
    assert (notice["due_by"], notice["standing"], notice["turn"]) == ("2025-04-08", "missed", "social-work-manager")
    assert "notice-of-start" not in {each["clock"] for each in await desk.deadlines(child)}

    late = await desk.told(f"/children/{child}/held-reviews", held_on="2025-05-02")
    (case,) = await desk.cases("reviews-in-time", "2025-26")
    assert (case["verdict"], case["late_reason"]) == ("late", "told-late")
    assert any("told late" in reason for reason in case["because"])

    clock.now = FOUND + timedelta(days=1)
    assert (await desk.tells("metrics-service", "/days", role=Role.OPERATOR, on="2025-05-03")).is_success
    decisions = [fact for fact in await told_of(desk, child, 2) if fact["data"]["review"] == late["id"]]
    assert not [fact for fact in decisions if fact["type"] == "footprint.DeadlineMissed"]
    assert len([fact for fact in await deadlines_told(desk, child) if fact["type"] == "footprint.DeadlineMissed"]) == 2
