"""Bad input: each a problem with its code and field, and nothing written."""

from collections.abc import AsyncIterator

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import Issuer

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = "c41d0000-0000-4000-8000-000000000001"
VISITS = f"/children/{CHILD}/visits"
MEGABYTE = 1_000_000


async def nothing_written(visits: httpx.AsyncClient) -> bool:
    """The first event ever told gets the log's first number."""
    answer = await visits.post(VISITS, json={"on": "2026-01-01"})
    return answer.json()["seq"] == 1


def problem(answer: httpx.Response) -> tuple[int, str, str | None]:
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["correlation_id"] == answer.headers["x-correlation-id"]
    assert said["title"]
    assert said["detail"]
    return answer.status_code, said["code"], said.get("field")


@pytest.mark.parametrize(
    "on", ["2014-02-30", 0, 1, "0", "0001-01-01", "1899-12-31", "2101-01-01", "05/01/2026", "2026-01-05T00:00:00", None]
)
async def test_a_day_that_is_none_is_named(visits: httpx.AsyncClient, on: object) -> None:
    answer = await visits.post(VISITS, json={"on": on})

    assert problem(answer) == (422, "request.invalid", "on")
    assert answer.json()["errors"][0]["detail"]
    assert await nothing_written(visits)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"on": "is needed"}),
        ({"on": "2026-01-05", "at": "noon"}, {"at": "is not known here; leave it out"}),
        ({"on": "2026-01-05", "rooms": 0}, {"rooms": "give a number of at least 1"}),
        ({"on": "2026-01-05", "note": "x" * 201}, {"note": "give at most 200 characters"}),
        ({"on": "2026-01-05", "note": 7, "rooms": "many"}, {"note": "give text", "rooms": "give a whole number"}),
        ([], {"body": "give a JSON object, sent as application/json"}),
    ],
)
async def test_every_field_at_fault_is_named_with_its_remedy(
    visits: httpx.AsyncClient, body: object, fields: dict[str, str]
) -> None:
    answer = await visits.post(VISITS, json=body)

    assert problem(answer)[:2] == (422, "request.invalid")
    assert {error["field"]: error["detail"] for error in answer.json()["errors"]} == fields
    assert await nothing_written(visits)


async def test_what_was_sent_is_never_repeated(visits: httpx.AsyncClient) -> None:
    body = {"on": "Amy", "rooms": "Amy", "note": ["Amy"], "Amy Made-Up": 1}

    answer = await visits.post(VISITS, json=body)
    address = await visits.post("/children/Amy/visits", json={"on": "2026-01-05"})

    assert "Amy" not in answer.text + address.text
    assert problem(address) == (422, "request.invalid", "child")
    assert {error["field"] for error in answer.json()["errors"]} == {"on", "rooms", "note", "(unnamed)"}


@pytest.mark.parametrize(
    "content", [b"{", b'{"on": \xff}', b'{"on": ' + b"[" * 100_000, b'{"rooms": ' + b"9" * 5000 + b"}", b'"\\ud800"']
)
async def test_a_body_that_is_no_json_is_a_problem(visits: httpx.AsyncClient, content: bytes) -> None:
    answer = await visits.post(VISITS, content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert problem(answer)[1] in {"request.malformed", "request.invalid"}
    assert answer.json()["field"] in {"body", "on", "rooms"}
    assert await nothing_written(visits)


async def test_half_a_character_is_no_text(visits: httpx.AsyncClient) -> None:
    content = b'{"on": "2026-01-05", "note": "\\ud800"}'

    answer = await visits.post(VISITS, content=content, headers={"Content-Type": "application/json"})

    assert problem(answer) == (422, "request.invalid", "note")
    assert await nothing_written(visits)


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(0, size, 50_000):
        yield b" " * 50_000


@pytest.mark.parametrize("path", [VISITS, "/visits", "/returns", "/nowhere", f"/broken/{CHILD}"])
async def test_a_body_of_a_megabyte_is_refused_everywhere(visits: httpx.AsyncClient, issuer: Issuer, path: str) -> None:
    headers = issuer.bearer(Role.IRO, Role.ANALYST) | {"Content-Type": "application/json"}

    answer = await visits.post(path, content=b" " * MEGABYTE, headers=headers)

    assert problem(answer) == (413, "request.too_large", "body")
    assert await nothing_written(visits)


@pytest.mark.parametrize("path", [VISITS, "/visits", "/returns"])
async def test_a_body_that_does_not_say_its_size_is_measured(
    visits: httpx.AsyncClient, issuer: Issuer, path: str
) -> None:
    headers = issuer.bearer(Role.IRO, Role.ANALYST) | {"Content-Type": "application/json"}

    answer = await visits.post(path, content=in_pieces(MEGABYTE), headers=headers)

    assert "content-length" not in answer.request.headers
    assert problem(answer) == (413, "request.too_large", "body")
    assert await nothing_written(visits)


async def test_a_route_may_take_a_larger_body_than_others(visits: httpx.AsyncClient, issuer: Issuer) -> None:
    lines = ["x" * 1000] * 400

    answer = await visits.post("/returns", json=lines, headers=issuer.bearer(Role.ANALYST))
    elsewhere = await visits.post(VISITS, json=lines)

    assert (answer.status_code, answer.json()) == (200, 400)
    assert problem(elsewhere)[0] == 413


async def test_a_refusal_is_a_conflict_with_its_own_code_and_field(visits: httpx.AsyncClient) -> None:
    answer = await visits.post(VISITS, json={"on": "2026-01-06"})

    assert problem(answer) == (409, "visit.in_the_future", "on")
    assert await nothing_written(visits)


async def test_a_child_who_is_not_known_is_not_found(visits: httpx.AsyncClient) -> None:
    assert problem(await visits.get(VISITS)) == (404, "child.unknown", "child")


async def test_an_address_or_method_that_is_none_is_a_problem(visits: httpx.AsyncClient) -> None:
    wrong_method = await visits.delete(VISITS)

    assert problem(await visits.get("/nowhere")) == (404, "route.unknown", None)
    assert problem(wrong_method) == (405, "method.not_allowed", None)
    assert wrong_method.headers["allow"] in {"GET", "POST"}


@pytest.mark.parametrize("key", ["", "é", "two words", "x" * 201])
async def test_an_idempotency_key_is_printable_and_short(visits: httpx.AsyncClient, key: str) -> None:
    headers = {"Idempotency-Key": key.encode("latin-1")}

    answer = await visits.post(VISITS, json={"on": "2026-01-05"}, headers=headers)

    assert problem(answer)[:2] == (422, "request.invalid")
    assert answer.json()["field"] == "Idempotency-Key"
    assert await nothing_written(visits)


async def test_a_fault_of_ours_is_told_without_details(visits: httpx.AsyncClient) -> None:
    answer = await visits.get(f"/broken/{CHILD}")

    assert problem(answer) == (500, "internal", None)
    assert "Amy" not in answer.text
    assert "ZeroDivision" not in answer.text
