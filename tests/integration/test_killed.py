"""Killed at any moment and started again, the system comes to what it would have come to had it gone on."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from iro_chassis.clock import system_clock
from iro_chassis.development import DevelopmentIssuer
from iro_chassis.roles import Role
from iro_embedded.databases import DATABASES
from iro_embedded.postgres import RunningPostgres, embedded_postgres
from iro_embedded.testing.command import answered, at_work, running

from .councils import AUTHORITY, Council, desk_over, told
from .independent_fold import figures, fold
from .independent_rows import Episode, Rows

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PERIOD, FIRST, LAST = "2013-14", date(2013, 4, 1), date(2014, 3, 31)
WITHIN = 60.0
WRITERS, ENOUGH, MOST_KILLS = 6, 40, 20
START, HELD = "2013-06-03", ("2013-07-01", "2013-07-02")
"""The last lawful day of the first review, and the day after."""


@contextmanager
def _postgres(data: Path) -> Iterator[RunningPostgres]:
    """The folder's own, whoever else uses it."""
    with embedded_postgres(data, tuple(DATABASES.values())) as postgres:
        yield postgres


async def _rows(url: str, question: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(question)
    except asyncpg.UndefinedTableError:  # nothing has been begun yet
        return []
    finally:
        await connection.close()


async def _events(data: Path) -> Counter[str]:
    """How many of each type were recorded."""
    with _postgres(data) as postgres:
        rows = await _rows(postgres.url("review"), "SELECT type, count(*) FROM events GROUP BY type")
    return Counter({row["type"]: row["count"] for row in rows})


async def test_an_import_killed_half_way_and_begun_again_comes_to_the_same_as_one_in_one_go(
    council: Council, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    words = ("import", "ssda903", str(council.returned), "--authority", AUTHORITY, "--data", str(data))
    in_one_go = await _events(council.data)
    with at_work(*words, "--json", cwd=tmp_path) as process:
        await _recorded(data, in_one_go.total() // 4)
        process.kill()
        assert process.wait(WITHIN) == -signal.SIGKILL

    kept = (await _events(data)).total()
    result = answered(*words, cwd=tmp_path)

    assert 0 < kept < in_one_go.total()
    assert result["known"] > council.result.known
    assert 0 < result["taken"] < council.result.taken
    assert result["rows"] == council.result.rows
    assert result["rejected"] == council.result.rejected
    assert await _events(data) == in_one_go
    async with desk_over(data) as desk:
        assert await told(desk, PERIOD) == figures(council.folded, FIRST, LAST)


async def _recorded(data: Path, enough: int) -> None:
    """Waits until that many events have been recorded."""
    until = monotonic() + WITHIN
    with _postgres(data) as postgres:
        while monotonic() < until:
            found = await _rows(postgres.url("review"), "SELECT count(*) FROM events")
            if found and found[0]["count"] >= enough:
                return
            await asyncio.sleep(0.01)
    raise AssertionError(f"no {enough} events within {WITHIN:g} seconds")


@dataclass
class Writer:
    """Tells one child after another; what was cut off is told again under the same key."""

    waiting: tuple[str, str, dict[str, Any]] | None = None
    """The key, path and body of a command that nobody answered."""
    child: str | None = None
    held: int = 0
    children: int = 0

    async def tells(self, client: httpx.AsyncClient, receipts: list[int], enough: int) -> None:
        """Goes on until that many receipts are there, and then to the end of the child it is at."""
        while self.waiting or self.child or len(receipts) < enough:
            self.waiting = self.waiting or (str(uuid4()), *self._next())
            key, path, body = self.waiting
            answer = await client.post(f"review-service{path}", json=body, headers={"Idempotency-Key": key})
            assert answer.is_success, answer.text
            self.waiting = None
            receipts.append(answer.json()["seq"] or 0)
            self._note(path, answer.json()["id"])

    def _next(self) -> tuple[str, dict[str, Any]]:
        if self.child is None:
            return "/children", {"name": "Robin Made-Up", "date_of_birth": "2004-02-29"}
        if self.held == 0:
            return f"/children/{self.child}/care", {"on": START, "legal_status": "C2"}
        return f"/children/{self.child}/held-reviews", {"held_on": HELD[self.children % 2]}

    def _note(self, path: str, known_as: str) -> None:
        if path == "/children":
            self.child = known_as
        elif path.endswith("/care"):
            self.held = 1
        else:
            self.child, self.held, self.children = None, 0, self.children + 1


def _client(data: Path, address: str) -> httpx.AsyncClient:
    issuer = DevelopmentIssuer.open(data, host="127.0.0.1")
    token = issuer.issue(Role.IRO, Role.INFORMATION_SYSTEM, now=system_clock())
    return httpx.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=WITHIN)


async def test_killed_while_commands_come_in_nothing_is_lost_or_doubled_and_figures_are_the_logs_own_fold(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    writers = [Writer() for _ in range(WRITERS)]
    for _ in range(MOST_KILLS):  # until one has come between an append and its projection
        await _run_and_killed(data, writers)
        if await _not_projected(data):
            break
    else:
        pytest.fail(f"none of {MOST_KILLS} kills came between an append and its projection")

    with running(data) as (_, address):
        async with _client(data, address) as client:
            receipts: list[int] = []
            await asyncio.gather(*(writer.tells(client, receipts, 0) for writer in writers))
            shown = await _shown(client, at_least=max(receipts, default=0))
            log = await _log(client)

    children = sum(writer.children for writer in writers)
    assert Counter(fact["type"] for fact in log)["footprint.ChildBecameLookedAfter"] == children
    assert Counter(fact["type"] for fact in log)["footprint.ReviewHeld"] == children
    assert len({fact["subject"] for fact in log}) == children
    folded = figures(fold(_rows_of(log)), FIRST, LAST)
    assert (shown["reviews-in-time"]["numerator"], shown["reviews-in-time"]["denominator"]) == folded["reviews-in-time"]
    assert folded["reviews-in-time"] == (sum((writer.children + 1) // 2 for writer in writers), children)
    assert {"periods": shown["started"]["value"], "children": children} == folded["started"]


async def _run_and_killed(data: Path, writers: Sequence[Writer]) -> None:
    """Killed when the first writer is done, the others being in the midst of theirs: they would go on for ever."""
    receipts: list[int] = []
    with running(data) as (process, address):
        async with _client(data, address) as client:
            enough = (ENOUGH, *(sys.maxsize for _ in writers[1:]))
            telling = [
                asyncio.create_task(writer.tells(client, receipts, until))
                for writer, until in zip(writers, enough, strict=True)
            ]
            await asyncio.wait(telling, timeout=WITHIN, return_when=asyncio.FIRST_COMPLETED)
            process.kill()
            ends = await asyncio.gather(*telling, return_exceptions=True)
    assert len(receipts) >= ENOUGH
    assert any(isinstance(end, httpx.TransportError) for end in ends)
    assert all(end is None or isinstance(end, httpx.TransportError) for end in ends), ends


async def _not_projected(data: Path) -> int:
    """How many recorded events no figure counts."""
    with _postgres(data) as postgres:
        (recorded,) = await _rows(postgres.url("review"), "SELECT count(*) FROM events")
        (projected,) = await _rows(
            postgres.url("metrics"), "SELECT coalesce(min(next_offset), 0) AS count FROM consumer_offset"
        )
    return int(recorded["count"]) - int(projected["count"])


async def _shown(client: httpx.AsyncClient, *, at_least: int) -> dict[str, Any]:
    headers = {"If-Seq-At-Least": str(at_least)}
    shown = {}
    for figure in ("reviews-in-time", "started"):
        answer = await client.get(f"metrics-service/figures/{figure}?period={PERIOD}", headers=headers)
        assert answer.is_success, answer.text
        shown[figure] = answer.json()
    return shown


async def _log(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """All that review-service has told, from the first."""
    facts: list[dict[str, Any]] = []
    after, head = 0, 1
    while after < head:
        page = (await client.get(f"review-service/facts?after={after}&limit=500")).json()
        facts += page["facts"]
        after, head = page["next_after"], page["head"]
    return facts


def _rows_of(log: Sequence[dict[str, Any]]) -> Rows:
    """The log in the words of a return, for the second judge."""
    rows = Rows()
    for fact in log:
        child, told_of = fact["subject"], fact["data"]
        if fact["type"] == "footprint.ChildBecameLookedAfter":
            start = date.fromisoformat(told_of["on"])
            rows.episodes[child, start] = Episode(child, start, "S", "C2", "U4", None, "")
        elif fact["type"] == "footprint.ReviewHeld":
            rows.reviews.add((child, date.fromisoformat(told_of["held_on"])))
    return rows


async def test_who_has_told_something_over_the_wire_sees_it_in_the_figure(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(data) as (_, address):
        async with _client(data, address) as client:
            receipts: list[int] = []
            for told_so_far in (1, 2, 3):
                await Writer(children=told_so_far).tells(client, receipts, len(receipts) + 1)
                shown = await _shown(client, at_least=receipts[-1])
                assert shown["reviews-in-time"]["denominator"] == told_so_far
