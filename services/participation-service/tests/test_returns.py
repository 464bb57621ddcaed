"""The codes of statutory returns: many reviews at once, each one's fate told back, and sent again all known."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def sent(desk: Any, *codes: tuple[UUID, str | None], **of_each: Any) -> list[dict[str, Any]]:
    """The fates of these reviews' codes."""
    body = {"participations": [{"review": str(review), "code": code, **of_each} for review, code in codes]}
    answer = await desk.post("/returns/participations", body, role="information-system")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["reviews"]
    return found


def fates(answered: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["result"], one.get("code")) for one in answered]


async def test_each_code_is_taken_known_corrected_or_rejected_with_its_reason(desk: Any) -> None:
    child = await desk.child()
    first, second, third = [await desk.held(child, date(2014, month, 1)) for month in (5, 6, 7)]
    planned = await desk.booked(child, date(2014, 10, 1))
    await sent(desk, (first, "PN7"), (second, None))

    answered = await sent(
        desk, (first, "PN7"), (second, "PN1"), (third, "PN0"), (planned, "PN1"), (uuid4(), "PN1"), age_on_review=6
    )

    assert fates(answered) == [
        ("corrected", None),
        ("corrected", None),
        ("rejected", "participation.not_under_four"),
        ("rejected", "participation.review_not_held"),
        ("rejected", "review.unknown"),
    ]
    assert all(one["reason"] for one in answered if one["result"] == "rejected")
    parts = (await desk.asked(f"/children/{child}/participation"))[:3]
    assert [(part["state"], part["code"]) for part in parts] == [
        ("coded", "PN7"),
        ("coded", "PN1"),
        ("not-recorded", None),
    ]


async def test_sent_again_all_are_known_and_nothing_is_written(desk: Any) -> None:
    child = await desk.child()
    codes = [(await desk.held(child, date(2014, month, 1)), code) for month, code in ((5, "PN1"), (6, None))]
    assert fates(await sent(desk, *codes)) == [("taken", None), ("taken", None)]
    before = await desk.written()

    assert fates(await sent(desk, *codes)) == [("known", None), ("known", None)]
    assert await desk.written() == before


async def test_what_a_return_tells_is_told_as_such(desk: Any) -> None:
    review = await desk.held(await desk.child(), date(2014, 5, 1))
    await sent(desk, (review, "PN5"), age_on_review=9)

    feed = await desk.get("/facts", role="information-system", after=0, limit=10, restricted=True)

    (told,) = feed.json()["facts"]
    assert (told["type"], told["data"]["code"], told["data"]["from_return"]) == (
        "footprint.ParticipationRecorded",
        "PN5",
        True,
    )
    assert told["effectiveon"] == "2014-05-01"


async def test_a_return_is_not_sent_by_those_who_only_read(desk: Any) -> None:
    for role in ("iro", "analyst", "operator", "social-work-manager"):
        answer = await desk.post("/returns/participations", {"participations": []}, role=role)
        assert (answer.status_code, answer.json()["code"]) == (403, "role.missing")
