"""What nobody does by hand: a manager's silence agrees, and a stage that does not answer is left, as the days pass.

On Friday 29 August 2014 decisions go out and a dispute is raised. Five working days later is Friday 5 September; the
first day after it on which the system runs is Monday the 8th.
"""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.integration.councils import AUTHORITY

from iro_chassis.roles import Role
from iro_embedded.compose import System, composed
from iro_embedded.testing.desk import Desk
from iro_events.days import DAYS, authority_id
from iro_events.store import EventStore

pytestmark = [pytest.mark.anyio, pytest.mark.database]

FRIDAY, LAST_DAY, MONDAY = (datetime(2014, *day, 10, tzinfo=UTC) for day in ((8, 29), (9, 5), (9, 8)))
PASSED_DAYS = DAYS.stream_of(authority_id(AUTHORITY))
LADDER = {
    "valid_from": "2014-04-01",
    "informal_working_days": 5,
    "stages": [
        {"stage": "team-manager", "name": "Practice Manager", "working_days": 5},
        {"stage": "chief-executive", "name": "Chief Executive", "working_days": 5},
    ],
}


async def disputed(desk: Desk, child: str, seq: int) -> str:
    """A dispute of that day, up the ladder."""
    async with desk.system.client(Role.MANAGER, Role.IRO) as client:
        ladder = await client.post("escalation-service/ladders", json=LADDER)
        assert ladder.is_success, ladder.text
        told = await client.post(
            f"escalation-service/children/{child}/disputes",
            json={"on": "2014-08-29", "iro": str(uuid4()), "category": "drift", "childs_view": "agrees"},
            headers={"If-Reviews-Seq-At-Least": str(seq)},
        )
    assert told.is_success, told.text
    concern: str = told.json()["id"]
    return concern


async def has_passed(system: System, day: date) -> None:
    """Returns once both services have passed the day; they are asked, since a stream tells nobody."""
    for service in ("review-service", "escalation-service"):
        log: EventStore = system.services[service].state.running.events
        while day not in {told.effective_on for told in await log.read_stream(PASSED_DAYS)}:  # noqa: ASYNC110 - as said
            await asyncio.sleep(0.01)


async def at_work(data: Path, now: datetime, review: str, concern: str) -> tuple[Any, Any]:
    """What the system shows of the two, once it has passed the day on which it was started."""
    async with composed(data, clock=lambda: now, passing_days=True) as system, system.client(Role.IRO) as client:
        async with asyncio.timeout(20):
            await has_passed(system, now.date())
        shown = (await client.get(f"review-service/reviews/{review}")).json()
        matter = (await client.get(f"escalation-service/concerns/{concern}")).json()
    return {step["step"]: step["done_on"] for step in shown["owed"]}, matter


async def test_silence_agrees_and_a_dispute_moves_up_as_the_days_pass(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with composed(data, clock=lambda: FRIDAY) as system, system.client(Role.IRO) as client:
        desk = Desk(system, client)
        child = await desk.child(on="2014-04-01")
        review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-28"))["id"]
        made = {"what": "The school is told", "owner_role": "social-worker"}
        issued = await desk.told(f"/reviews/{review}/decisions", on="2014-08-29", decisions=[made])
        concern = await disputed(desk, child, issued["seq"])

    owed, matter = await at_work(data, LAST_DAY, review, concern)
    assert (owed["manager-responded"], matter["stage"]) == (None, "team-manager")

    owed, matter = await at_work(data, MONDAY, review, concern)
    assert (owed["manager-responded"], matter["stage"]) == ("2014-09-05", "chief-executive")
