"""What a day's coming brings about by itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]


async def issued(desk: Any) -> tuple[str, str]:
    """A child and its review, whose decisions went out on 29 August 2014: the answer is due by 5 September."""
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-04-28"))["id"]
    made = {"what": "The school is told", "owner_role": "social-worker"}
    await desk.told(f"/reviews/{review}/decisions", on="2014-08-29", decisions=[made])
    return child, review


async def passed(desk: Any, on: str) -> list[str]:
    answer = await desk.post("/days", {"on": on}, role="manager")
    assert answer.is_success, answer.text
    return [event["type"] for event in answer.json()["events"]]


async def test_silence_agrees_on_the_first_day_after_the_fifth_working_day_and_once(desk: Any) -> None:
    _, review = await issued(desk)
    desk.clock.now += timedelta(days=7)

    assert await passed(desk, "2014-09-05") == ["DayPassed"]
    assert await passed(desk, "2014-09-08") == ["DayPassed", "ManagerResponded"]
    assert await passed(desk, "2014-09-08") == []
    steps = {step["step"]: step for step in (await desk.get(f"/reviews/{review}")).json()["owed"]}
    assert steps["manager-responded"]["done_on"] == "2014-09-05"


async def test_whoever_answered_is_not_taken_to_have_agreed_by_silence(desk: Any) -> None:
    _, review = await issued(desk)
    desk.clock.now += timedelta(days=7)
    await desk.told(f"/reviews/{review}/manager-responses", on="2014-09-05", response="queried")

    assert await passed(desk, "2014-09-08") == ["DayPassed"]


async def test_decisions_of_a_review_entered_in_error_are_agreed_by_nobody(desk: Any) -> None:
    _, review = await issued(desk)
    desk.clock.now += timedelta(days=7)
    await desk.told(f"/reviews/{review}/withdrawals")

    assert await passed(desk, "2014-09-08") == ["DayPassed"]


async def test_only_those_issued_and_neither_answered_nor_withdrawn_are_on_the_list(desk: Any) -> None:
    _, owed = await issued(desk)
    _, answered = await issued(desk)
    await desk.told(f"/reviews/{answered}/manager-responses", on="2014-09-01", response="agreed")
    _, withdrawn = await issued(desk)
    await desk.told(f"/reviews/{withdrawn}/withdrawals")

    async with desk.running.database.connection() as connection:
        rows = await connection.fetch("SELECT review FROM answer_owed")

    assert [row["review"] for row in rows] == [UUID(owed)]
