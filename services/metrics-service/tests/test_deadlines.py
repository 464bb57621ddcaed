"""What is to be done by which day: whose turn it is, why by then, what settles it, and as at any day."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, reviews
from iro_events.facts.codes import ManagerResponse

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, SIBLING, THIRD = (UUID(int=n) for n in range(1, 4))
CARE, FIRST, SECOND = (UUID(int=n) for n in range(11, 14))
IRO = UUID(int=5)
START, DAY = date(2015, 7, 1), date(2015, 7, 28)


@pytest.fixture
async def desk(analyst: Any) -> Any:
    """Noon on 28 July 2015; the first review of a child looked after since 1 July falls due on the 29th."""
    analyst.clock.now = datetime(2015, 7, 28, 11, tzinfo=UTC)
    return analyst


async def open_clocks(desk: Any, **asked: Any) -> dict[str, dict[str, Any]]:
    answer = await desk.get("/deadlines", **asked)
    assert answer.status_code == 200, answer.text
    return {item["clock"]: item for item in answer.json()["items"]}


def started(**more: Any) -> care.ChildBecameLookedAfter:
    return care.ChildBecameLookedAfter.model_validate({"care": CARE, "on": START, **more})


def held(review: UUID = FIRST, on: date = date(2015, 7, 20)) -> reviews.ReviewHeld:
    return reviews.ReviewHeld(review=review, held_on=on)


def completed(on: date = date(2015, 7, 20)) -> reviews.ReviewCompleted:
    return reviews.ReviewCompleted(review=FIRST, on=on, first_part=date(2015, 7, 20), finish_by=on)


async def test_a_child_without_iro_or_review_has_two_clocks_with_their_reasons(desk: Any) -> None:
    events = await desk.tell(started(), child=CHILD)

    clocks = await open_clocks(desk)

    assert set(clocks) == {"iro-appointment", "review"}
    appointment, review = clocks["iro-appointment"], clocks["review"]
    assert (appointment["due_by"], appointment["standing"], appointment["turn"]) == ("2015-07-08", "missed", "manager")
    assert (review["due_by"], review["standing"], review["turn"]) == ("2015-07-29", "approaching", "iro")
    assert (review["planned_for"], review["command"]) == (None, "RecordReviewHeld")
    assert "CPR 2010 reg 33(1)" in " ".join(review["because"])
    assert review["events"] == [str(event) for event in events]


async def test_a_booking_is_told_with_the_review_until_it_is_cancelled(desk: Any) -> None:
    booked = reviews.ReviewBooked(review=FIRST, planned_for=date(2015, 7, 29))
    await desk.tell(started(), booked, child=CHILD)
    assert (await open_clocks(desk))["review"]["planned_for"] == "2015-07-29"

    moved = reviews.ReviewRebooked(review=FIRST, planned_for=date(2015, 8, 3), was=date(2015, 7, 29))
    await desk.tell(moved, child=CHILD)
    assert (await open_clocks(desk))["review"]["planned_for"] == "2015-08-03"

    await desk.tell(reviews.ReviewCancelled(review=FIRST, planned_for=date(2015, 8, 3)), child=CHILD)
    assert (await open_clocks(desk))["review"]["planned_for"] is None


async def test_each_step_after_a_review_has_its_clock_and_settles_it(desk: Any) -> None:
    appointed = care.IroAppointed(care=CARE, iro=IRO, on=START)
    await desk.tell(started(), appointed, held(), completed(), child=CHILD)
    clocks = await open_clocks(desk, within_days=60)
    assert {name: item["due_by"] for name, item in clocks.items()} == {
        "decisions": "2015-07-27",
        "record": "2015-08-10",
        "distribution": "2015-08-17",
        "midway-check": "2015-09-04",
    }
    assert clocks["distribution"]["turn"] == "business-support"
    assert "20 working days" in " ".join(clocks["distribution"]["because"])

    issued = reviews.DecisionsIssued(review=FIRST, on=date(2015, 7, 24), due_by=DAY, decisions=1)
    await desk.tell(issued, child=CHILD)
    clocks = await open_clocks(desk, within_days=60)
    assert (clocks["manager-response"]["due_by"], clocks["manager-response"]["turn"]) == (
        "2015-07-31",
        "social-work-manager",
    )
    assert "decisions" not in clocks

    await desk.tell(
        reviews.ManagerResponded(review=FIRST, on=DAY, due_by=DAY, response=ManagerResponse.AGREED),
        reviews.RecordCompleted(review=FIRST, on=DAY, due_by=DAY),
        reviews.RecordDistributed(review=FIRST, on=DAY, due_by=DAY),
        child=CHILD,
    )
    assert set(await open_clocks(desk, within_days=60)) == {"midway-check"}
    assert set(await open_clocks(desk, within_days=100)) == {"midway-check", "review"}, "three months after the first"


async def test_a_series_is_to_be_finished_and_an_adjourned_review_resumed(desk: Any) -> None:
    adjourned = reviews.ReviewAdjourned(review=FIRST, on=date(2015, 7, 20), resume_on=None, resume_by=date(2015, 8, 17))
    await desk.tell(started(), care.IroAppointed(care=CARE, iro=IRO, on=START), held(), adjourned, child=CHILD)
    clocks = await open_clocks(desk, within_days=30)
    assert {name: item["due_by"] for name, item in clocks.items()} == {
        "resume-review": "2015-08-17",
        "finish-series": "2015-08-17",
    }

    resumed = reviews.ReviewPartHeld(review=FIRST, held_on=date(2015, 7, 27), part=2)
    await desk.tell(resumed, child=CHILD)
    assert set(await open_clocks(desk, within_days=30)) == {"finish-series"}

    await desk.tell(completed(on=date(2015, 7, 27)), child=CHILD)
    assert set(await open_clocks(desk, within_days=30)) == {"decisions", "record", "distribution"}


async def test_care_that_ended_leaves_no_review_to_hold(desk: Any) -> None:
    await desk.tell(started(), care.ChildCeasedLookedAfter(care=CARE, on=date(2015, 7, 20)), child=CHILD)

    assert await open_clocks(desk, within_days=366) == {}


async def test_as_at_a_day_gone_by_what_was_settled_since_was_open(desk: Any) -> None:
    await desk.tell(started(), care.IroAppointed(care=CARE, iro=IRO, on=date(2015, 7, 10)), held(), child=CHILD)
    assert "review" not in await open_clocks(desk)

    before = await open_clocks(desk, as_at="2015-07-09", within_days=20)

    assert (before["review"]["due_by"], before["iro-appointment"]["standing"]) == ("2015-07-29", "missed")
    assert not any("held on" in reason for reason in before["review"]["because"])
    assert await open_clocks(desk, as_at="2015-06-30", within_days=60) == {}


async def test_a_start_that_the_iro_service_was_told_of_late_was_open_until_it_was_told(desk: Any) -> None:
    await desk.tell(started(notified_on=date(2015, 7, 24)), child=CHILD)

    for as_at, standing in (("2015-07-08", "approaching"), ("2015-07-09", "missed"), ("2015-07-23", "missed")):
        clock = (await open_clocks(desk, as_at=as_at))["notice-of-start"]
        assert (clock["due_by"], clock["standing"]) == ("2015-07-08", standing)
        assert (clock["turn"], clock["command"]) == ("social-work-manager", "TakeInbound")
    assert "notice-of-start" not in await open_clocks(desk, as_at="2015-07-24")
    assert "notice-of-start" not in await open_clocks(desk)


async def test_a_notice_learnt_of_later_settles_the_clock_on_its_day(desk: Any) -> None:
    await desk.tell(started(), care.IroServiceNotified(care=CARE, on=date(2015, 7, 10)), child=CHILD)

    assert "notice-of-start" in await open_clocks(desk, as_at="2015-07-09")
    assert "notice-of-start" not in await open_clocks(desk, as_at="2015-07-10")


async def test_where_nobody_noted_when_the_service_was_told_no_clock_of_it_runs(desk: Any) -> None:
    await desk.tell(started(), child=CHILD)

    assert "notice-of-start" not in await open_clocks(desk, as_at="2015-07-20")


async def test_what_was_known_at_a_moment_is_told_as_it_was(desk: Any) -> None:
    await desk.tell(started(), child=CHILD, at=datetime(2015, 7, 2, 9, tzinfo=UTC))
    await desk.tell(held(), child=CHILD, at=datetime(2015, 7, 28, 9, tzinfo=UTC))

    then = await open_clocks(desk, as_known_at="2015-07-27", as_at="2015-07-27")

    assert then["review"]["due_by"] == "2015-07-29"
    assert "review" not in await open_clocks(desk)


async def test_deadlines_are_counted_by_clock_and_found_by_clock_and_child(desk: Any) -> None:
    for number, child in enumerate((CHILD, SIBLING, THIRD)):
        period = UUID(int=100 + number)
        await desk.tell(care.ChildBecameLookedAfter(care=period, on=START), child=child)

    counts = (await desk.get("/deadlines/counts")).json()
    assert (counts["as_at"], counts["until"]) == ("2015-07-28", "2015-08-11")
    assert (counts["missed"], counts["approaching"]) == (3, 3)
    assert {one["clock"]: (one["missed"], one["approaching"]) for one in counts["clocks"]} == {
        "review": (0, 3),
        "iro-appointment": (3, 0),
    }
    items = (await desk.get("/deadlines", clock="review", child=str(SIBLING))).json()["items"]
    assert [(item["clock"], item["child"]) for item in items] == [("review", str(SIBLING))]


async def test_the_list_is_paged_without_gap_or_repeat(desk: Any) -> None:
    for number in range(5):
        await desk.tell(care.ChildBecameLookedAfter(care=UUID(int=100 + number), on=START), child=UUID(int=50 + number))
    whole = (await desk.get("/deadlines")).json()["items"]
    paged, cursor = [], {}
    while True:
        page = (await desk.get("/deadlines", limit=3, **cursor)).json()
        paged += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert paged == whole
    assert len(whole) == 10


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"as_at": "2015-02-30"}, "as_at"),
        ({"within_days": "400"}, "within_days"),
        ({"clock": "egg-timer"}, "clock"),
        ({"child": "Robin"}, "child"),
        ({"as_known_at": "soon"}, "as_known_at"),
    ],
)
async def test_a_bad_question_is_told_why_by_field(desk: Any, asked: dict[str, str], field: str) -> None:
    answer = await desk.get("/deadlines", **asked)

    assert (answer.status_code, answer.json()["field"]) == (422, field)
