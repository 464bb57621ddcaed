"""What cannot be taken is answered with a problem that names its code and field, and nothing is written."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"
PERSON = "00000000-0000-4000-8000-0000000000b1"
ON = {"on": "2014-05-01"}
CONTACT = {**ON, "iro": IRO, "medium": "visit", "begun_by": "iro"}


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
        ("/reviews/{id}/invitations", ON, "review"),
        ("/reviews/{id}/conversations", {**ON, "outcome": "held"}, "review"),
        ("/reviews/{id}/views", {**ON, "medium": "text"}, "review"),
        ("/reviews/{id}/participations", {"code": "PN1"}, "review"),
        ("/reviews/{id}/participation-corrections", {"code": "PN1"}, "review"),
        ("/reviews/{id}/advocacy-awareness", {"knows": "yes"}, "review"),
        ("/children/{id}/wishes", {**ON, "theme": "contact"}, "child"),
        ("/children/{id}/contacts", CONTACT, "child"),
        ("/children/{id}/contact-cards", {**ON, "iro": IRO}, "child"),
        ("/children/{id}/advocate-requests", ON, "child"),
        ("/children/{id}/advocate-offers", {**ON, "answer": "awaited"}, "child"),
        ("/children/{id}/advocate-matches", {**ON, "advocate": PERSON}, "child"),
        ("/children/{id}/advocate-endings", {**ON, "reason": "other"}, "child"),
        ("/children/{id}/visitor-considerations", {**ON, "need": "needed"}, "child"),
        ("/children/{id}/visitor-matches", {**ON, "visitor": PERSON}, "child"),
        ("/children/{id}/visitor-endings", {**ON, "reason": "notice"}, "child"),
        ("/children/{id}/visitor-ending-withdrawals", {}, "child"),
        ("/wishes/{id}/answers", {**ON, "outcome": "granted"}, "wish"),
        ("/wishes/{id}/withdrawals", {}, "wish"),
        ("/contacts/{id}/withdrawals", {}, "contact"),
        (
            "/surveys/{id}/answers",
            {"number": 1, "question": "other", "base": "all", "asked": 1, "answers": [{"answer": "yes", "count": 1}]},
            "survey",
        ),
    ],
)
async def test_what_the_path_names_must_be_known(desk: Any, path: str, body: Any, what: str) -> None:
    assert await refused(desk, path.format(id=uuid4()), body) == (404, f"{what}.unknown", what)


@pytest.fixture
async def review(desk: Any) -> UUID:
    """A review held on May Day 2014."""
    held: UUID = await desk.held(await desk.child(), date(2014, 5, 1))
    return held


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"code": "PN0", "age_on_review": 6}, "participation.not_under_four", "code"),
        ({"code": "PN1", "age_on_review": 3}, "participation.under_four", "code"),
        (
            {"code": "PN0", "age_on_review": 3, "fourth_birthday": True},
            "participation.birthday_of_another_age",
            "fourth_birthday",
        ),
    ],
)
async def test_pn0_for_a_child_of_six_and_every_code_of_another_age_is_refused(
    desk: Any, review: UUID, body: Any, code: str, field: str
) -> None:
    assert await refused(desk, f"/reviews/{review}/participations", body) == (409, code, field)


async def test_what_is_recorded_is_not_recorded_otherwise(desk: Any, review: UUID) -> None:
    await desk.told(f"/reviews/{review}/participations", code=None, age_on_review=6)

    assert await refused(desk, f"/reviews/{review}/participations", {"code": "PN7", "age_on_review": 6}) == (
        409,
        "participation.already_recorded",
        "code",
    )


async def test_a_child_took_no_part_in_what_is_not_held(desk: Any) -> None:
    planned = await desk.booked(await desk.child(), date(2014, 10, 1))

    for path, body, code in (
        ("participations", {"code": "PN1"}, "participation.review_not_held"),
        ("advocacy-awareness", {"knows": "yes"}, "advocacy.review_not_held"),
    ):
        assert (await refused(desk, f"/reviews/{planned}/{path}", body))[:2] == (409, code)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "code"),
        ({"code": "PN8"}, "code"),
        ({"code": "pn1"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "PN1", "age_on_review": -1}, "age_on_review"),
        ({"code": "PN1", "age_on_review": 26}, "age_on_review"),
        ({"code": "PN1", "age_on_review": "4½"}, "age_on_review"),
        ({"code": "PN1", "date_of_birth": "2010-05-01"}, "date_of_birth"),
        ({"code": "PN1", "from_return": True}, "from_return"),
        ({"code": "PN1", "team": "north"}, "team"),
    ],
)
async def test_a_code_must_be_one_and_nothing_else_is_passed_over(
    desk: Any, review: UUID, body: Any, field: str
) -> None:
    assert await refused(desk, f"/reviews/{review}/participations", body) == (422, "request.invalid", field)


@pytest.mark.parametrize("on", ["2014-02-30", 0, "0", "0001-01-01", "01/04/2014", 1396310400, None, True])
async def test_a_day_must_be_a_day(desk: Any, review: UUID, on: Any) -> None:
    assert await refused(desk, f"/reviews/{review}/invitations", {"on": on}) == (422, "request.invalid", "on")


async def test_nothing_is_recorded_in_the_future(desk: Any, review: UUID) -> None:
    child = await desk.child()
    later = {"on": "2014-09-02"}
    for path, body in (
        (f"/reviews/{review}/invitations", later),
        (f"/children/{child}/wishes", {**later, "theme": "contact"}),
        (f"/children/{child}/contacts", {**CONTACT, **later}),
        (f"/children/{child}/advocate-matches", {**later, "advocate": PERSON}),
        (f"/children/{child}/visitor-matches", {**later, "visitor": PERSON}),
        ("/surveys", {**later, "invited": 1, "answered": 1}),
    ):
        assert await refused(desk, path, body) == (409, "date.in_the_future", "on")


async def test_an_advocate_who_is_the_subject_of_the_matter_or_manages_it_is_refused(desk: Any) -> None:
    child = await desk.child()
    match = {"on": "2014-06-02", "advocate": PERSON}

    for people, code in (
        ({"about": [PERSON]}, "advocacy.advocate_is_subject"),
        ({"managed_by": [PERSON]}, "advocacy.advocate_manages_matter"),
    ):
        at = f"/children/{child}/advocate-matches"
        assert await refused(desk, at, {**match, **people}) == (409, code, "advocate")
    await desk.told(f"/children/{child}/advocate-requests", on="2014-06-01", managed_by=[PERSON])
    assert (await refused(desk, f"/children/{child}/advocate-matches", match))[1] == "advocacy.advocate_manages_matter"


async def test_nobody_visits_a_child_who_objects(desk: Any) -> None:
    child = await desk.child()
    await desk.told(f"/children/{child}/visitor-considerations", on="2014-05-01", need="child-objects")

    assert await refused(desk, f"/children/{child}/visitor-matches", {"on": "2014-06-02", "visitor": PERSON}) == (
        409,
        "visitor.child_objects",
        "on",
    )


async def test_a_wish_is_not_expressed_at_another_childs_review(desk: Any, review: UUID) -> None:
    other = await desk.child()

    for unknown in (str(review), str(uuid4())):
        body = {**ON, "theme": "contact", "review": unknown}
        assert await refused(desk, f"/children/{other}/wishes", body) == (404, "review.unknown", "review")


async def test_a_survey_whose_counts_cannot_be_is_refused(desk: Any) -> None:
    assert await refused(desk, "/surveys", {"on": "2014-08-14", "invited": 45, "answered": 68}) == (
        409,
        "survey.more_answered_than_invited",
        "answered",
    )
    survey = (await desk.told("/surveys", on="2014-08-14", invited=68, answered=45))["id"]
    question = {"number": 1, "question": "knows-iro", "base": "all", "asked": 45}
    for changed, code, field in (
        ({"asked": 46, "answers": [{"answer": "yes", "count": 1}]}, "more_asked_than_answered", "asked"),
        ({"answers": [{"answer": "yes", "count": 46}]}, "more_answers_than_asked", "answers"),
        ({"answers": [{"answer": "yes", "count": 1}] * 2}, "counted_twice", "answers"),
    ):
        body = {**question, **changed}
        assert await refused(desk, f"/surveys/{survey}/answers", body) == (409, f"survey.{code}", field)
    named = {**question, "answers": [{"answer": "yes", "count": 1, "child": PERSON}]}
    assert (await refused(desk, f"/surveys/{survey}/answers", named))[:2] == (422, "request.invalid")


async def test_of_two_writers_at_once_one_is_told_to_look_again(desk: Any) -> None:
    child = await desk.child()
    version = (await desk.get(f"/children/{child}/advocacy")).headers["etag"]

    answers = await asyncio.gather(
        *(
            desk.post(
                f"/children/{child}/advocate-offers", {"on": on, "answer": "awaited"}, headers={"If-Match": version}
            )
            for on in ("2014-05-01", "2014-05-02")
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 412]


async def test_of_two_who_log_the_same_contact_at_once_one_contact_comes(desk: Any) -> None:
    child = await desk.child()

    answers = await asyncio.gather(*(desk.post(f"/children/{child}/contacts", CONTACT) for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_a_role_that_only_reads_writes_nothing(desk: Any) -> None:
    for role in ("analyst", "operator", "social-work-manager"):
        answer = await refused(desk, "/surveys", {"on": "2014-08-14", "invited": 1, "answered": 1}, role=role)
        assert answer[:2] == (403, "role.missing")


async def test_what_has_not_arrived_yet_is_waited_for_and_then_said(desk: Any) -> None:
    child = await desk.child()
    body = {**ON, "theme": "contact"}

    answer = await refused(desk, f"/children/{child}/wishes", body, headers={"If-Reviews-Seq-At-Least": "99"})

    assert answer == (503, "read.behind", "If-Reviews-Seq-At-Least")


async def test_a_problem_never_repeats_what_was_sent(desk: Any, review: UUID) -> None:
    answer = await desk.post(f"/reviews/{review}/views", {"on": "2014-05-01", "medium": "Robin", "words": ["Robin"]})

    assert answer.status_code == 422
    assert "Robin" not in answer.text
