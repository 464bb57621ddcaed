"""The stories of the thread: from a command over HTTP through log, feed and read model to a figure with its reasons.

Each plays in a year of its own, so that its figures count nothing of another's.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from iro_chassis.testing.issuer import MovingClock
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database]


def on(year: int, month: int, day: int) -> datetime:
    """Ten in the morning."""
    return datetime(year, month, day, 10, tzinfo=UTC)


def parts(figure: dict[str, Any]) -> dict[str, int]:
    return {part["id"]: part["value"] for part in figure["parts"]}


async def next_due(desk: Desk, child: str) -> str:
    """On the statute's basis, by the child's timetable."""
    told = (await desk.page(f"review-service/children/{child}/timetable")).json()
    due: str = told["periods"][-1]["next"]["statute"]["on"]
    return due


async def test_a_review_on_its_last_lawful_day_is_in_time_and_one_a_day_later_is_late(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2014, 5, 6)
    punctual = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    late = await desk.child(on="2014-04-01", notified_on="2014-04-02")
    await desk.told(f"/children/{punctual}/held-reviews", held_on="2014-05-01")
    await desk.told(f"/children/{late}/held-reviews", held_on="2014-05-02")

    figure = await desk.figure("reviews-in-time", "2014-05")
    first, second = await desk.cases("reviews-in-time", "2014-05")

    assert (figure["value"], figure["numerator"], figure["denominator"]) == (50.0, 1, 2)
    assert (parts(figure)["late"], parts(figure)["told-late"]) == (1, 0)
    assert (first["child"], first["verdict"]) == (punctual, "in-time")
    assert (second["child"], second["verdict"]) == (late, "late")
    for case in (first, second):
        reasons = " ".join(case["because"])
        assert case["due_statute"] == "2014-05-01"
        assert "Good Friday" in reasons
        assert "Easter Monday" in reasons
        assert case["events"]
    assert "1 day late" in second["because"][-1]


async def test_a_start_that_is_learnt_of_late_makes_its_review_late_because_told_late(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2015, 8, 10)  # the day on which the service is told
    child = await desk.child(on="2015-07-01")
    clock.now = on(2015, 8, 14)
    await desk.told(f"/children/{child}/held-reviews", held_on="2015-08-14")

    figure = await desk.figure("reviews-in-time", "2015-08")
    (case,) = await desk.cases("reviews-in-time", "2015-08", verdict="late")

    assert (figure["numerator"], figure["denominator"], parts(figure)["told-late"]) == (0, 1, 1)
    assert (case["due_statute"], case["in_time_statute"]) == ("2015-07-29", False)
    assert case["late_reason"] == "told-late"
    assert case["because"][-1].startswith("late because told late: the service was told of the start on 10 Aug 2015")


async def test_siblings_reviewed_at_one_meeting_have_two_reviews_and_one_meeting(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2016, 1, 4)
    meeting = str(uuid4())
    for _ in range(2):
        child = await desk.child(on="2015-12-01", notified_on="2015-12-01")
        booked = (await desk.told(f"/children/{child}/reviews", planned_for="2016-01-04", meeting=meeting))["id"]
        await desk.told(f"/reviews/{booked}/first-parts", held_on="2016-01-04")

    meetings = await desk.figure("review-meetings", "2016-01")

    assert (await desk.figure("reviews-held", "2016-01"))["value"] == 2
    assert (meetings["value"], parts(meetings)["reviews"]) == (1, 2)
    assert {case["meeting"] for case in await desk.cases("review-meetings", "2016-01")} == {meeting}


async def test_a_series_is_timely_by_its_first_part_and_later_clocks_run_from_its_completion(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2016, 5, 27)
    child = await desk.child(on="2016-04-01", notified_on="2016-04-01")
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2016-04-29", completed=False))["id"]
    assert await next_due(desk, child) == "2016-07-29"
    await desk.told(f"/reviews/{review}/parts", held_on="2016-05-16", last=True)

    (case,) = await desk.cases("reviews-in-time", "2016-04")
    (record,) = await desk.cases("record-distribution", "2016-05")

    assert (case["held_on"], case["due_statute"], case["verdict"]) == ("2016-04-29", "2016-04-29", "in-time")
    assert case["completed_on"] == "2016-05-16"
    assert await next_due(desk, child) == "2016-08-16"
    assert (record["completed_on"], record["decisions_due"]) == ("2016-05-16", "2016-05-23")
    assert (await desk.figure("reviews-held", "2016-05"))["value"] == 0


async def test_a_corrected_start_judges_the_review_anew_and_what_was_known_before_is_still_told(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2017, 6, 1)
    child, care = await desk.in_care(on="2017-03-06", notified_on="2017-03-06")
    await desk.told(f"/children/{child}/held-reviews", held_on="2017-04-05")
    before = await desk.figure("reviews-in-time", "2017-04")
    clock.now = on(2017, 7, 3)
    await desk.told(f"/care/{care}/start-corrections", on="2017-03-10")

    after = await desk.figure("reviews-in-time", "2017-04")
    as_known = await desk.figure("reviews-in-time", "2017-04", as_known_at="2017-06-30")
    (case,) = await desk.cases("reviews-in-time", "2017-04")
    (case_as_known,) = await desk.cases("reviews-in-time", "2017-04", as_known_at="2017-06-30")

    assert [(told["numerator"], told["denominator"]) for told in (before, after, as_known)] == [(0, 1), (1, 1), (0, 1)]
    assert (case["due_statute"], case["verdict"]) == ("2017-04-07", "in-time")
    assert (case_as_known["due_statute"], case_as_known["verdict"]) == ("2017-04-03", "late")
    assert (await desk.figure("reviews-in-time", "2017-04", as_known_at="2017-05-31"))["denominator"] == 0


async def test_adoption_moves_the_due_dates_as_authority_placement_and_return_follow_one_another(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2013, 11, 1)
    child, care = await desk.in_care(on="2013-01-07", notified_on="2013-01-07")
    told: list[tuple[str, dict[str, Any], str]] = [
        (f"/children/{child}/held-reviews", {"held_on": "2013-02-04"}, "2013-05-04"),
        (f"/care/{care}/authorities-to-place", {"on": "2013-03-01"}, "2013-06-01"),
        (f"/children/{child}/held-reviews", {"held_on": "2013-06-01"}, "2013-12-01"),
        (f"/care/{care}/adoption-placements", {"on": "2013-07-10"}, "2013-08-07"),
        (f"/children/{child}/held-reviews", {"held_on": "2013-08-08"}, "2013-11-08"),
        (
            f"/care/{care}/adoption-placements/returns",
            {"on": "2013-09-02", "authority_stands": True},
            "2013-10-14",
        ),
        (f"/children/{child}/held-reviews", {"held_on": "2013-09-20"}, "2013-10-14"),
        (f"/children/{child}/held-reviews", {"held_on": "2013-10-01"}, "2014-04-01"),
    ]

    for path, body, due_then in told:
        await desk.told(path, **body)
        assert await next_due(desk, child) == due_then, path

    figure = await desk.figure("reviews-in-time", "2013-01-01..2013-12-31")
    cases = await desk.cases("reviews-in-time", "2013-01-01..2013-12-31")
    assert [(case["held_on"], case["due_statute"], case["verdict"], case["regime"]) for case in cases] == [
        ("2013-02-04", "2013-02-04", "in-time", "ordinary"),
        ("2013-06-01", "2013-06-01", "in-time", "authority-to-place"),
        ("2013-08-08", "2013-08-07", "late", "placed-for-adoption"),
        ("2013-09-20", "2013-10-14", "in-time", "authority-to-place"),
        ("2013-10-01", "2013-10-14", "in-time", "authority-to-place"),
    ]
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (4, 5, 80.0)


async def test_of_two_commands_at_once_on_one_version_one_is_taken_and_the_other_told_to_look_again(
    desk: Desk, clock: MovingClock
) -> None:
    clock.now = on(2012, 5, 1)
    child, care = await desk.in_care(on="2012-04-30", notified_on="2012-04-30")
    seen = (await desk.page(f"review-service/children/{child}/timetable")).headers["etag"]
    appointed = [{"iro": str(uuid4()), "on": "2012-05-01"} for _ in range(2)]

    answers = await asyncio.gather(
        *(desk.post(f"/care/{care}/iro-appointments", body, If_Match=seen) for body in appointed)
    )

    assert sorted(answer.status_code for answer in answers) == [201, 412]
    (refused,) = (answer.json() for answer in answers if answer.status_code == 412)
    assert refused["code"] == "precondition.version_changed"
    taken = next(body for body, answer in zip(appointed, answers, strict=True) if answer.status_code == 201)
    (period,) = (await desk.page(f"review-service/children/{child}/timetable")).json()["periods"]
    assert period["iro"] == taken["iro"]
    assert (await desk.figure("iro-appointed-in-time", "2012-04"))["numerator"] == 1
