"""Logs and measurements: one line a request, with its correlation id, and nothing of a child in either."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest
import structlog

from iro_chassis.logs import configure_logs
from iro_chassis.roles import Role
from iro_chassis.settings import LogLevel
from iro_chassis.testing.issuer import PERSON, Issuer

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = "c41d0000-0000-4000-8000-000000000001"
CORRELATION = "0c0de000-0000-4000-8000-000000000001"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything logged, kept apart from what other tests configure."""
    root = logging.getLogger()
    before = root.handlers, root.level
    written = io.StringIO()
    configure_logs(LogLevel.DEBUG, written)
    yield written
    root.handlers, _ = before
    root.setLevel(before[1])
    structlog.reset_defaults()


def read(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def requests(lines: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in read(lines) if line["event"] == "request"]


async def test_a_request_is_one_line(visits: httpx.AsyncClient, lines: io.StringIO) -> None:
    answer = await visits.post(
        f"/children/{CHILD}/visits", json={"on": "2026-01-05"}, headers={"X-Correlation-ID": CORRELATION}
    )

    (line,) = requests(lines)
    assert line["timestamp"].endswith("Z")
    assert line["milliseconds"] >= 0
    assert answer.headers["x-correlation-id"] == CORRELATION
    assert {
        name: line[name] for name in ("event", "level", "method", "route", "status", "actor", "correlation_id")
    } == {
        "event": "request",
        "level": "info",
        "method": "POST",
        "route": "/children/{child}/visits",
        "status": 201,
        "actor": str(PERSON),
        "correlation_id": CORRELATION,
    }


async def test_nothing_that_a_request_holds_is_logged(
    visits: httpx.AsyncClient, issuer: Issuer, lines: io.StringIO
) -> None:
    token = issuer.token(Role.IRO)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-of-Amy", "X-Correlation-ID": "Amy"}

    await visits.post(f"/children/{CHILD}/visits", json={"on": "2026-01-05", "note": "Amy is well"}, headers=headers)
    await visits.post(f"/children/{CHILD}/visits", json={"on": "2026-01-04"}, headers=headers)
    await visits.post(f"/children/{CHILD}/visits?of=Amy", json={"on": "Amy"}, headers=headers)
    await visits.get(f"/children/{CHILD}/nothing/Amy?name=Amy", headers=headers)
    await visits.get(f"/broken/{CHILD}", headers=headers)

    logged = lines.getvalue()
    assert len(requests(lines)) == 5
    assert not [kept for kept in ("Amy", CHILD, token, "2026-01-04", "well") if kept in logged]


async def test_a_fault_is_logged_with_its_kind_and_place_and_without_its_message(
    visits: httpx.AsyncClient, lines: io.StringIO
) -> None:
    await visits.get(f"/broken/{CHILD}", headers={"X-Correlation-ID": CORRELATION})

    failed = next(line for line in read(lines) if line["event"] == "request.failed")
    assert failed["exception"] == ["builtins.ZeroDivisionError"]
    assert failed["frames"][-1].startswith("iro_chassis.testing.visits.broken:")
    assert failed["correlation_id"] == CORRELATION
    assert "Amy" not in lines.getvalue()


async def test_other_libraries_lines_are_json_without_the_messages_of_exceptions(lines: io.StringIO) -> None:
    try:
        int("Amy Made-Up")
    except ValueError:
        logging.getLogger("somebody").exception("went wrong")

    (line,) = [line for line in read(lines) if line["logger"] == "somebody"]
    assert (line["event"], line["exception"]) == ("went wrong", ["builtins.ValueError"])
    assert "Amy" not in lines.getvalue()


async def test_an_id_that_is_none_is_not_taken_for_a_correlation_id(visits: httpx.AsyncClient) -> None:
    answer = await visits.get("/health/live", headers={"X-Correlation-ID": "Amy"})

    assert UUID(answer.headers["x-correlation-id"])


async def test_measurements_are_told_by_route_and_hold_no_id(visits: httpx.AsyncClient) -> None:
    await visits.post(f"/children/{CHILD}/visits", json={"on": "2026-01-05"})
    await visits.get(f"/nowhere/{CHILD}")
    await visits.request("AMY", f"/nowhere/{CHILD}")

    measured = await visits.get("/metrics", headers={"Authorization": ""})

    assert measured.headers["content-type"].startswith("text/plain")
    for line in (
        'footprint_http_requests_total{method="POST",route="/children/{child}/visits",status="201"} 1.0',
        'footprint_http_requests_total{method="GET",route="(unmatched)",status="404"} 1.0',
        'footprint_http_requests_total{method="OTHER",route="(unmatched)",status="404"} 1.0',
        "footprint_log_seq 1.0",
        "footprint_log_unsequenced 0.0",
        "footprint_database_up 1.0",
    ):
        assert line in measured.text
    assert CHILD not in measured.text
    assert str(PERSON) not in measured.text
