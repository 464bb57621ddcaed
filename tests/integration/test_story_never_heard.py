"""A girl who was at three reviews and never heard: a figure, a clock that runs until she is, and a line in her year."""

from datetime import UTC, datetime

import pytest

from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def test_a_girl_never_heard_in_three_reviews_is_counted_and_her_clock_runs_until_she_is_heard(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = datetime(2022, 12, 20, 10, tzinfo=UTC)
    child, _ = await desk.in_care(on="2022-04-01")
    reviews = []
    for held_on in ("2022-04-29", "2022-07-28", "2022-11-30"):
        told = await desk.told(f"/children/{child}/held-reviews", held_on=held_on)
        part = {"code": "PN7", "age_on_review": 12}
        await desk.hears(f"/reviews/{told['id']}/participations", after=told, **part)
        reviews.append(told)

    never = await desk.figure("children-never-heard", "2022-23")
    cases = await desk.cases("children-never-heard", "2022-23")
    parts = {part["id"]: part["value"] for part in never["parts"]}
    assert (never["value"], parts) == (1, {"share": 100.0, "reviews": 3, "one-review": 0})
    assert [(case["child"], case["held_on"], case["code"]) for case in cases] == [
        (child, "2022-04-29", "PN7"),
        (child, "2022-07-28", "PN7"),
        (child, "2022-11-30", "PN7"),
    ]
    (unheard,) = [each for each in await desk.deadlines(child, within_days=365) if each["clock"] == "child-not-heard"]
    assert unheard["because"]

    later = await desk.told(f"/children/{child}/held-reviews", held_on="2022-12-15")
    await desk.hears(f"/reviews/{later['id']}/participations", after=later, code="PN1", age_on_review=12)
    assert "child-not-heard" not in {each["clock"] for each in await desk.deadlines(child, within_days=365)}
    assert (await desk.figure("children-never-heard", "2022-23"))["value"] == 0
    footprint = (await desk.page(f"metrics-service/children/{child}/footprint", period="2022-23")).json()
    assert [line["on"] for line in footprint["lines"] if line["type"] == "ParticipationRecorded"] == [
        "2022-04-29",
        "2022-07-28",
        "2022-11-30",
        "2022-12-15",
    ]
