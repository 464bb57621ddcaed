"""The embedded PostgreSQL is there as long as somebody uses it, and not a moment longer."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import psutil
import pytest

from iro_embedded.postgres import embedded_postgres

pytestmark = pytest.mark.database

_HOLDER = """
import sys
from pathlib import Path
from iro_embedded.postgres import embedded_postgres
with embedded_postgres(Path(sys.argv[1]), ["review"]):
    print("up", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def _other_process(data: Path) -> Iterator["subprocess.Popen[str]"]:
    command = (sys.executable, "-c", _HOLDER, str(data))
    with subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        yield process
        if process.poll() is None:
            process.communicate("\n", timeout=30)


def _server(data: Path) -> int | None:
    file = data / "postgres" / "postmaster.pid"
    return int(file.read_text().splitlines()[0]) if file.exists() else None


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _ends(pid: int) -> bool:
    """Whether the process ends within ten seconds."""
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        os.sched_yield()
    return not _runs(pid)


async def _databases(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row["datname"] for row in await connection.fetch("select datname from pg_database")}
    finally:
        await connection.close()


@pytest.mark.anyio
async def test_the_databases_are_there_and_the_server_leaves_with_its_user(tmp_path: Path) -> None:
    with embedded_postgres(tmp_path, ["review", "metrics"]) as postgres:
        assert await _databases(postgres.url("review")) >= {"review", "metrics"}
        pid = _server(tmp_path)
        assert pid is not None
    assert _server(tmp_path) is None
    assert _ends(pid)


@pytest.mark.anyio
async def test_a_database_that_a_later_version_needs_is_added(tmp_path: Path) -> None:
    with embedded_postgres(tmp_path, ["review"]):
        pass
    with embedded_postgres(tmp_path, ["review", "metrics"]) as postgres:
        assert "metrics" in await _databases(postgres.url("metrics"))


def test_two_processes_share_one_server_and_the_last_to_leave_stops_it(tmp_path: Path) -> None:
    with _other_process(tmp_path):
        pid = _server(tmp_path)
        assert pid is not None
        with embedded_postgres(tmp_path, ["review"]):
            assert _server(tmp_path) == pid
        assert _runs(pid)
    assert _server(tmp_path) is None


@pytest.mark.anyio
async def test_after_a_kill_of_every_process_the_next_start_recovers(tmp_path: Path) -> None:
    with _other_process(tmp_path) as process:
        process.kill()
        process.wait(10)
        pid = _server(tmp_path)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert _ends(pid)
    with embedded_postgres(tmp_path, ["review"]) as postgres:
        assert "review" in await _databases(postgres.url("review"))
    assert _server(tmp_path) is None


def test_a_server_left_behind_by_a_killed_process_is_stopped_by_the_next(tmp_path: Path) -> None:
    with _other_process(tmp_path) as process:
        process.kill()
        process.wait(10)
        left = _server(tmp_path)
    assert left is not None
    assert _runs(left)
    with embedded_postgres(tmp_path, ["review"]):
        assert _server(tmp_path) == left
    assert _ends(left)


@pytest.mark.anyio
async def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    data = tmp_path / ("a folder with a long name " * 5).strip() / "données"
    with embedded_postgres(data, ["review"]) as postgres:
        assert "review" in await _databases(postgres.url("review"))


@pytest.mark.anyio
async def test_an_interrupted_making_is_made_again(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with embedded_postgres(tmp_path, ["review"]) as postgres:
        assert "review" in await _databases(postgres.url("review"))
