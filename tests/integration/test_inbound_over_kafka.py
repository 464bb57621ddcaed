"""The information system's events over Kafka: as by `POST /inbound`, whatever is among them and whoever is killed."""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from iro_chassis.clock import system_clock
from iro_chassis.roles import Role
from iro_chassis.service import bring_up_to_date
from iro_chassis.testing.issuer import AUDIENCE, AUTHORITY, Issuer, served, settings_of
from iro_embedded.compose import Broker as Carrier
from iro_embedded.compose import System, composed
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.settling import make
from iro_events.testing.kafka.broker import Broker, free_ports
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.topics import REJECTIONS, TOPICS
from review_service.app import create_app

from .inbound_events import Council, broken, events
from .over_kafka import Record, held, put, record_of, taken_in
from .test_inbound import (
    BATCH,
    NOW,
    RECORDS,
    overtaken,
    registered,
    rejections,
    send,
    state,
    system,
    told_here,
)

pytestmark = [pytest.mark.anyio, pytest.mark.database]

NUMBER, BROKEN, OF_ONE = 500, 60, 400
UNREADABLE: Sequence[Record] = [
    (b"child-1", None),
    (None, b"{"),
    (None, b"\xff\xfe"),
    (b"child-1", b'[{"specversion": "1.0"}]'),
    (None, b"[" * 100_000),
]
"""No JSON, or none of an event."""

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'inbound_rejection'::regclass"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
"""How many wait for that table, and how many others are connected."""


@asynccontextmanager
async def over_kafka(data: Path, cluster: Cluster) -> AsyncIterator[tuple[System, httpx.AsyncClient]]:
    carrier = Carrier(cluster.servers, cluster.prefix)
    async with (
        composed(data, clock=lambda: NOW, broker=carrier) as whole,
        whole.client(Role.INFORMATION_SYSTEM, Role.MANAGER, Role.ANALYST) as client,
    ):
        yield whole, client


async def made(kafka: Broker, prefix: str) -> Cluster:
    cluster = Cluster(kafka.address, prefix)
    await make(cluster, TOPICS, copies=1)
    return cluster


async def told_back(cluster: Cluster, number: int) -> list[Any]:
    """What was told back, once that is so many."""
    async with asyncio.timeout(30):
        while len(records := await held(cluster, REJECTIONS)) < number:  # noqa: ASYNC110 - the broker is asked
            await asyncio.sleep(0.05)
    return [json.loads(record.value) for record in records]


async def test_a_shuffled_repeated_and_partly_broken_batch_ends_as_over_http_and_each_refusal_is_told_back_once(
    tmp_path: Path, kafka: Broker
) -> None:
    random = Random(2011)  # noqa: S311 - the same events at every run
    good = events(Council(random), NUMBER)
    bad = [broken({**random.choice(good), "id": f"b-{number}"}, random) for number in range(BROKEN)]
    shuffled = [event for event in (*good, *bad) for _ in range(random.randrange(1, 4))]
    random.shuffle(shuffled)

    async with system(tmp_path / "http") as (whole, client):
        await send(client, told_here(shuffled, await registered(client)))
        expected = await state(whole, client)
        refused = [(one["id"], one["reason"]) for one in await rejections(client)]
    cluster = await made(kafka, "inbound.")
    async with over_kafka(tmp_path / "kafka", cluster) as (whole, client):
        told = told_here(shuffled, await registered(client))
        another = {**good[0], "id": "another", "type": "looked-after.ended", "subject": "child-1"}
        records = [*map(record_of, told), *UNREADABLE, (b"child-2", json.dumps(another).encode())]
        await put(cluster, records)
        await taken_in(cluster, [whole.services[name].state.running.database for name in RECORDS])
        assert await state(whole, client) == expected
        listed = await rejections(client)
        back = await told_back(cluster, len(listed))

    # Which version of a record comes too late depends on the partitions; all else is refused as over HTTP.
    counted = Counter((one["id"], one["reason"]) for one in listed if one["reason"] != "older-version")
    once = Counter(one for one in refused if one[1] != "older-version")
    assert counted - once == Counter({(None, "not-an-event"): len(UNREADABLE), ("another", "other-subject"): 1})
    assert once <= counted
    assert {fact["type"] for fact in back} == {"footprint.InboundRejected"}
    assert Counter((fact["data"]["event"], fact["data"]["reason"]) for fact in back) == Counter(
        (one["event"], one["reason"]) for one in listed
    )
    assert len({fact["id"] for fact in back}) == len(back)


