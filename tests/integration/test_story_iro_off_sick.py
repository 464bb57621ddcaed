"""An IRO who is off sick: her children stay hers, her post is not there, and the caseload shows it.

Two IROs, each with a full post: two children with the one, one with the other, who is away from 12 June 2024 on."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def test_the_children_of_an_iro_who_is_away_weigh_on_the_posts_that_are_there(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2024, 6, 28, 10, tzinfo=UTC)
    well, sick = str(uuid4()), str(uuid4())
    for iro in (well, sick):
        joined = {"on": "2024-04-02", "fte": "1.00", "contract": "staff"}
        taken = await desk.tells("review-service", f"/iros/{iro}/joinings", role=Role.MANAGER, **joined)
        assert taken.is_success, taken.text
    for iro in (well, well, sick):
        _, care = await desk.in_care(on="2024-04-08")
        await desk.told(f"/care/{care}/iro-appointments", iro=iro, on="2024-04-10")
    away = await desk.tells("review-service", f"/iros/{sick}/absences", role=Role.MANAGER, on="2024-06-12")
    assert away.is_success, away.text

    may, june = await desk.figure("caseload", "2024-05"), await desk.figure("caseload", "2024-06")

    # 3 children to 2 posts at the end of May, and to the 1 that was there at the end of June.
    assert (may["value"], may["numerator"], may["denominator"]) == (1.5, 3, 200)
    assert (june["value"], june["numerator"], june["denominator"]) == (3.0, 3, 100)
    cases = {case["iro"]: case for case in await desk.cases("caseload", "2024-06") if case["iro"] in {well, sick}}
    assert (cases[sick]["absent"], cases[sick]["available"], cases[sick]["children"]) == (True, "0.00", 1)
    assert "absent that day" in cases[sick]["because"]
    parts = {part["id"]: part["value"] for part in june["parts"]}
    assert (parts["iros"], parts["absent"], parts["contracted"]) == (2, 1, 1.5)
