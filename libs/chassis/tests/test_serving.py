"""A service as a process: it starts, says what it takes, and drains when told to stop."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import asyncpg
import httpx
import pytest

from iro_chassis.serving import server_of
from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import AUTHORITY, Issuer, MovingClock
from iro_chassis.testing.visits import visits_service

pytestmark = pytest.mark.database

SERVICE = """
from iro_chassis.clock import system_clock
from iro_chassis.serving import serve
from iro_chassis.settings import Settings
from iro_chassis.testing.visits import visits_service

def create(settings: Settings):
    return visits_service(settings, clock=system_clock)

serve(create, Settings)
"""


NOWHERE = "postgresql://127.0.0.1:1/none"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def port() -> int:
    return free_port()


def started(database_url: str, port: int, *words: str, **told: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "OIDC_ISSUER": f"http://127.0.0.1:{free_port()}",
        "OIDC_AUDIENCE": "footprint",
        "AUTHORITY": AUTHORITY,
        "PORT": str(port),
        **told,
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", SERVICE, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def process(database_url: str, port: int) -> Iterator[subprocess.Popen[str]]:
    process = started(database_url, port)
    yield process
    process.kill()
    process.communicate()


def answers(port: int, path: str, within: float = 60) -> httpx.Response:
    until = time.monotonic() + within
    while True:
        try:
            return httpx.get(f"http://127.0.0.1:{port}{path}")
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_a_process_serves_and_ends_well_when_told_to_stop(process: subprocess.Popen[str], port: int) -> None:
    ready = answers(port, "/health/ready")
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)

    assert ready.json() == {"status": "ready"}
    assert process.returncode in {0, -signal.SIGTERM}
    assert err == ""
    events = [json.loads(line)["event"] for line in out.splitlines()]
    assert {"service.started", "request", "service.stopping"} <= set(events)


def test_a_request_is_finished_before_the_process_ends(process: subprocess.Popen[str], port: int) -> None:
    answers(port, "/health/live")
    body = b'{"on": "2026-01-05"}'
    with socket.create_connection(("127.0.0.1", port), timeout=30) as begun:
        begun.sendall(
            b"POST /returns HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n"
        )
        begun.sendall(body[:10])
        answers(port, "/health/live")
        process.send_signal(signal.SIGTERM)
        begun.sendall(body[10:])
        answer = begun.recv(65536)

    assert answer.startswith(b"HTTP/1.1 4")
    assert b"application/problem+json" in answer
    process.communicate(timeout=30)


@pytest.mark.anyio
async def test_told_to_migrate_it_brings_its_tables_up_to_date_and_ends(database_url: str, port: int) -> None:
    for _ in ("anew", "with nothing left to do"):
        process = started(database_url, port, "migrate")
        out, err = process.communicate(timeout=60)

        assert (process.returncode, err) == (0, "")
        assert "service.started" not in out
    connection = await asyncpg.connect(database_url)
    assert await connection.fetchval("SELECT count(*) FROM log") == 0
    await connection.close()


@pytest.mark.parametrize(
    ("words", "told", "ends"),
    [
        (["migrate"], {"DATABASE_URL": NOWHERE}, (1, "the tables were not brought up to date")),
        (["migrat"], {}, (2, "nothing is known of migrat: give migrate, parked, or no word to serve.")),
        (["migrate", "now"], {}, (2, "give migrate alone.")),
        (["parked"], {}, (2, "give parked list, or parked replay with the ids of children or none for all.")),
        (["parked", "replay", "Amy"], {}, (2, "give parked list, or parked replay")),
        (["parked", "list"], {}, (1, "parked was not done (ConnectionRefusedError): look at DATABASE_URL.")),
        ([], {"OIDC_KEYS_FILE": "/none"}, (2, "OIDC_KEYS_FILE cannot be read as a JSON Web Key Set")),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    words: list[str], told: dict[str, str], ends: tuple[int, str], port: int
) -> None:
    process = started(NOWHERE, port, *words, **told)
    _, err = process.communicate(timeout=60)

    status, said = ends
    assert process.returncode == status
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.anyio
@pytest.mark.parametrize("words", [(), ("migrate",), ("parked", "list")])
async def test_a_database_that_an_earlier_version_made_is_refused_in_a_sentence(
    words: tuple[str, ...], database_url: str, port: int
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE iro_events_version (version_num varchar(32) PRIMARY KEY)")
    await connection.execute("INSERT INTO iro_events_version VALUES ('0005')")
    await connection.close()

    process = started(database_url, port, *words)
    out, err = process.communicate(timeout=60)

    refused = "the database at DATABASE_URL was made by an earlier version; make a new one."
    assert (process.returncode, out) == (1, "")
    assert err == (f"{refused}\n" if words else f"cannot start: {refused}\n")


@pytest.mark.anyio
async def test_a_write_whose_client_goes_away_is_written_whole_or_not_at_all(
    settings: Settings, clock: MovingClock, issuer: Issuer, port: int
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    server = server_of(app, host="127.0.0.1", port=port)
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(30):
        while not server.started:  # noqa: ASYNC110 - the server tells nobody; it is asked
            await asyncio.sleep(0.01)

    for day in range(1, 5):
        _, gone = await asyncio.open_connection("127.0.0.1", port)
        gone.write(a_visit_to_siblings(f"2026-01-0{day}", issuer.token("iro")))
        await gone.drain()
        gone.close()
    server.should_exit = True
    async with asyncio.timeout(30):
        await serving

    assert await events_by_request(settings.database_url) == {6}


async def events_by_request(database_url: str) -> set[int]:
    connection = await asyncpg.connect(database_url)
    try:
        return {row["count"] for row in await connection.fetch("SELECT count(*) FROM events GROUP BY correlation_id")}
    finally:
        await connection.close()


def a_visit_to_siblings(on: str, token: str) -> bytes:
    """Six events in two streams."""
    body = json.dumps({"on": on, "note": "all well", "risk": True})
    head = ["POST /visits HTTP/1.1", "Host: x", "Content-Type: application/json", f"Authorization: Bearer {token}"]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", body]).encode()


def test_a_process_without_its_database_ends_and_logs_no_address(port: int) -> None:
    process = started(f"postgresql://visits:secret@127.0.0.1:{free_port()}/visits", port)
    out, err = process.communicate(timeout=60)

    assert process.returncode not in {0, None}
    assert "secret" not in out + err
    assert "ConnectionRefusedError" in out
    assert all(json.loads(line) for line in out.splitlines())
