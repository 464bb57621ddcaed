"""The edge and its one table: every failure has an answer, and an answer that breaks off is not patched up."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import StreamingResponse

from iro_chassis.answering import answer_problems, problem_of
from iro_chassis.edge import AnswerCutShort, Edge
from iro_chassis.problems import STATUS, Declined, Fault, RequestInvalid, Unknown
from iro_chassis.telemetry import Telemetry
from iro_events.decider import Refused
from iro_events.errors import IdempotencyKeyReused, VersionConflict

pytestmark = pytest.mark.anyio

app = FastAPI()
telemetry = Telemetry()
app.add_middleware(Edge, telemetry=telemetry, template=lambda scope: scope["path"])
answer_problems(app)


class TooSoon(Refused):
    """A rule."""

    code = "visit.too_soon"


@app.get("/broken-off")
async def broken_off() -> StreamingResponse:
    async def half() -> AsyncIterator[bytes]:
        yield b"half of"
        raise ZeroDivisionError

    return StreamingResponse(half())


@app.get("/teapot")
async def teapot() -> Response:
    raise HTTPException(418, detail="Amy Made-Up")


@app.get("/plain")
async def plain() -> Response:
    return Response("Amy Made-Up", status_code=404, media_type="text/plain")


@app.get("/kept")
async def kept() -> Response:
    return Response("a page", headers={"cache-control": "max-age=60"})


@pytest.fixture
async def edge() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://edge") as client:
        yield client


async def test_an_answer_that_breaks_off_drops_the_connection(edge: httpx.AsyncClient) -> None:
    with pytest.raises(AnswerCutShort):
        await edge.get("/broken-off")


async def test_an_error_in_a_librarys_own_words_becomes_a_problem(edge: httpx.AsyncClient) -> None:
    for path, status, code in (("/teapot", 418, "request.malformed"), ("/plain", 404, "route.unknown")):
        answer = await edge.get(path)

        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["content-length"]) == len(answer.content)
        assert "Amy" not in answer.text


async def test_answers_are_kept_from_caches_unless_they_say_otherwise(edge: httpx.AsyncClient) -> None:
    assert (await edge.get("/plain")).headers["cache-control"] == "no-store"
    assert (await edge.get("/kept")).headers["cache-control"] == "max-age=60"
    assert (await edge.get("/kept")).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (TooSoon("no", field="on"), 409, "visit.too_soon"),
        (Unknown("no", code="child.unknown"), 404, "child.unknown"),
        (VersionConflict("visits-1", expected=1, actual=2), 412, "precondition.version_changed"),
        (IdempotencyKeyReused("key-of-Amy"), 422, "idempotency.key_reused"),
        (RequestInvalid([Fault("a", "b", "c"), Fault("d", "e", "f")]), 422, "request.invalid"),
        (ConnectionRefusedError("Amy"), 503, "service.unavailable"),
        (TimeoutError("Amy"), 503, "service.unavailable"),
        (KeyError("Amy"), 500, "internal"),
    ],
)
def test_a_failure_has_its_status_and_code(failure: Exception, status: int, code: str) -> None:
    problem = problem_of(failure)

    assert (problem.status, problem.code) == (status, code)
    assert "Amy" not in problem.detail


@pytest.mark.parametrize("kind", [kind for kind in STATUS if issubclass(kind, Declined)])
def test_what_the_edge_declines_has_its_own_code(kind: type[Declined]) -> None:
    problem = problem_of(kind("a sentence", field="part"))

    assert (problem.status, problem.code) == (STATUS[kind], kind.code)
    assert (problem.detail, problem.field) == ("a sentence", "part")


@pytest.mark.parametrize("kind", [kind for kind in STATUS if kind.__module__.startswith("asyncpg")])
def test_what_the_database_says_is_not_passed_on(kind: type[Exception]) -> None:
    problem = problem_of(kind("the row of Amy Made-Up"))

    assert problem.status == STATUS[kind] != 500
    assert "Amy" not in problem.detail
