"""The information system's events through the whole system, shuffled, repeated, some broken: as if sent in order."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from iro_chassis.roles import Role
from iro_embedded.catching_up import caught_up
from iro_embedded.compose import System, composed

from .inbound_events import HERE, KNOWN_BEFORE, Council, broken, events

pytestmark = [pytest.mark.anyio, pytest.mark.database]

NOW = datetime(2014, 9, 1, 9, 30, tzinfo=UTC)
BATCH = {"Content-Type": "application/cloudevents-batch+json"}
NUMBER = 10_000
BROKEN = 300
AT_ONCE = 500
RECORDS = {
    "review-service": ["protection"],
    "participation-service": ["missing"],
    "escalation-service": ["proceedings"],
    "metrics-service": ["population", "target"],
}
"""The services with a border, and how the streams begin of the records that are told as they stand."""

IDS = ("plan", "conference", "iro", "episode", "proceedings", "population", "target")
SAID = ("started_on", "start_known", "ended_on", "reason_ceased", "notified_on", "short_break")
FIGURES = ("started", "ceased", "children-looked-after")

Sent = dict[str, Any]


@asynccontextmanager
async def system(data: Path) -> AsyncIterator[tuple[System, httpx.AsyncClient]]:
    async with (
        composed(data, clock=lambda: NOW) as whole,
        whole.client(Role.INFORMATION_SYSTEM, Role.MANAGER, Role.ANALYST) as client,
    ):
        yield whole, client


async def send(client: httpx.AsyncClient, sent: Sequence[Sent]) -> Counter[str]:
    """Sends all of it to the root in batches, and counts what became of the events."""
    fates: Counter[str] = Counter()
    for first in range(0, len(sent), AT_ONCE):
        answer = await client.post("inbound", json=sent[first : first + AT_ONCE], headers=BATCH)
        assert answer.status_code == 200, answer.text
        fates.update(one["result"] for one in answer.json()["events"])
    return fates


async def state(whole: System, client: httpx.AsyncClient) -> tuple[list[Any], list[Any]]:
    """Each period of care under the child's id in that system, and the figures of the years; nothing may wait."""
    await nothing_waits(client)
    async with whole.services["review-service"].state.running.database.connection() as connection:
        periods = await connection.fetch(
            "SELECT value, started_on, start_known, ended_on, short_break, "
            # What was due in care that ended was told or not, as its end was learnt late or at once.
            "CASE WHEN ended_on IS NULL THEN (ordinal, due_statute, due_indicator) END "
            "FROM care RIGHT JOIN child_identifier USING (child) ORDER BY value, started_on"
        )
    await caught_up(whole)
    figures = [
        (await client.get(f"metrics-service/figures/{figure}", params={"period": period})).json()["value"]
        for figure in FIGURES
        for period in ("2012-13", "2013-14")
    ]
    counted = [*figures, *await cases(client, "started"), *await cases(client, "ceased")]
    return [tuple(row) for row in periods], [*counted, *await team(whole), *await beside_care(whole)]


async def team(whole: System) -> list[str]:
    """Each worker's time in the team."""
    async with whole.services["review-service"].state.running.database.connection() as connection:
        rows = await connection.fetch("SELECT worker, known FROM worker JOIN iro USING (iro) ORDER BY worker")
    assert len(rows) > 1
    return [json.dumps([row["worker"], row["known"]], sort_keys=True) for row in rows]


async def beside_care(whole: System) -> list[str]:
    """What was told last of each record that is told as it stands, without the ids that each run makes anew."""
    told = []
    for name, streams in RECORDS.items():
        async with whole.services[name].state.running.database.connection() as connection:
            rows = await connection.fetch(
                "SELECT DISTINCT ON (stream) type, convert_from(data, 'UTF8')::jsonb AS data FROM events "
                "WHERE split_part(stream, '-', 1) = ANY ($1) ORDER BY stream, version DESC",
                streams,
            )
        standing = [row for row in rows if not row["type"].endswith("Withdrawn")]
        assert standing
        told += [json.dumps([row["type"], _without_ids(row["data"])], sort_keys=True) for row in standing]
    return sorted(told)


