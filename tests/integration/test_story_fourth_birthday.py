"""A boy whose fourth birthday is the day of his review: under four and four are both believed that day, and one after.

Rule R6.02: PN0 is an error after the fourth birthday, PN1 to PN7 before it; on the day itself either passes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def reviewed(desk: Desk, held_on: str) -> tuple[str, dict[str, Any]]:
    """A boy's review of that day, and its receipt."""
    child, _ = await desk.in_care(on="2021-05-04")
    told = await desk.told(f"/children/{child}/held-reviews", held_on=held_on)
    return str(told["id"]), told


async def part(desk: Desk, review: str, told: dict[str, Any], **body: Any) -> tuple[int, dict[str, Any]]:
    answer = await desk.tells(
        "participation-service", f"/reviews/{review}/participations", after=told, age_on_review=4, **body
    )
    return answer.status_code, answer.json()


async def test_on_the_fourth_birthday_either_code_passes_and_only_the_older_one_the_day_after(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2021, 6, 30, 10, tzinfo=UTC)
    too_young, spoke, day_after = [await reviewed(desk, day) for day in ("2021-06-01", "2021-06-01", "2021-06-02")]

    assert (await part(desk, *too_young, code="PN0", fourth_birthday=True))[0] == 201
    assert (await part(desk, *spoke, code="PN1", fourth_birthday=True))[0] == 201
    status, problem = await part(desk, *day_after, code="PN0")
    assert (status, problem["field"], problem["code"]) == (409, "code", "participation.not_under_four")
    assert (await part(desk, *day_after, code="PN4"))[0] == 201

    figure = await desk.figure("participation", "2021-06")
    codes = await desk.figure("participation-by-code", "2021-06")
    # PN1 took part and PN4 did not; PN0 is in neither number (R6.04).
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (50.0, 1, 2)
    shown = {part["id"]: part["value"] for part in codes["parts"] if part["value"]}
    assert shown == {"pn1": 50.0, "pn1-of-conveyed": 100.0, "pn4": 50.0, "pn0": 1}
