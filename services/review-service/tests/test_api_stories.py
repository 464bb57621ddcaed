"""What a front end does with the service from a child's first day in care to what is owed after a review."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"


def types(receipt: dict[str, Any]) -> list[str]:
    return [event["type"] for event in receipt["events"]]


async def test_a_child_becomes_looked_after_and_its_first_review_is_due_with_reasons(desk: Any) -> None:
    child = await desk.child()

    begun = await desk.told(f"/children/{child}/care", on="2014-04-01", legal_status="C2", notified_on="2014-04-02")

    assert types(begun) == ["ChildBecameLookedAfter", "LegalStatusRecorded", "ReviewDueSet"]
    assert begun["seq"] > 0
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    assert period["care"] == begun["id"]
    assert period["next"]["ordinal"] == 1
    assert period["next"]["statute"]["on"] == "2014-05-01"
    assert any("Good Friday" in reason for reason in period["next"]["statute"]["because"])


async def test_a_review_held_on_its_last_lawful_day_is_in_time_and_one_a_day_late_is_not(desk: Any) -> None:
    child, _ = await desk.care()
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01")
    late = await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-02")

    assert types(late) == ["ReviewHeld", "ReviewCompleted", "ReviewsCounted", "ReviewDueSet"]
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    first, second = period["reviews"]
    assert (first["ordinal"], first["statute"]["in_time"], first["indicator"]["in_time"]) == (1, True, True)
    assert (second["statute"]["due"], second["statute"]["in_time"]) == ("2014-08-01", False)
    assert (second["indicator"]["due"], second["indicator"]["in_time"]) == ("2014-07-31", False)
    assert "1 day late" in second["statute"]["because"][-1]
    assert period["next"]["statute"]["on"] == "2015-02-02"


async def test_a_series_counts_by_its_first_part_and_runs_on_from_its_last(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/reviews", planned_for="2014-04-30"))["id"]
    await desk.told(f"/reviews/{review}/bookings", planned_for="2014-05-01")

    begun = await desk.told(f"/reviews/{review}/first-parts", held_on="2014-05-01", completed=False)
    await desk.told(f"/reviews/{review}/adjournments", on="2014-05-01", resume_on="2014-05-12")
    last = await desk.told(f"/reviews/{review}/parts", held_on="2014-05-12", last=True)

    assert types(begun) == ["ReviewHeld", "ReviewsCounted", "ReviewDueSet"]
    assert types(last) == ["ReviewPartHeld", "ReviewCompleted", "ReviewsCounted", "ReviewDueSet"]
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    assert period["reviews"][0]["statute"]["in_time"]
    assert period["next"]["statute"]["on"] == "2014-08-12"
    shown = (await desk.get(f"/reviews/{review}")).json()
    assert shown["parts"] == ["2014-05-01", "2014-05-12"]
    steps = {step["step"]: (step["due_by"], step["done_on"]) for step in shown["owed"]}
    assert steps["resumed"] == ("2014-06-02", "2014-05-12")
    assert steps["completed"] == ("2014-06-02", "2014-05-12")
    assert steps["decisions-issued"] == ("2014-05-19", None)


async def test_care_of_long_ago_is_taken_with_all_that_follows_it(desk: Any) -> None:
    child, care = await desk.care("1950-01-02")
    await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="1950-01-02")
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="1950-01-30", completed=False))["id"]
    await desk.told(f"/reviews/{review}/adjournments", on="1950-01-30")
    await desk.told(f"/reviews/{review}/completions", on="1950-02-20")
    await desk.told(f"/reviews/{review}/record-completions", on="1950-02-21")

    assert len((await desk.get(f"/reviews/{review}")).json()["owed"]) == 5


async def test_siblings_are_reviewed_at_one_meeting(desk: Any) -> None:
    meeting = str(uuid4())
    for _ in range(2):
        child, _ = await desk.care()
        review = (await desk.told(f"/children/{child}/reviews", planned_for="2014-05-01", meeting=meeting))["id"]
        await desk.told(f"/reviews/{review}/first-parts", held_on="2014-05-01")

        assert (await desk.get(f"/reviews/{review}")).json()["meeting"] == meeting


async def test_what_must_follow_a_review_is_owed_until_it_is_done(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01"))["id"]
    decision = {"what": "a dentist", "owner_role": "carer", "by_when": "2014-06-30"}

    issued = await desk.told(f"/reviews/{review}/decisions", on="2014-05-08", decisions=[decision])
    await desk.told(f"/reviews/{review}/deemed-agreements")
    await desk.told(f"/reviews/{review}/record-completions", on="2014-05-22")
    await desk.told(f"/reviews/{review}/decisions/1/progress", on="2014-07-01", progress="drifting")

    assert types(issued) == ["RecordOpened", "DecisionRecorded", "DecisionsIssued"]
    shown = (await desk.get(f"/reviews/{review}")).json()
    assert [(step["step"], step["due_by"], step["done_on"]) for step in shown["owed"]] == [
        ("decisions-issued", "2014-05-09", "2014-05-08"),
        ("manager-responded", "2014-05-15", "2014-05-15"),
        ("record-completed", "2014-05-23", "2014-05-22"),
        ("record-distributed", "2014-06-02", None),
    ]
    assert all(step["because"] for step in shown["owed"])
    assert shown["manager_response"] == "deemed-agreed"
    assert shown["decisions"] == [
        {"number": 1, **decision, "progress": "drifting", "seen_on": "2014-07-01"},
    ]


async def test_an_iros_list_tells_overdue_booked_unbooked_and_due_apart(desk: Any) -> None:
    standings = {}
    for name, start in (("overdue", "2014-07-01"), ("unbooked", "2014-08-08"), ("booked", "2014-08-08")):
        child, care = await desk.care(start)
        await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on=start)
        if name == "booked":
            await desk.told(f"/children/{child}/reviews", planned_for="2014-09-04")
        standings[child] = name
    later, care = await desk.care("2014-05-01")
    await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="2014-05-01")
    await desk.told(f"/children/{later}/held-reviews", held_on="2014-08-29")
    standings[later] = "due"
    await desk.care("2014-07-01")

    items = (await desk.get(f"/iros/{IRO}/reviews", within_days=10)).json()["items"]

    assert {item["child"]: item["standing"] for item in items} == standings
    assert [item["due_by"] for item in items] == sorted(item["due_by"] for item in items)


async def test_what_is_due_is_paged_soonest_first_without_what_is_further_off(desk: Any) -> None:
    starts = ["2014-08-12", "2014-07-01", "2014-08-08", "2014-08-08", "2014-08-29"]
    cares = {(await desk.care(start))[1]: start for start in starts}

    first = (await desk.get("/due-reviews", within_days=14, limit=3)).json()
    second = (await desk.get("/due-reviews", within_days=14, limit=3, cursor=first["next"])).json()

    found = [item["care"] for item in (*first["items"], *second["items"])]
    assert second["next"] is None
    assert [cares[care] for care in found] == ["2014-07-01", "2014-08-08", "2014-08-08", "2014-08-12"]
    assert len(set(found)) == 4


async def test_what_falls_due_from_a_day_on_is_told_without_what_is_overdue(desk: Any) -> None:
    for start in ("2014-07-01", "2014-07-02"):
        await desk.care(start)
    _, soon = await desk.care("2014-08-08")

    asked = {"within_days": 14, "due_from": "2014-09-01", "limit": 1}
    answer = (await desk.get("/due-reviews", **asked)).json()

    assert ([item["care"] for item in answer["items"]], answer["next"]) == ([soon], None)


async def test_what_ended_is_due_no_more(desk: Any) -> None:
    _, care = await desk.care("2014-07-01")
    await desk.told(f"/care/{care}/endings", on="2014-08-31", reason="E4A")

    assert (await desk.get("/due-reviews")).json() == {"items": [], "next": None}

    await desk.told(f"/care/{care}/ending-withdrawals")
    assert len((await desk.get("/due-reviews")).json()["items"]) == 1


async def test_a_review_withdrawn_gives_its_due_day_back(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01"))["id"]

    withdrawn = await desk.told(f"/reviews/{review}/withdrawals")

    assert types(withdrawn) == ["ReviewEntryWithdrawn", "ReviewUncounted", "ReviewDueSet"]
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    assert (period["reviews"], period["next"]["statute"]["on"]) == ([], "2014-05-01")


async def test_nothing_more_is_owed_after_a_review_that_was_withdrawn(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01"))["id"]
    await desk.told(f"/reviews/{review}/record-completions", on="2014-05-22")
    await desk.told(f"/reviews/{review}/withdrawals")

    distributed = await desk.post(f"/reviews/{review}/distributions", {"on": "2014-05-23"})

    assert (distributed.status_code, distributed.json()["code"]) == (409, "record.review_not_completed")
    assert (await desk.get(f"/reviews/{review}")).json()["owed"] == []


async def test_the_words_of_those_who_explain_and_query_are_shown_to_those_who_may_read_them(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02"))["id"]
    await desk.told(f"/reviews/{review}/late-reasons", reason="other", note="snow")
    decisions = [{"what": "a dentist", "owner_role": "carer", "by_when": None}]
    await desk.told(f"/reviews/{review}/decisions", on="2014-05-08", decisions=decisions)
    queried = {"on": "2014-05-09", "response": "queried", "note": "who pays?"}
    await desk.told(f"/reviews/{review}/manager-responses", role="social-work-manager", **queried)

    shown = (await desk.get(f"/reviews/{review}", role="social-work-manager")).json()

    assert (shown["late_note"], shown["manager_note"]) == ("snow", "who pays?")
    assert (await desk.get(f"/reviews/{review}", role="analyst")).status_code == 403


async def test_a_period_withdrawn_is_unknown_from_then_on(desk: Any) -> None:
    child, care = await desk.care()
    await desk.told(f"/care/{care}/withdrawals")

    gone = await desk.post(f"/care/{care}/endings", {"on": "2014-06-02", "reason": "E8"})

    assert (gone.status_code, gone.json()["code"]) == (404, "care.unknown")
    assert (await desk.get(f"/children/{child}/timetable")).json()["periods"] == []


async def test_a_withdrawal_of_care_whose_answer_was_lost_may_be_sent_again(desk: Any) -> None:
    _, care = await desk.care()
    path, key = f"/care/{care}/withdrawals", {"Idempotency-Key": "the-same"}
    first = await desk.post(path, {}, headers=key)

    again = await desk.post(path, {}, headers=key)
    and_again = await desk.post(path, {})

    assert (first.status_code, again.status_code, and_again.status_code) == (201, 201, 200)
    assert again.json() == first.json()


async def test_every_change_of_care_is_taken_by_its_own_address(desk: Any) -> None:
    _, care = await desk.care()
    at = f"/care/{care}"
    await desk.told(f"{at}/start-corrections", on="2014-04-04")
    await desk.told(f"{at}/legal-statuses", on="2014-04-10", legal_status="C1")
    await desk.told(f"{at}/placements", on="2014-04-10", placement="K2")
    await desk.told(f"{at}/authorities-to-place", on="2014-04-14")
    await desk.told(f"{at}/authorities-to-place/endings", on="2014-04-15")
    await desk.told(f"{at}/adoption-placements", on="2014-04-16")
    await desk.told(f"{at}/adoption-placements/returns", on="2014-04-24", authority_stands=False)
    await desk.told(f"{at}/change-withdrawals", on="2014-04-24", change="returned")
    await desk.told(f"{at}/iro-appointments", on="2014-04-24", iro=IRO)
    changed = await desk.told(f"{at}/plan-changes", on="2014-05-01")
    await desk.told(f"{at}/endings", on="2014-06-02", reason="E4A")
    await desk.told(f"{at}/ending-corrections", on="2014-06-03", reason="E8")

    assert types(changed) == ["CarePlanChanged"]


async def test_asking_twice_tells_nothing_new_and_names_what_there_is(desk: Any) -> None:
    child, care = await desk.care(notified_on="2014-04-01")

    again = await desk.post(
        f"/children/{child}/care", {"on": "2014-04-01", "legal_status": "C2", "notified_on": "2014-04-01"}
    )

    assert (again.status_code, again.json()["id"], again.json()["events"]) == (200, care, [])


async def test_a_start_told_again_with_another_day_of_notification_corrects_the_period_there_is(desk: Any) -> None:
    child, care = await desk.care()
    start = {"on": "2014-04-01", "legal_status": "C2"}

    corrected = await desk.post(f"/children/{child}/care", {**start, "notified_on": "2014-04-03"})
    assert (corrected.status_code, corrected.json()["id"]) == (201, care)
    assert [event["type"] for event in corrected.json()["events"]] == ["IroServiceNotified"]

    again = await desk.post(f"/children/{child}/care", start)
    assert (again.status_code, again.json()["id"]) == (200, care)
    other = await desk.post(f"/children/{child}/care", {**start, "legal_status": "V2", "notified_on": "2014-04-03"})
    assert (other.status_code, other.json()["code"]) == (409, "care.already_looked_after")


async def test_of_two_periods_begun_on_one_day_the_one_that_is_asked_for_again_is_named(desk: Any) -> None:
    child, first = await desk.care()
    await desk.told(f"/care/{first}/endings", on="2014-04-01", reason="E8")
    again = {"on": "2014-04-01", "legal_status": "V2"}
    second = await desk.told(f"/children/{child}/care", **again)

    asked = await desk.post(f"/children/{child}/care", again)

    assert (asked.status_code, asked.json()["id"]) == (200, second["id"])


async def test_a_review_told_twice_without_a_key_is_the_one_there_is(desk: Any) -> None:
    child, _ = await desk.care()
    for path, body in (("reviews", {"planned_for": "2014-09-10"}), ("held-reviews", {"held_on": "2014-05-01"})):
        first = await desk.told(f"/children/{child}/{path}", **body)
        before = await desk.written()

        again = await desk.post(f"/children/{child}/{path}", body)

        assert (again.status_code, again.json()["id"], again.json()["events"]) == (200, first["id"], [])
        assert await desk.written() == before


async def test_a_review_told_otherwise_than_it_stands_is_refused(desk: Any) -> None:
    child, _ = await desk.care()
    meeting = str(uuid4())
    await desk.told(f"/children/{child}/reviews", planned_for="2014-09-10")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01")

    booked = await desk.post(f"/children/{child}/reviews", {"planned_for": "2014-09-10", "meeting": meeting})
    held = await desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01", "mode": "no-meeting"})

    assert (booked.status_code, booked.json()["code"]) == (409, "review.already_booked")
    assert (held.status_code, held.json()["code"]) == (409, "review.already_held")


async def test_bookings_of_one_day_at_once_make_one(desk: Any) -> None:
    child, _ = await desk.care()

    answers = await asyncio.gather(
        *(desk.post(f"/children/{child}/reviews", {"planned_for": "2014-09-10"}) for _ in range(6))
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_a_plan_for_a_day_that_a_review_has_passed_is_no_plan_for_the_next(desk: Any) -> None:
    child, care = await desk.care()
    await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="2014-04-01")
    await desk.told(f"/children/{child}/reviews", planned_for="2014-05-01")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02")
    await desk.told(f"/children/{child}/held-reviews", held_on="2014-08-01")

    (item,) = (await desk.get(f"/iros/{IRO}/reviews")).json()["items"]

    assert (item["standing"], item["review"], item["planned_for"]) == ("due", None, None)


async def test_a_day_planned_and_gone_by_unheld_yields_to_one_still_to_come(desk: Any) -> None:
    child, care = await desk.care("2014-08-08")
    await desk.told(f"/care/{care}/iro-appointments", iro=IRO, on="2014-08-08")
    await desk.told(f"/children/{child}/reviews", planned_for="2014-08-29")
    assert (await desk.get(f"/iros/{IRO}/reviews")).json()["items"][0]["planned_for"] == "2014-08-29"

    await desk.told(f"/children/{child}/reviews", planned_for="2014-09-04")

    assert (await desk.get(f"/iros/{IRO}/reviews")).json()["items"][0]["planned_for"] == "2014-09-04"


async def test_a_request_repeated_under_its_key_is_done_once(desk: Any) -> None:
    child, _ = await desk.care()
    key = {"Idempotency-Key": "again"}
    first = await desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01"}, headers=key)
    before = await desk.written()

    second = await desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01"}, headers=key)

    assert second.headers["idempotency-replayed"] == "true"
    assert second.json() == first.json()
    assert await desk.written() == before


async def test_names_are_served_to_those_who_may_see_them_and_to_nobody_else(desk: Any) -> None:
    child = await desk.child()
    await desk.told(f"/children/{child}/identifiers", system="case-management", value="77")

    shown = await desk.get(f"/children/{child}")

    assert shown.json() == {
        "child": child,
        "name": "Robin Made-Up",
        "date_of_birth": "2004-02-29",
        "identifiers": [{"system": "case-management", "value": "77"}],
    }
    for role in ("analyst", "operator", "information-system", "social-work-manager"):
        assert (await desk.get(f"/children/{child}", role=role)).status_code == 403


async def test_facts_tell_nothing_of_names_texts_or_other_systems_ids(desk: Any) -> None:
    child, _ = await desk.care()
    await desk.told(f"/children/{child}/identifiers", system="case-management", value="number-77")
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02"))["id"]
    await desk.told(f"/reviews/{review}/late-reasons", reason="other", note="a private word")
    decisions = [{"what": "a dentist", "owner_role": "carer", "by_when": None}]
    await desk.told(f"/reviews/{review}/decisions", on="2014-05-08", decisions=decisions)

    told = (await desk.get("/facts", role="information-system", after=0, limit=1000)).text

    assert "LateReasonGiven" in told
    assert "DecisionsIssued" in told
    for private in ("Robin", "2004-02-29", "number-77", "private word", "dentist", "legal-status"):
        assert private not in told
    assert child in told
