"""What an operator asks of metrics-service by a word, as it is typed, beside those that serve."""

import asyncio
import os
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from iro_chassis.testing.issuer import AUDIENCE, AUTHORITY
from iro_events.bus import Batch
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.facts.care import ChildBecameLookedAfter
from iro_events.facts.reviews import ReviewHeld
from iro_events.parked import parked_children
from iro_events.testing.silent_bus import SilentBus
from iro_events.testing.told import told
from metrics_service.areas import REVIEWS

pytestmark = [pytest.mark.anyio, pytest.mark.database]

TOPIC = REVIEWS.topics[0]
AMY, BEN = UUID(int=1), UUID(int=2)


async def typed(database_url: str, *words: str, **environment: str) -> tuple[int | None, str, str]:
    """How it ended, what it said, and what it complained of."""
    there = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "OIDC_ISSUER": "http://127.0.0.1:9",
        "OIDC_AUDIENCE": AUDIENCE,
        "AUTHORITY": AUTHORITY,
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "FEED_TOKEN_FILE": str(Path(os.devnull)),
        **{f"{service}_SERVICE_URL": "http://127.0.0.1:9" for service in ("REVIEW", "ESCALATION", "PARTICIPATION")},
        **environment,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "metrics_service", *words, env=there, stdout=asyncio.subprocess.PIPE, stderr=-1
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def park(database: Database, *children: UUID) -> None:
    """Two facts of each, which a projection with a fault could not take."""

    async def fault(connection: object, facts: object) -> None:
        raise LookupError("a projection with a fault")

    consumer = Consumer(REVIEWS.name, database, SilentBus(), REVIEWS.topics, REVIEWS.catalogue, fault)
    facts = [
        told(fact, child, 10 * child.int + number)
        for child in children
        for number, fact in enumerate(
            (
                ChildBecameLookedAfter(care=child, on=date(2014, 4, 1)),
                ReviewHeld(review=child, held_on=date(2014, 5, 1)),
            )
        )
    ]
    await consumer.take(Batch(TOPIC, 1, tuple(facts), 99, 99))


async def test_parked_children_are_listed_and_tried_again_beside_a_broker_that_is_away(
    database: Database, database_url: str
) -> None:
    await park(database, AMY, BEN)
    status, listed, _ = await typed(database_url, "parked", "list")
    tried = await typed(database_url, "parked", "replay", str(BEN))

    assert status == 0
    assert f"{AMY} waits for reviews since " in listed
    assert f": 2 of {TOPIC} from 10 on: LookupError: a projection with a fault\n" in listed
    assert listed.endswith("2 parked\n")
    assert tried == (0, f"{BEN} for reviews: 2 taken, 0 still wait\nnothing of it waits any more\n", "")
    assert {one.subject for one in await parked_children(database)} == {AMY}
    async with database.connection() as connection:
        assert await connection.fetch("SELECT child FROM reviews.care_case WHERE known_to = 'infinity'") == [(BEN,)]
