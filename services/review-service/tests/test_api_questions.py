"""What a front end asks between commands: a period with all that is recorded of it, its due dates as they were set."""

from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"


async def period_of(desk: Any, child: str) -> dict[str, Any]:
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    return dict(period)


async def test_a_period_tells_its_codes_and_changes_as_they_can_be_corrected(desk: Any) -> None:
    child, care = await desk.care(placement="K2")
    await desk.told(f"/care/{care}/legal-statuses", on="2014-05-06", legal_status="E1")
    await desk.told(f"/care/{care}/placements", on="2014-06-02", placement="A6")
    await desk.told(f"/care/{care}/placements", on="2014-07-01", placement="K2")

    period = await period_of(desk, child)

    assert period["legal_statuses"] == [
        {"on": "2014-04-01", "legal_status": "C2"},
        {"on": "2014-05-06", "legal_status": "E1"},
    ]
    assert [told["placement"] for told in period["placements"]] == ["K2", "A6", "K2"]
    assert period["changes"] == [
        {"on": "2014-05-06", "change": "authority-given", "authority_stands": None},
        {"on": "2014-06-02", "change": "placed", "authority_stands": None},
        {"on": "2014-07-01", "change": "returned", "authority_stands": True},
    ]
    assert period["regime"] == "authority-to-place"


async def test_a_review_tells_under_which_regime_it_was_due(desk: Any) -> None:
    child, care = await desk.care()
    await desk.told(f"/care/{care}/authorities-to-place", on="2014-04-10")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01")

    (review,) = (await period_of(desk, child))["reviews"]

    assert review["regime"] == "authority-to-place"


async def test_the_iros_appointment_is_owed_within_five_working_days_and_then_done(desk: Any) -> None:
    child, care = await desk.care()

    owed = (await period_of(desk, child))["appointment"]
    await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="2014-04-09")
    await desk.told(f"/care/{care}/iro-appointments", iro=str(uuid4()), on="2014-08-01")
    done = (await period_of(desk, child))["appointment"]

    assert (owed["due_by"], owed["done_on"], done["done_on"]) == ("2014-04-08", None, "2014-04-09")
    assert owed["because"] == [
        "IRO appointed, good practice (four authorities' procedures, R4.02): looked after from 1 Apr 2014 (day 0)",
        "5 working days",
        "so due by 8 Apr 2014",
    ]


async def test_a_change_of_plan_that_broke_the_rule_is_told_with_the_rule(desk: Any) -> None:
    child, care = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01"))["id"]
    await desk.told(f"/care/{care}/plan-changes", on="2014-06-02")
    await desk.told(f"/care/{care}/plan-changes", on="2014-07-01", review=review)

    broke, kept = (await period_of(desk, child))["plan_changes"]

    assert (broke["on"], broke["review"], broke["breach"]) == ("2014-06-02", None, True)
    assert broke["because"] == ["no completed review had considered it by then (CPR 2010 reg 32(2), R1.10)"]
    assert (kept["review"], kept["breach"], kept["because"]) == (review, False, [])


async def test_an_end_without_the_review_that_had_to_come_first_is_told_until_one_turns_up(desk: Any) -> None:
    child, care = await desk.care()
    cause = {"trigger": "nobody-will-accommodate", "since": "2014-08-01"}
    await desk.told(f"/care/{care}/endings", on="2014-08-20", reason="E8", review_required=cause)

    unreviewed = (await period_of(desk, child))["ended_unreviewed"]
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-19")

    assert unreviewed == {
        **cause,
        "because": ["no review was held from 1 Aug 2014 until care ended on 20 Aug 2014 (CPR 2010 reg 33(3)(e))"],
    }
    assert (await period_of(desk, child))["ended_unreviewed"] is None


async def test_every_due_date_that_was_set_is_told_with_what_brought_it_and_why(desk: Any) -> None:
    child, care = await desk.care()
    await desk.told(f"/care/{care}/start-corrections", on="2014-04-04")
    await desk.told(f"/care/{care}/authorities-to-place", on="2014-04-10")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01")

    items = (await desk.get(f"/care/{care}/due-dates")).json()["items"]

    assert [(item["was"]["statute"], item["statute"]["on"]) for item in items] == [
        (None, "2014-05-01"),
        ("2014-05-01", "2014-05-07"),
        ("2014-05-07", "2014-07-10"),
        ("2014-07-10", "2014-11-01"),
    ]
    assert [[(cause["type"], cause["on"]) for cause in item["caused_by"]] for item in items] == [
        [("ChildBecameLookedAfter", "2014-04-01"), ("LegalStatusRecorded", "2014-04-01")],
        [("LookedAfterDateCorrected", "2014-04-04")],
        [("AuthorityToPlaceGiven", "2014-04-10")],
        [("ReviewsCounted", None)],
    ]
    assert items[2]["statute"]["because"][-1] == "so due by 10 Jul 2014, in place of 7 May 2014"
    assert all(item["seq"] and item["recorded_at"] and item["indicator"]["because"] for item in items)


async def test_due_dates_are_given_in_pages(desk: Any) -> None:
    child, care = await desk.care()
    for held_on in ("2014-05-01", "2014-06-02"):
        await desk.told(f"/children/{child}/held-reviews", held_on=held_on)

    first = (await desk.get(f"/care/{care}/due-dates", limit=2)).json()
    second = (await desk.get(f"/care/{care}/due-dates", limit=2, cursor=first["next"])).json()

    assert [item["ordinal"] for item in (*first["items"], *second["items"])] == [1, 2, 3]
    assert second["next"] is None
    assert (await desk.get(f"/care/{uuid4()}/due-dates")).status_code == 404


async def test_a_review_tells_how_it_was_held_and_which_version_of_its_record_was_seen(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01", mode="no-meeting"))["id"]
    done = {"on": "2014-05-22"}

    shown = (await desk.get(f"/reviews/{review}")).json()
    seen = {"If-Match": shown["record_etag"]}
    first = await desk.post(f"/reviews/{review}/record-completions", done, headers=seen)
    late = await desk.post(f"/reviews/{review}/distributions", done, headers=seen)

    assert (shown["mode"], first.status_code, late.status_code) == ("no-meeting", 201, 412)
    assert (await desk.get(f"/reviews/{review}")).json()["record_etag"] == first.headers["etag"]
