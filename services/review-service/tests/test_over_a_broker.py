"""A broker that is not there: commands are taken all the same, the service says it is not ready and why."""

import asyncio
from typing import Any

import pytest

from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.settling import make
from iro_events.testing.bus_case import brought, follow
from iro_events.testing.kafka.broker import Broker
from iro_events.topics import TOPICS
from review_service.app import create_app

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD = {"name": "Robin Made-Up", "date_of_birth": "2014-02-28"}
CARE = {"on": "2026-01-02", "legal_status": "C2"}
TOPIC = "iro.reviews"
RELAYED = f'footprint_relay_seq{{topic="{TOPIC}"}} '
SECONDS = 30.0


def review_service(database_url: str, servers: str, prefix: str) -> tuple[Any, dict[str, str]]:
    clock = MovingClock()
    issuer = Issuer(clock)
    broker = {"kafka_bootstrap_servers": servers, "kafka_topic_prefix": prefix}
    settings = settings_of(database_url).model_copy(update=broker)
    return create_app(settings, clock=clock, verifier=issuer.verifier()), issuer.bearer("iro")


async def test_without_its_broker_the_service_takes_commands_is_not_ready_and_says_why(database_url: str) -> None:
    app, bearer = review_service(database_url, "127.0.0.1:9", "")
    async with served(app, bearer) as client:
        child = await client.post("/children", json=CHILD, headers={"Idempotency-Key": "a"})
        async with asyncio.timeout(SECONDS):
            while "worker relay" not in (ready := await client.get("/health/ready")).text:  # noqa: ASYNC110 - it is asked
                await asyncio.sleep(0.02)

    assert child.status_code == 201
    assert ready.status_code == 503
    assert "worker relay: BrokerUnavailable" in ready.json()["detail"]


async def test_what_was_recorded_without_the_broker_is_told_in_order_when_it_is_there(
    database_url: str, kafka: Broker
) -> None:
    away, bearer = review_service(database_url, "127.0.0.1:9", "away.")
    async with served(away, bearer) as client:
        child = (await client.post("/children", json=CHILD, headers={"Idempotency-Key": "a"})).json()["id"]
        begun = await client.post(f"/children/{child}/care", json=CARE, headers={"Idempotency-Key": "b"})
        assert begun.status_code == 201, begun.text
    cluster = Cluster(kafka.address, "away.")
    await make(cluster, TOPICS, copies=1)
    there, bearer = review_service(database_url, kafka.address, "away.")
    async with served(there, bearer) as client:
        batches = await follow(KafkaBus(cluster, "reader"), {TOPIC: 2})
        # What a reader has already may not be noted as told yet: some partition may still have to acknowledge.
        async with asyncio.timeout(SECONDS):
            while RELAYED not in (await client.get("/metrics")).text:  # noqa: ASYNC110 - it is asked
                await asyncio.sleep(0.02)

    assert brought(batches) == sorted(brought(batches))
    assert {fact["subject"] for batch in batches for fact in batch.facts} == {child}
