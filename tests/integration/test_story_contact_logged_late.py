"""A contact that is logged late counts in the quarter in which it was made; what was known before is as it was.

Made on 20 June 2023 (the year's first quarter), logged on 14 July."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def test_a_contact_logged_late_counts_in_its_own_quarter_and_changes_nothing_known_before(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2023, 7, 3, 10, tzinfo=UTC)
    child, _ = await desk.in_care(on="2023-04-03")
    await desk.told(f"/children/{child}/held-reviews", held_on="2023-05-02")
    last = await desk.told(f"/children/{child}/held-reviews", held_on="2023-07-03")
    assert (await desk.figure("iro-contacts", "2023-Q1"))["value"] == 0

    clock.now = datetime(2023, 7, 14, 10, tzinfo=UTC)
    contact = {"iro": str(uuid4()), "on": "2023-06-20", "medium": "visit", "begun_by": "child", "seen_alone": True}
    await desk.hears(f"/children/{child}/contacts", after=last, **contact)

    now = {period: (await desk.figure("iro-contacts", period))["value"] for period in ("2023-Q1", "2023-Q2", "2023-06")}
    then = await desk.figure("iro-contacts", "2023-06", as_known_at="2023-07-13")
    spoken = await desk.figure("spoken-to-between-reviews", "2023-07")
    unspoken = await desk.figure("spoken-to-between-reviews", "2023-07", as_known_at="2023-07-13")
    assert now == {"2023-Q1": 1, "2023-Q2": 0, "2023-06": 1}
    assert then["value"] == 0
    assert (spoken["numerator"], spoken["denominator"]) == (1, 1)
    assert (unspoken["numerator"], unspoken["denominator"]) == (0, 1)