def _without_ids(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in IDS}


async def nothing_waits(client: httpx.AsyncClient) -> None:
    """Returns once no service keeps an event for a child or worker that it does not know."""
    for service in RECORDS:
        for _ in range(300):
            if not (await client.get(f"{service}/inbound/waiting")).json()["items"]:
                break
            await asyncio.sleep(0.1)
        else:
            raise AssertionError(f"something still waits in {service}")


async def registered(client: httpx.AsyncClient) -> dict[str, str]:
    """The ids here of the children that the system registered before it sent anything."""
    known = {}
    for number in range(1, KNOWN_BEFORE + 1):
        child = f"child-{number}"
        body = {"identifiers": [{"system": "information-system", "value": child}]}
        known[f"{HERE}{child}"] = (await client.post("review-service/children", json=body)).json()["id"]
    return known


def told_here(sent: Sequence[Sent], known: dict[str, str]) -> list[Sent]:
    """The events, with the ids by which the children are known here where these are meant."""
    return [{**event, "subject": known.get(event.get("subject", ""), event.get("subject"))} for event in sent]


async def cases(client: httpx.AsyncClient, figure: str) -> list[Any]:
    """The figure's cases without the ids that each run makes anew."""
    found = await everything(client, f"metrics-service/figures/{figure}/cases", period="2012-04-01..2014-08-31")
    return sorted(json.dumps({name: case[name] for name in SAID}) for case in found)


async def everything(client: httpx.AsyncClient, path: str, **asked: Any) -> list[Any]:
    """All items of a list."""
    items: list[Any] = []
    asked = {"limit": 200, **asked}
    while True:
        page = (await client.get(path, params=asked)).json()
        items += page["items"]
        if page["next"] is None:
            return items
        asked["cursor"] = page["next"]


async def rejections(client: httpx.AsyncClient) -> list[Any]:
    """What any service refused."""
    return [one for service in RECORDS for one in await everything(client, f"{service}/inbound/rejections")]


def overtaken(sent: Sequence[Sent]) -> set[str]:
    """The events of a record that come after a later version of it."""
    newest: dict[tuple[str, str], int] = {}
    late = set()
    seen = set()
    for event in sent:
        if event["id"] in seen:
            continue
        seen.add(event["id"])
        record, version = (event["type"], event["record"]), event.get("version", 1)
        if version < newest.get(record, 0):
            late.add(event["id"])
        newest[record] = max(version, newest.get(record, 0))
    return late


async def test_shuffled_repeated_and_partly_broken_events_leave_what_the_ordered_ones_leave(tmp_path: Path) -> None:
    random = Random(1989)  # noqa: S311 - the same events at every run
    good = events(Council(random), NUMBER - BROKEN)
    bad = [broken({**random.choice(good), "id": f"b-{number}"}, random) for number in range(BROKEN)]
    shuffled = [event for event in (*good, *bad) for _ in range(random.randrange(1, 4))]
    random.shuffle(shuffled)
    known = {one["id"] for one in good}
    late = overtaken([event for event in shuffled if event.get("id") in known])

    async with system(tmp_path / "ordered") as (whole, client):
        fates = await send(client, told_here(good, await registered(client)))
        assert fates["taken"] + fates["waiting"] == len(good)
        expected = await state(whole, client)
        assert await rejections(client) == []
    async with system(tmp_path / "shuffled") as (whole, client):
        fates = await send(client, told_here(shuffled, await registered(client)))
        listed = await rejections(client)
        assert fates["taken"] + fates["waiting"] == len(good) - len(late)
        assert {one["id"] for one in listed if one["reason"] == "older-version"} == late
        refused = Counter(one["id"] for one in listed if one["reason"] != "older-version")
        assert refused == Counter(event.get("id") for event in bad)
        assert await state(whole, client) == expected
