"""What cannot be taken is answered with a problem that names its code and field, and nothing is written."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

BEGIN = {"on": "2014-04-01", "legal_status": "C2"}


async def refused(desk: Any, path: str, body: Any, **other: Any) -> tuple[int, str, str | None]:
    """Status, code and field of the problem; asserts that it is one and that nothing was written."""
    before = await desk.written()
    answer = await desk.post(path, body, **other)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert await desk.written() == before
    return answer.status_code, problem["code"], problem.get("field")


@pytest.mark.parametrize(
    ("path", "body", "what"),
    [
        ("/children/{id}/care", BEGIN, "child"),
        ("/children/{id}/identity-corrections", {"name": "Nobody"}, "child"),
        ("/children/{id}/identifiers", {"system": "ssda903", "value": "1"}, "child"),
        ("/children/{id}/reviews", {"planned_for": "2014-10-01"}, "child"),
        ("/children/{id}/held-reviews", {"held_on": "2014-05-01"}, "child"),
        ("/care/{id}/endings", {"on": "2014-05-01", "reason": "E8"}, "care"),
        ("/reviews/{id}/parts", {"held_on": "2014-05-01"}, "review"),
        ("/reviews/{id}/record-completions", {"on": "2014-05-01"}, "review"),
    ],
)
async def test_a_child_a_period_or_a_review_must_be_known(desk: Any, path: str, body: Any, what: str) -> None:
    assert await refused(desk, path.format(id=uuid4()), body) == (404, f"{what}.unknown", what)


async def test_what_is_not_known_cannot_be_asked_about(desk: Any) -> None:
    for path in ("/children/{id}", "/children/{id}/timetable", "/reviews/{id}"):
        answer = await desk.get(path.format(id=uuid4()))

        assert (answer.status_code, answer.json()["code"].partition(".")[2]) == (404, "unknown")


@pytest.mark.parametrize("name", [" Robin", "Robin ", "Robin  Made-Up", "Robin\nMade-Up", "Robin\x00"])
async def test_a_name_that_cannot_be_kept_is_told_with_its_remedy(desk: Any, name: str) -> None:
    answer = await desk.post("/children", {"name": name})

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "name")
    assert error["detail"] == "leave out blanks at the ends, two running, and what cannot be printed"


async def test_an_id_of_another_system_that_cannot_be_kept_is_named(desk: Any) -> None:
    identifiers = [{"system": "case-management", "value": "7\x007"}]

    assert await refused(desk, "/children", {"identifiers": identifiers}) == (
        422,
        "request.invalid",
        "identifiers.0.value",
    )


async def test_a_review_is_not_held_before_the_start(desk: Any) -> None:
    child, _ = await desk.care()

    assert await refused(desk, f"/children/{child}/held-reviews", {"held_on": "2014-03-31"}) == (
        409,
        "review.outside_care",
        "held_on",
    )


async def test_a_review_is_not_planned_where_there_is_no_care(desk: Any) -> None:
    child = await desk.child()

    assert await refused(desk, f"/children/{child}/reviews", {"planned_for": "2014-10-01"}) == (
        409,
        "review.outside_care",
        "planned_for",
    )


async def test_nothing_is_recorded_in_the_future(desk: Any) -> None:
    child, care = await desk.care()

    for path, body, field in (
        (f"/children/{child}/held-reviews", {"held_on": "2014-09-02"}, "held_on"),
        (f"/care/{care}/placements", {"on": "2014-09-02", "placement": "K2"}, "on"),
        (f"/care/{care}/endings", {"on": "2014-09-02", "reason": "E8"}, "on"),
    ):
        assert await refused(desk, path, body) == (409, "date.in_the_future", field)


@pytest.mark.parametrize("on", ["2014-02-30", 0, "0", "0001-01-01", "01/04/2014", 1396310400, None, True])
async def test_a_day_must_be_a_day(desk: Any, on: Any) -> None:
    child = await desk.child()

    assert await refused(desk, f"/children/{child}/care", {**BEGIN, "on": on}) == (422, "request.invalid", "on")


@pytest.mark.parametrize(
    ("code", "status", "problem"),
    [("Q1", 201, None), ("U1", 409, "care.placement_not_of_year"), ("Z11", 409, "care.placement_not_of_year"),
     ("XX", 422, "request.invalid")],
)  # fmt: skip
async def test_a_code_must_be_of_its_year(desk: Any, code: str, status: int, problem: str | None) -> None:
    child = await desk.child()
    body = {**BEGIN, "placement": code}

    if problem is None:
        await desk.told(f"/children/{child}/care", **body)
    else:
        assert await refused(desk, f"/children/{child}/care", body) == (status, problem, "placement")


async def test_an_unknown_field_is_not_passed_over(desk: Any) -> None:
    child, _ = await desk.care()

    assert await refused(desk, f"/children/{child}/held-reviews", {"held_on": "2014-05-01", "from_return": True}) == (
        422,
        "request.invalid",
        "from_return",
    )


async def test_of_two_writers_at_once_one_is_told_to_look_again(desk: Any) -> None:
    child, care = await desk.care()
    version = (await desk.get(f"/children/{child}/timetable")).headers["etag"]
    before = await desk.written()

    answers = await asyncio.gather(
        desk.post(f"/care/{care}/placements", {"on": "2014-05-01", "placement": "K2"}, headers={"If-Match": version}),
        desk.post(f"/care/{care}/placements", {"on": "2014-05-06", "placement": "P1"}, headers={"If-Match": version}),
    )

    assert sorted(answer.status_code for answer in answers) == [201, 412]
    (late,) = (answer for answer in answers if answer.status_code == 412)
    assert late.json()["code"] == "precondition.version_changed"
    assert await desk.written() == before + 1


async def test_two_writers_who_expect_nothing_are_both_taken(desk: Any) -> None:
    child, _ = await desk.care()

    answers = await asyncio.gather(
        *(desk.post(f"/children/{child}/held-reviews", {"held_on": day}) for day in ("2014-05-01", "2014-07-01"))
    )

    assert [answer.status_code for answer in answers] == [201, 201]
    (period,) = (await desk.get(f"/children/{child}/timetable")).json()["periods"]
    assert [review["ordinal"] for review in period["reviews"]] == [1, 2]


async def test_of_two_who_record_the_same_review_at_once_one_tells_nothing_new(desk: Any) -> None:
    child, _ = await desk.care()

    answers = await asyncio.gather(
        *(desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01"}) for _ in range(2))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_of_two_who_record_one_day_differently_at_once_one_is_refused(desk: Any) -> None:
    child, _ = await desk.care()

    answers = await asyncio.gather(
        *(
            desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01", "mode": mode})
            for mode in ("meeting", "no-meeting")
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_a_body_of_a_megabyte_is_refused(desk: Any) -> None:
    child, _ = await desk.care()
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-02"))["id"]

    answer = await refused(desk, f"/reviews/{review}/late-reasons", {"reason": "other", "note": "x" * 1_000_000})

    assert answer[:2] == (413, "request.too_large")


async def test_a_key_is_not_used_again_for_another_body(desk: Any) -> None:
    child, _ = await desk.care()
    key = {"Idempotency-Key": "once"}
    await desk.post(f"/children/{child}/held-reviews", {"held_on": "2014-05-01"}, headers=key)

    assert await refused(desk, f"/children/{child}/held-reviews", {"held_on": "2014-07-01"}, headers=key) == (
        422,
        "idempotency.key_reused",
        "Idempotency-Key",
    )


async def test_an_expired_token_opens_nothing(desk: Any) -> None:
    expired = {"Authorization": f"Bearer {desk.issuer.token('iro', exp=int(desk.clock().timestamp()) - 3600)}"}

    assert (await refused(desk, "/children", {}, headers=expired))[:2] == (401, "token.expired")


async def test_a_role_that_only_reads_writes_nothing(desk: Any) -> None:
    assert (await refused(desk, "/children", {}, role="analyst"))[:2] == (403, "role.missing")


async def test_one_systems_id_belongs_to_one_child(desk: Any) -> None:
    identifiers = [{"system": "case-management", "value": "77"}]
    await desk.told("/children", identifiers=identifiers)
    other = await desk.child()

    assert await refused(desk, "/children", {"identifiers": identifiers}) == (
        409,
        "child.identifier_taken",
        "identifiers",
    )
    assert (await refused(desk, f"/children/{other}/identifiers", identifiers[0]))[1] == "child.identifier_taken"


async def test_a_problem_never_repeats_what_was_sent(desk: Any) -> None:
    answer = await desk.post("/children", {"name": " Robin Made-Up ", "date_of_birth": "Robin"})

    assert answer.status_code == 422
    assert "Robin" not in answer.text
