"""The service follows review-service's feed by itself, and goes on where it was after a stop."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.feed_bus import FeedBus
from iro_events.store_feed import StoreFeed
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.teller import Teller, telling
from participation_service.app import create_app
from participation_service.following import TOPIC, followed

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PATIENCE = 10.0
"""Seconds in which what was told must have been followed."""


@pytest.fixture
def another_database_url(postgres: PostgresServer) -> str:
    """The address of another empty database."""
    return fresh_database(postgres)


@pytest.fixture
async def teller(another_database_url: str) -> AsyncIterator[Teller]:
    """A review-service that holds reviews."""
    async with telling(another_database_url, "review-service") as review_service:
        yield review_service


async def test_a_review_is_known_once_it_was_followed_and_still_after_a_stop(database_url: str, teller: Teller) -> None:
    clock = MovingClock()
    issuer = Issuer(clock)
    child = uuid4()

    def service() -> Any:
        bus = FeedBus({TOPIC: StoreFeed(teller.store)}, wait=0.1)
        return create_app(settings_of(database_url), bus=bus, clock=clock, verifier=issuer.verifier())

    first = service()
    (review,) = await teller.hold(child)
    async with served(first, issuer.bearer("iro")) as client:
        assert await followed(first.state.running, 1, PATIENCE)
        told = await client.post(f"/reviews/{review}/participations", json={"code": "PN1", "age_on_review": 9})
        assert told.status_code == 201
    await teller.hold(child)
    again = service()
    async with served(again, issuer.bearer("iro")) as client:
        assert await followed(again.state.running, 2, PATIENCE)
        parts = (await client.get(f"/children/{child}/participation")).json()

    assert sorted(part["state"] for part in parts) == ["coded", "not-recorded"]
