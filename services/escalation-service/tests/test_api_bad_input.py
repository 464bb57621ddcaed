"""What cannot be taken is answered with a problem that names its code and field, and nothing is written."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"
RAISE = {"on": "2014-07-21", "iro": IRO, "category": "drift", "childs_view": "agrees", "raised_with": "team-manager"}
AT_ONCE = {name: value for name, value in RAISE.items() if name != "raised_with"}
ANSWER = {"on": "2014-08-05", "by": "team-manager", "answer": "accepted"}
SETTLE = {"on": "2014-08-05", "outcome": "upheld", "plan_changed": False}


async def refused(desk: Any, path: str, body: Any, **other: Any) -> tuple[int, str, str | None]:
    """Status, code and field of the problem; asserts that it is one and that nothing was written."""
    before = await desk.written()
    answer = await desk.post(path, body, **other)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert await desk.written() == before
    return answer.status_code, problem["code"], problem.get("field")


@pytest.mark.parametrize(
    ("path", "body", "code", "field"),
    [
        ("/children/{id}/concerns", RAISE, "child.unknown", "child"),
        ("/children/{id}/disputes", AT_ONCE, "child.unknown", "child"),
        ("/children/{id}/good-practice", {"on": "2014-07-21", "iro": IRO, "practice": "planning"}, "child.unknown",
         "child"),
        ("/concerns/{id}/answers", ANSWER, "concern.unknown", "concern"),
        ("/concerns/{id}/stages", {"on": "2014-08-05", "to": "director"}, "concern.unknown", "concern"),
        ("/concerns/{id}/entry-withdrawals", {}, "concern.unknown", "concern"),
        ("/good-practice/{id}/withdrawals", {}, "good_practice.unknown", "alert"),
    ],
)  # fmt: skip
async def test_a_child_a_concern_or_an_alert_must_be_known(
    desk: Any, path: str, body: Any, code: str, field: str
) -> None:
    assert await refused(desk, path.format(id=uuid4()), body) == (404, code, field)


async def test_what_is_not_known_cannot_be_asked_about(desk: Any) -> None:
    for path in ("/children/{id}/concerns", "/concerns/{id}", "/good-practice/{id}"):
        answer = await desk.get(path.format(id=uuid4()))

        assert (answer.status_code, answer.json()["code"].partition(".")[2]) == (404, "unknown")


async def test_a_child_is_known_once_review_service_has_told_of_it(desk: Any) -> None:
    child = uuid4()
    behind = {"If-Reviews-Seq-At-Least": "1"}

    assert await refused(desk, f"/children/{child}/concerns", RAISE) == (404, "child.unknown", "child")
    known = await desk.child()
    told = await desk.post(f"/children/{known}/concerns", RAISE, headers=behind)
    assert told.status_code == 201


async def test_a_stage_must_be_on_the_authoritys_ladder(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")

    for path, body, field in (
        ("stages", {"on": "2014-08-05", "to": "director"}, "to"),
        ("stage-answers", {"on": "2014-08-05", "stage": "director", "answer": "accepted"}, "stage"),
    ):
        answer = await refused(desk, f"/concerns/{dispute}/{path}", body)
        assert answer == (409, "dispute.stage_not_on_ladder", field)
    assert (await refused(desk, f"/concerns/{dispute}/stages", {"on": "2014-08-05", "to": "mayor"})) == (
        422,
        "request.invalid",
        "to",
    )


async def test_a_dispute_goes_up_only_and_says_why_it_leaves_a_stage_out(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")

    assert await refused(desk, f"/concerns/{dispute}/stages", {"on": "2014-08-05", "to": "chief-executive"}) == (
        409,
        "dispute.bypassed_without_reason",
        "bypass_reason",
    )
    await desk.told(f"/concerns/{dispute}/stages", on="2014-08-05", to="head-of-service")
    assert await refused(desk, f"/concerns/{dispute}/stages", {"on": "2014-08-06", "to": "team-manager"}) == (
        409,
        "dispute.moved_down",
        "to",
    )


async def test_a_dispute_needs_a_ladder(desk: Any) -> None:
    concern = await desk.concern()

    assert await refused(desk, f"/concerns/{concern}/disputes", {"on": "2014-08-01"}) == (
        409,
        "ladder.none_in_force",
        "on",
    )


async def test_a_closed_matter_is_neither_answered_nor_moved(desk: Any) -> None:
    await desk.ladder()
    settled, resolved = await desk.concern(), await desk.dispute("2014-08-01")
    await desk.told(f"/concerns/{settled}/settlements", **SETTLE)
    await desk.told(f"/concerns/{resolved}/resolutions", **SETTLE)

    for concern, path, body in (
        (settled, "answers", ANSWER),
        (settled, "disputes", {"on": "2014-08-06"}),
        (resolved, "stage-answers", {"on": "2014-08-06", "stage": "team-manager", "answer": "accepted"}),
        (resolved, "stages", {"on": "2014-08-06", "to": "head-of-service"}),
    ):
        assert await refused(desk, f"/concerns/{concern}/{path}", body) == (409, "concern.closed", None)


async def test_nothing_is_recorded_before_the_matter_began_or_in_the_future(desk: Any) -> None:
    await desk.ladder()
    concern = await desk.concern("2014-07-21")

    for path, body in (("answers", ANSWER), ("settlements", SETTLE), ("disputes", {})):
        early = await refused(desk, f"/concerns/{concern}/{path}", {**body, "on": "2014-07-18"})
        late = await refused(desk, f"/concerns/{concern}/{path}", {**body, "on": "2014-10-02"})
        assert early == (409, "concern.before_raised", "on")
        assert late == (409, "date.in_the_future", "on")
    assert await refused(desk, "/days", {"on": "2014-10-02"}, role="operator") == (409, "date.in_the_future", "on")


@pytest.mark.parametrize("on", ["2014-02-30", 0, "0", "0001-01-01", "01/04/2014", 1396310400, None, True])
async def test_a_day_must_be_a_day(desk: Any, on: Any) -> None:
    child = await desk.child()

    assert await refused(desk, f"/children/{child}/concerns", {**RAISE, "on": on}) == (422, "request.invalid", "on")


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
async def test_any_day_may_be_asked_about(desk: Any, day: str) -> None:
    await desk.ladder()
    await desk.dispute("2014-08-01")

    for path in (f"/iros/{IRO}/concerns", "/open-disputes", "/open-disputes/stages"):
        assert (await desk.get(path, as_at=day)).status_code == 200


async def test_a_concern_of_long_ago_is_taken(desk: Any) -> None:
    child = await desk.child()
    await desk.ladder(valid_from="1900-01-01")

    told = await desk.told(f"/children/{child}/disputes", **{**AT_ONCE, "on": "1950-05-01"})
    assert told["id"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({**RAISE, "category": "weather"}, "category"), ({**RAISE, "words": ""}, "words"),
     ({**RAISE, "words": "x" * 4001}, "words"), ({**RAISE, "name": "Robin Made-Up"}, "name"),
     ({**RAISE, "iro": "me"}, "iro")],
)  # fmt: skip
async def test_a_field_must_be_known_and_hold_what_it_takes(desk: Any, body: Any, field: str) -> None:
    child = await desk.child()

    assert await refused(desk, f"/children/{child}/concerns", body) == (422, "request.invalid", field)


async def test_a_ladder_stays_within_the_law(desk: Any) -> None:
    stage = {"stage": "director", "name": "Director", "working_days": 20}
    ladder = {"valid_from": "2014-04-01", "stages": [{**stage, "stage": "team-manager", "working_days": 1}, stage]}

    assert await refused(desk, "/ladders", ladder, role="manager") == (409, "ladder.longer_than_cap", "stages")
    assert (await refused(desk, "/ladders", ladder))[:2] == (403, "role.missing")


@pytest.mark.parametrize("role", ["analyst", "operator", "social-work-manager", "business-support"])
async def test_only_the_iros_side_raises_a_concern(desk: Any, role: str) -> None:
    child = await desk.child()

    assert (await refused(desk, f"/children/{child}/concerns", RAISE, role=role))[:2] == (403, "role.missing")


async def test_of_two_who_move_a_dispute_at_once_one_is_told_to_look_again(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")
    version = (await desk.get(f"/concerns/{dispute}")).headers["etag"]
    up = {"on": "2014-08-05", "to": "head-of-service"}

    answers = await asyncio.gather(
        desk.post(f"/concerns/{dispute}/stages", up, headers={"If-Match": version}),
        desk.post(f"/concerns/{dispute}/resolutions", SETTLE, headers={"If-Match": version}),
    )

    assert sorted(answer.status_code for answer in answers) == [201, 412]
