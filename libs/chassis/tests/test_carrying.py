"""Carrying: by the feeds unless a broker is configured, and no line of the broker's library is read before that."""

import subprocess
import sys
from dataclasses import replace

import pytest

from iro_chassis.carrying import carrier_of, relay_of
from iro_chassis.running import running
from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import Issuer, MovingClock
from iro_chassis.testing.visits import visits_service
from iro_events.feed_bus import FeedBus
from iro_events.kafka.bus import KafkaBus

IMPORTED = """
import sys, iro_chassis.carrying, iro_chassis.service
print(sorted({"aiokafka", "iro_events.kafka"} & set(sys.modules)))
"""


def with_a_broker(settings: Settings, servers: str = "127.0.0.1:9") -> Settings:
    return settings.model_copy(update={"kafka_bootstrap_servers": servers})


def test_without_a_broker_the_feeds_are_followed(settings: Settings) -> None:
    feeds = FeedBus({})

    assert carrier_of(settings, "metrics-service", lambda: feeds) is feeds


def test_with_a_broker_it_is_followed_and_no_feed_is_made(settings: Settings) -> None:
    def none() -> FeedBus:
        raise AssertionError("a feed was made")

    assert isinstance(carrier_of(with_a_broker(settings), "metrics-service", none), KafkaBus)


def test_the_brokers_library_is_not_read_where_no_broker_is_configured() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.anyio
@pytest.mark.database
async def test_a_service_with_facts_of_ours_tells_them_to_the_broker_and_no_other_does(
    settings: Settings, clock: MovingClock, issuer: Issuer
) -> None:
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    async with running(app) as service:
        assert relay_of(service, "review-service") is None
        beside = replace(service, settings=with_a_broker(settings))
        relay = relay_of(beside, "review-service")

        assert relay is not None
        assert relay.name == "relay"
        assert relay_of(beside, "visits-service") is None
