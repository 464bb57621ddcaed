"""What becomes of a command: receipts, idempotency keys, preconditions."""

import asyncio

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import Issuer

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = "c41d0000-0000-4000-8000-000000000001"
VISITS = f"/children/{CHILD}/visits"
TODAY = {"on": "2026-01-05"}
YESTERDAY = {"on": "2026-01-04"}


async def test_a_command_is_answered_with_its_events_version_and_number(visits: httpx.AsyncClient) -> None:
    answer = await visits.post(VISITS, json={"on": "2026-01-05", "note": "all well"})

    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert [event["type"] for event in receipt["events"]] == ["VisitMade", "VisitNoteRecorded"]
    assert (receipt["id"], receipt["stream"]) == (CHILD, f"visits-{CHILD}")
    assert (receipt["version"], receipt["seq"]) == (2, 2)
    assert (answer.headers["etag"], answer.headers["seq"]) == ('"2"', "2")


async def test_a_command_given_twice_tells_nothing_new(visits: httpx.AsyncClient) -> None:
    await visits.post(VISITS, json=TODAY)

    again = await visits.post(VISITS, json=TODAY)

    assert (again.status_code, again.json()["events"], again.headers["etag"]) == (200, [], '"1"')
    assert "idempotency-replayed" not in again.headers


async def test_a_repeated_request_under_its_key_is_answered_as_the_first(visits: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = await visits.post(VISITS, json=TODAY, headers=key)
    await visits.post(VISITS, json=YESTERDAY)

    again = await visits.post(VISITS, json=TODAY, headers=key)

    assert again.status_code == first.status_code == 201
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["etag"] == first.headers["etag"]


async def test_requests_at_once_under_one_key_write_once(visits: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "at-once"}

    answers = await asyncio.gather(*[visits.post("/visits", json=TODAY, headers=key) for _ in range(5)])

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len({answer.json()["seq"] for answer in answers}) == 1


async def test_a_key_cannot_be_used_for_another_request(visits: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    await visits.post(VISITS, json=TODAY, headers=key)

    other = await visits.post(VISITS, json=YESTERDAY, headers=key)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert (await visits.get(VISITS)).json() == ["2026-01-05"]


async def test_a_key_is_of_one_person_only(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    key = {"Idempotency-Key": "k-1"}
    await visits.post(VISITS, json=TODAY, headers=key)
    somebody_else = issuer.bearer(Role.IRO, sub="5e1f0000-0000-4000-8000-000000000002")

    theirs = await visits.post(VISITS, json=YESTERDAY, headers=key | somebody_else)

    assert theirs.status_code == 201


async def test_a_version_that_was_passed_is_not_written_upon(visits: httpx.AsyncClient) -> None:
    first = await visits.post(VISITS, json=TODAY)
    await visits.post(VISITS, json=YESTERDAY)

    late = await visits.post(VISITS, json={"on": "2026-01-03"}, headers={"If-Match": first.headers["etag"]})

    assert (late.status_code, late.json()["code"]) == (412, "precondition.version_changed")
    assert late.json()["field"] == "If-Match"
    assert (await visits.get(VISITS)).json() == ["2026-01-04", "2026-01-05"]


async def test_the_version_expected_is_written_upon(visits: httpx.AsyncClient) -> None:
    first = await visits.post(VISITS, json=TODAY)

    then = await visits.post(VISITS, json=YESTERDAY, headers={"If-Match": first.headers["etag"]})

    assert (then.status_code, then.headers["etag"]) == (201, '"2"')


@pytest.mark.parametrize("tag", ["*", 'W/"1"', "1", '"one"', '"1", "2"', '"99999999999"', '"-1"'])
async def test_an_if_match_that_is_no_version_of_ours_is_named(visits: httpx.AsyncClient, tag: str) -> None:
    answer = await visits.post(VISITS, json=TODAY, headers={"If-Match": tag})

    assert (answer.status_code, answer.json()["field"]) == (422, "If-Match")


async def test_several_streams_are_written_together_under_fresh_ids(visits: httpx.AsyncClient) -> None:
    once = await visits.post("/visits", json=TODAY, headers={"Idempotency-Key": "a"})
    twice = await visits.post("/visits", json=TODAY, headers={"Idempotency-Key": "b"})

    first, second = once.json(), twice.json()
    assert [event["type"] for event in first["events"]] == ["VisitMade", "VisitMade"]
    assert first["id"] != second["id"]
    assert (await visits.get(f"/children/{first['id']}/visits")).json() == ["2026-01-05"]


async def test_nothing_is_written_where_one_of_several_streams_is_refused(visits: httpx.AsyncClient) -> None:
    refused = await visits.post("/visits", json={"on": "2026-01-06"})
    after = await visits.post(VISITS, json=TODAY)

    assert (refused.status_code, refused.json()["code"]) == (409, "visit.in_the_future")
    assert after.json()["seq"] == 1
