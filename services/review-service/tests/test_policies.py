"""What commands about reviews bring about in the child's care, and what they need to know of it."""

from typing import Any

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]


def types(receipt: dict[str, Any]) -> list[str]:
    return [event["type"] for event in receipt["events"]]


async def test_a_booking_repeated_after_care_ended_is_the_one_there_is_and_another_is_refused(desk: Any) -> None:
    child, care = await desk.care()
    booked = await desk.told(f"/children/{child}/reviews", planned_for="2014-08-29")
    await desk.told(f"/care/{care}/endings", on="2014-08-28", reason="E4A")

    again = await desk.post(f"/children/{child}/reviews", {"planned_for": "2014-08-29"})
    other = await desk.post(f"/children/{child}/reviews", {"planned_for": "2014-08-30"})
    moved = await desk.post(f"/reviews/{booked['id']}/bookings", {"planned_for": "2014-08-30"})

    assert (again.status_code, again.json()["id"]) == (200, booked["id"])
    for refused in (other, moved):
        assert (refused.status_code, refused.json()["code"]) == (409, "review.outside_care")
        assert refused.json()["field"] == "planned_for"


async def test_a_part_that_completes_nothing_changes_nothing_in_care(desk: Any) -> None:
    child, _ = await desk.care()
    begun = await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01", completed=False)

    assert types(await desk.told(f"/reviews/{begun['id']}/parts", held_on="2014-05-06")) == ["ReviewPartHeld"]
    assert types(await desk.told(f"/reviews/{begun['id']}/completions", on="2014-05-07")) == [
        "ReviewCompleted",
        "ReviewsCounted",
        "ReviewDueSet",
    ]


async def test_a_review_that_was_only_booked_is_withdrawn_without_care_knowing_of_it(desk: Any) -> None:
    child, _ = await desk.care()
    booked = await desk.told(f"/children/{child}/reviews", planned_for="2014-09-10")

    assert types(await desk.told(f"/reviews/{booked['id']}/withdrawals")) == ["ReviewEntryWithdrawn"]
    assert (await desk.post(f"/reviews/{booked['id']}/withdrawals", {})).status_code == 200


async def test_a_review_held_outside_care_is_refused_with_all_that_goes_with_it(desk: Any) -> None:
    child, _ = await desk.care()
    before = await desk.written()

    held = await desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-03-31"})

    assert (held.status_code, held.json()["code"]) == (409, "review.outside_care")
    assert await desk.written() == before


async def test_the_last_note_of_a_manager_and_of_a_lateness_is_shown(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02"))["id"]
    await desk.told(
        f"/reviews/{review}/decisions", on="2014-05-08", decisions=[{"what": "a dentist", "owner_role": "carer"}]
    )
    for note in ("who pays?", "who pays, and when?"):
        await desk.told(f"/reviews/{review}/manager-responses", on="2014-05-09", response="queried", note=note)
        await desk.told(f"/reviews/{review}/late-reasons", reason="other", note=f"asked: {note}")

    shown = (await desk.get(f"/reviews/{review}")).json()

    assert (shown["manager_note"], shown["late_note"]) == ("who pays, and when?", "asked: who pays, and when?")
