"""A small demo borough in the real system: taken whole by the routes, once, and believable in the figures."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from iro_chassis.roles import Role
from iro_embedded.catching_up import caught_up
from iro_embedded.compose import System, composed
from iro_embedded.databases import DATABASES
from iro_embedded.demo import Borough, NotOurs, fill
from iro_embedded.demo.borough import plan_of
from iro_embedded.postgres import GivenPostgres, embedded_postgres

pytestmark = [pytest.mark.anyio, pytest.mark.database]

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SMALL = Borough(TODAY, children=25, years=1)
YEAR = f"{SMALL.span.since}..{TODAY}"


def _silent(done: int, total: int) -> None: ...


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small borough, filled in at one go; what a test adds to it is nothing."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    filled = asyncio.run(fill(folder, SMALL, progress=_silent))
    assert filled.commands == len(plan_of(SMALL, "E10000011"))
    return folder


@pytest.fixture
async def system(filled_folder: Path) -> AsyncIterator[System]:
    async with composed(filled_folder, clock=lambda: NOW) as whole:
        await caught_up(whole)
        yield whole


@pytest.fixture
async def client(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with system.client(Role.INFORMATION_SYSTEM, Role.ANALYST, Role.IRO) as one:
        yield one


async def _figure(client: httpx.AsyncClient, figure: str, **asked: str) -> Any:
    answer = await client.get(f"metrics-service/figures/{figure}", params={"period": YEAR, **asked})
    assert answer.is_success, answer.text
    return answer.json()


async def _facts(folder: Path) -> Sequence[dict[str, Any]]:
    """All that every service has told, of what few may be told too."""
    async with composed(folder, clock=lambda: NOW) as system, system.client(Role.INFORMATION_SYSTEM) as client:
        await caught_up(system)
        return [
            fact
            for service in ("review-service", "escalation-service", "participation-service")
            for restricted in ("false", "true")
            for fact in await _feed(client, service, restricted)
        ]


async def _feed(client: httpx.AsyncClient, service: str, restricted: str) -> Sequence[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    after = -1
    while True:
        asked = {"after": max(after, 0), "restricted": restricted}
        page = (await client.get(f"{service}/facts", params=asked)).json()
        if after >= page["head"]:
            return facts
        facts += page["facts"]
        after = page["next_after"]


def _by_child(facts: Sequence[dict[str, Any]]) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    """What each service told of each child, in order: all of it but the ids of the events."""
    told: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for fact in facts:
        what = (fact["type"], fact["time"], fact["actor"], fact["version"], json.dumps(fact["data"], sort_keys=True))
        told.setdefault((fact["source"], fact["subject"]), []).append(what)
    return told


async def test_the_figures_of_the_borough_are_believable(client: httpx.AsyncClient) -> None:
    in_time = await _figure(client, "reviews-in-time")
    assert in_time["denominator"] >= 25
    assert 80 <= in_time["value"] <= 100
    parts = {part["id"]: part["value"] for part in in_time["parts"]}
    assert (parts["not-assessable"], parts["outside-care"]) == (0, 0)
    assert 5 <= (await _figure(client, "children-looked-after"))["value"] <= 25
    assert (await _figure(client, "started"))["value"] >= 5
    assert (await _figure(client, "ceased"))["value"] >= 3
    assert (await _figure(client, "iro-appointed-in-time"))["value"] >= 60
    assert (await _figure(client, "record-distribution"))["value"] >= 60
    assert 20 <= (await _figure(client, "permanence-at-second-review"))["value"] <= 100
    assert 30 <= (await _figure(client, "plan-quality"))["value"] <= 90
    assert 50 <= (await _figure(client, "midway-checks"))["value"] <= 95
    assert (await _figure(client, "children-at-risk"))["value"] >= 1


async def test_the_children_are_heard_and_their_iros_challenge(client: httpx.AsyncClient) -> None:
    part = await _figure(client, "participation")
    assert 80 <= part["value"] <= 100
    recorded = await _figure(client, "participation-by-code")
    parts = {part["id"]: part["value"] for part in recorded["parts"]}
    assert recorded["value"] > part["denominator"]
    assert parts["outside-care"] == 0
    assert 5 <= (await _figure(client, "iro-contacts"))["value"] <= 100
    assert 30 <= (await _figure(client, "spoken-to-between-reviews"))["value"] <= 100
    assert 60 <= (await _figure(client, "advocacy-awareness"))["value"] <= 100
    for few in ("wishes-by-theme", "challenges-informal", "challenge-outcomes", "survey-answers"):
        assert (await _figure(client, few))["value"] >= 1, few


async def test_the_authoritys_own_system_is_heard_and_nothing_of_it_waits_or_is_refused(
    client: httpx.AsyncClient,
) -> None:
    assert 20 <= (await _figure(client, "looked-after-rate"))["denominator"] / 1000 <= 50
    for some in ("children-with-protection-plan", "protection-conferences", "proceedings-issued", "caseload-weighted"):
        assert (await _figure(client, some))["numerator"] >= 1, some
    for service in ("review-service", "escalation-service", "participation-service"):
        for listed in ("waiting", "rejections"):
            assert (await client.get(f"{service}/inbound/{listed}")).json()["items"] == [], (service, listed)


async def test_what_is_due_next_is_known_of_every_child_in_care(client: httpx.AsyncClient) -> None:
    due = (await client.get("review-service/due-reviews", params={"within_days": 366, "limit": 200})).json()["items"]
    looked_after = await _figure(client, "children-looked-after")
    short_breaks = next(part["value"] for part in looked_after["parts"] if part["id"] == "short-break")
    assert len(due) == looked_after["value"] + short_breaks
    assert all(review["iro"] for review in due if review["ordinal"] != 1)


async def test_everything_was_recorded_when_it_would_have_been(system: System, filled_folder: Path) -> None:
    recorded = [date.fromisoformat(fact["time"][:10]) for fact in await _facts(filled_folder)]
    assert min(recorded) == SMALL.span.returned_on
    assert (TODAY - max(recorded)).days in range(1, 15)
    assert len(set(recorded)) > 50


async def test_figures_can_be_asked_as_they_were_known_half_way(client: httpx.AsyncClient) -> None:
    half_way = SMALL.span.first + (TODAY - SMALL.span.first) / 2
    then = await _figure(client, "reviews-held", as_known_at=f"{half_way}T12:00:00Z")
    assert 0 < then["value"] < (await _figure(client, "reviews-held"))["value"]


async def test_filled_again_nothing_is_added(filled_folder: Path) -> None:
    before = await _facts(filled_folder)
    again = await fill(filled_folder, Borough(TODAY, children=50, years=2), progress=_silent)
    assert (again.commands, again.borough) == (0, SMALL)
    assert await _facts(filled_folder) == before


async def _cut_off(folder: Path, share: float) -> None:
    """Fills until that share of the commands is done."""
    filling = asyncio.create_task(
        fill(folder, SMALL, progress=lambda done, total: filling.cancel() if done == int(total * share) else None)  # type: ignore[func-returns-value]  # one of them is asked for
    )
    with pytest.raises(asyncio.CancelledError):
        await filling


async def test_cut_off_anywhere_it_is_finished_by_the_next_and_comes_to_the_same(
    filled_folder: Path, tmp_path: Path
) -> None:
    """Among what review-service is told, and then among what those are told who follow it."""
    folder = tmp_path / "data"
    await _cut_off(folder, 0.5)
    await _cut_off(folder, 0.85)
    begun = await _facts(folder)
    finished = await fill(folder, Borough(TODAY), progress=_silent)
    assert finished.borough == SMALL
    in_one_go = _by_child(await _facts(filled_folder))
    assert 0 < len(begun) < sum(map(len, in_one_go.values()))
    assert _by_child(await _facts(folder)) == in_one_go


async def test_a_folder_with_other_data_is_left_alone(tmp_path: Path) -> None:
    async with composed(tmp_path / "data"):
        pass
    with pytest.raises(NotOurs, match=r"--data .*data holds other data: give the demo borough a folder of its own"):
        await fill(tmp_path / "data", SMALL, progress=_silent)
    assert not (tmp_path / "data" / "demo-borough.json").exists()


def _iro(*words: str) -> "subprocess.Popen[str]":
    command = (sys.executable, "-m", "iro_embedded", *words)
    return subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "LOG_LEVEL": "INFO"}
    )


def test_the_command_says_what_is_there_and_refuses_other_data_in_a_sentence(
    filled_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "postgres").mkdir()
    with _iro("demo", "borough", "--data", str(tmp_path)) as refused:
        assert "holds other data" in refused.communicate(timeout=60)[1]
    assert refused.returncode == 1
    with _iro("demo", "borough", "--json", "--data", str(filled_folder)) as known:
        said = json.loads(known.communicate(timeout=60)[0])
    assert said == {"children": 25, "until": f"{TODAY}", "commands": 0}


def test_a_borough_that_is_there_is_served_at_once(filled_folder: Path) -> None:
    with _iro("run", "--demo", "--data", str(filled_folder), "--port", "0") as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        try:
            page = httpx.get(address, timeout=30).text
        finally:
            process.terminate()
            logged = process.communicate(timeout=60)[1]
    assert "Reviews in time, by month" in page
    assert "Nothing is recorded yet" not in page
    assert process.returncode == 0
    names = {command.body["name"] for command in plan_of(SMALL, "E10000011") if "name" in command.body}
    assert not [name for name in names if name in logged]


async def test_the_databases_of_services_that_run_one_by_one_are_filled_once_and_never_over_other_data(
    tmp_path: Path,
) -> None:
    tiny = Borough(TODAY, children=2, years=1)
    with embedded_postgres(tmp_path / "theirs", tuple(DATABASES.values())) as theirs:
        given = GivenPostgres(theirs.url("postgres"))

        first = await fill(tmp_path / "mark", tiny, progress=_silent, postgres=given)
        again = await fill(tmp_path / "mark", tiny, progress=_silent, postgres=given)
        with pytest.raises(NotOurs, match="--postgres holds other data"):
            await fill(tmp_path / "other", tiny, progress=_silent, postgres=given)

    assert first.commands == len(plan_of(tiny, "E10000011"))
    assert again.commands == 0
    assert not (tmp_path / "mark" / "postgres").exists()
