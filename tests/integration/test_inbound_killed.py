"""Killed while the information system's events come in, and sent all of them again: as if they had been sent once."""

import asyncio
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from iro_chassis.clock import system_clock
from iro_chassis.development import DevelopmentIssuer
from iro_chassis.roles import Role
from iro_embedded.testing.command import running

from .inbound_events import Council, events
from .test_inbound import BATCH, overtaken, registered, rejections, send, state, system, told_here

pytestmark = [pytest.mark.anyio, pytest.mark.database]

NUMBER, AT_ONCE = 1200, 40
WITHIN = 60.0
BATCHES = (4, 9)
"""How many are sent until each kill."""


def client_of(data: Path, address: str) -> httpx.AsyncClient:
    issuer = DevelopmentIssuer.open(data, host="127.0.0.1")
    token = issuer.issue(Role.INFORMATION_SYSTEM, Role.MANAGER, now=system_clock())
    return httpx.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=WITHIN)


async def sent_until_killed(process: Any, client: httpx.AsyncClient, sent: Sequence[dict[str, Any]]) -> None:
    """The process is killed while the last batch is on its way, the others having been answered."""
    *answered, last = (sent[first : first + AT_ONCE] for first in range(0, len(sent), AT_ONCE))
    for batch in answered:
        answer = await client.post("inbound", json=batch, headers=BATCH)
        assert answer.is_success, answer.text
    on_its_way = asyncio.create_task(client.post("inbound", json=last, headers=BATCH))
    await asyncio.sleep(0)
    process.kill()
    await asyncio.gather(on_its_way, return_exceptions=True)
    assert await asyncio.to_thread(process.wait, WITHIN) == -signal.SIGKILL


async def test_killed_while_events_come_in_and_sent_again_nothing_is_lost_or_taken_twice(tmp_path: Path) -> None:
    random = Random(42)  # noqa: S311 - the same events at every run
    good = events(Council(random), NUMBER)
    shuffled = random.sample(good, len(good))
    async with system(tmp_path / "once") as (whole, client):
        await send(client, told_here(shuffled, await registered(client)))
        expected = await state(whole, client)

    data = tmp_path / "killed"
    known: dict[str, str] = {}
    for batches in BATCHES:
        with running(data) as (process, address):
            async with client_of(data, address) as client:
                known = known or await registered(client)
                await sent_until_killed(process, client, told_here(shuffled[: batches * AT_ONCE], known))

    async with system(data) as (whole, client):
        fates = await send(client, told_here(shuffled, known))
        assert fates["known"] >= (BATCHES[-1] - 1) * AT_ONCE - len(overtaken(shuffled))
        assert fates["taken"] + fates["waiting"] > 0
        assert await state(whole, client) == expected
        listed = Counter(one["id"] for one in await rejections(client))
        assert listed == Counter(overtaken(shuffled))
