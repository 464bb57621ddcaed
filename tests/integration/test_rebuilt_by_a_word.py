"""An operator has the figures' cases built anew by `python -m metrics_service rebuild` while Kafka goes on."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_chassis.testing.wire import at_an_address
from iro_embedded.compose import Broker
from iro_embedded.testing.desk import Desk

pytestmark = [pytest.mark.anyio, pytest.mark.database, pytest.mark.broker]

FIGURE, PERIOD, AREA = "reviews-held", "2032-06", "reviews"
FEEDS = ("review", "escalation", "participation")
SECONDS = 120.0
AS_IT_WAS = re.compile(rf"^{AREA}: [1-9]\d* cases from iro\.reviews up to \d+; 0 versions differ from the former\n$")


def environment(desk: Desk, broker: Broker, address: str, token: Path) -> Mapping[str, str]:
    """As metrics-service's own has it."""
    settings = desk.system.services["metrics-service"].state.running.settings
    token.write_text(desk.system.token(Role.INFORMATION_SYSTEM), encoding="ascii")
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": settings.database_url,
        "OIDC_ISSUER": "http://127.0.0.1:9",
        "OIDC_AUDIENCE": settings.oidc_audience,
        "AUTHORITY": settings.authority,
        "FEED_TOKEN_FILE": str(token),
        **{f"{one.upper()}_SERVICE_URL": f"{address}/{one}-service" for one in FEEDS},
        **{name.upper(): value for name, value in broker.settings().items()},
    }


async def typed(told: Mapping[str, str], *words: str) -> tuple[int | None, str, str]:
    """How the command ended, what it said and what it complained of."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "metrics_service", *words, env=told, stdout=-1, stderr=-1
    )
    async with asyncio.timeout(SECONDS):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("carrier", ["broker"], indirect=True)
async def test_rebuilt_while_facts_come_every_version_is_as_it_was_and_figures_go_on(
    desk: Desk, clock: MovingClock, carrier: Broker, tmp_path: Path
) -> None:
    clock.now = datetime(2032, 6, 30, 10, tzinfo=UTC)
    rebuilt = asyncio.Event()

    async def tell() -> list[int]:
        counted = []
        while not rebuilt.is_set():
            child = await desk.child(on="2032-05-10")
            await desk.told(f"/children/{child}/held-reviews", held_on="2032-06-04")
            counted.append((await desk.figure(FIGURE, PERIOD))["value"])
        return counted

    async with at_an_address(desk.system.app) as address:
        telling = asyncio.create_task(tell())
        ended, said, complaint = await typed(environment(desk, carrier, address, tmp_path / "token"), "rebuild", FIGURE)
        rebuilt.set()
        counted = await telling

    assert (ended, complaint) == (0, "")
    assert AS_IT_WAS.match(said), said
    assert counted == list(range(1, len(counted) + 1)), "no reader ever saw more or less than was told"