@contextmanager
def process(database_url: str, cluster: Cluster, log: Path) -> Any:
    """review-service as a process of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database_url,
        "OIDC_ISSUER": "http://127.0.0.1:9",
        "OIDC_AUDIENCE": AUDIENCE,
        "AUTHORITY": AUTHORITY,
        "KAFKA_BOOTSTRAP_SERVERS": cluster.servers,
        "KAFKA_TOPIC_PREFIX": cluster.prefix,
        "PORT": str(free_ports(1)[0]),
    }
    with log.open("wb") as output:
        started = subprocess.Popen(
            [sys.executable, "-m", "review_service"], env=environment, stdout=output, stderr=output
        )
        try:
            yield started
        finally:
            started.kill()
            started.wait()


async def killed_in_mid_batch(database_url: str, cluster: Cluster, log: Path) -> None:
    """Holds the process up where a batch's refusals are written, in the middle of its transaction, and kills it."""
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE inbound_rejection IN SHARE MODE")
            with process(database_url, cluster, log):
                async with asyncio.timeout(60):
                    while not await connection.fetchval(WAITS):  # noqa: ASYNC110 - the database is asked
                        await asyncio.sleep(0.02)
        # The lock is given back only now: what the process had asked for died with it.
        async with asyncio.timeout(60):
            while await connection.fetchval(OTHERS):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
        assert await connection.fetchval("SELECT count(*) FROM inbound_taken") == 0
        assert await connection.fetchval("SELECT count(*) FROM consumer_offset") == 0
    finally:
        await connection.close()


CAME_TO = (
    "SELECT source, id, digest FROM inbound_taken",
    "SELECT digest, event, id, type, reason, rule, field FROM inbound_rejection",
    """SELECT value, coalesce(started_on::text, ''), coalesce(ended_on::text, '')
    FROM care RIGHT JOIN child_identifier USING (child)""",
    "SELECT type, count(*) FROM events WHERE stream NOT LIKE 'care-%' AND type <> 'DayPassed' GROUP BY type",
)


async def came_to(database: Any) -> list[Any]:
    """What a service has taken and refused, and the periods of care that came of it."""
    async with database.connection() as connection:
        return [sorted(map(tuple, await connection.fetch(question))) for question in CAME_TO]


@dataclass(frozen=True, slots=True)
class Killed:
    """What was sent, and the database of the service that was killed in the middle of it."""

    sent: Sequence[dict[str, Any]]
    cluster: Cluster
    database_url: str


@pytest.fixture(scope="module", autouse=True)
def killed(kafka: Broker, postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Done before all else here: only ten seconds later does the broker give its partitions to another."""
    random = Random(1989)  # noqa: S311 - as above
    kinds = ("looked-after.", "protection.", "team.")
    good = [event for event in events(Council(random), OF_ONE) if event["type"].startswith(kinds)]
    sent = [*random.sample(good, len(good)), *random.sample(good, len(good) // 2)]
    url, log = fresh_database(postgres), tmp_path_factory.mktemp("killed") / "log"

    async def kill() -> Cluster:
        cluster = await made(kafka, "killed.")
        await put(cluster, [record_of(event) for event in sent], partition=0)
        await bring_up_to_date(over(cluster, url, Issuer(system_clock)), url)
        await killed_in_mid_batch(url, cluster, log)
        return cluster

    return Killed(sent, asyncio.run(kill()), url)


def over(cluster: Cluster, database_url: str, issuer: Issuer) -> FastAPI:
    """review-service with that broker."""
    broker = {"kafka_bootstrap_servers": cluster.servers, "kafka_topic_prefix": cluster.prefix}
    return create_app(settings_of(database_url).model_copy(update=broker), verifier=issuer.verifier())


async def test_killed_in_mid_batch_and_started_again_nothing_is_lost_or_doubled(
    killed: Killed, database_url: str
) -> None:
    issuer, sent = Issuer(system_clock), killed.sent
    app = create_app(settings_of(database_url), verifier=issuer.verifier())
    async with served(app) as client:
        answer = await client.post("/inbound", json=sent, headers={**BATCH, **issuer.bearer("information-system")})
        assert answer.status_code == 200, answer.text
        expected = await came_to(app.state.running.database)
    resumed = over(killed.cluster, killed.database_url, issuer)
    async with served(resumed):
        await taken_in(killed.cluster, [resumed.state.running.database])
        assert await came_to(resumed.state.running.database) == expected
        assert len(await told_back(killed.cluster, len(overtaken(sent)))) == len(overtaken(sent))
