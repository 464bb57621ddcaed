"""The service follows review-service's feed by itself, and goes on where it was after a stop."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from escalation_service.app import create_app
from escalation_service.following import TOPIC, followed
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.feed_bus import FeedBus
from iro_events.store_feed import StoreFeed
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.teller import Teller, telling

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PATIENCE = 10.0
"""Seconds in which what was told must have been followed."""

CONCERN = {
    "on": "2026-01-05",
    "iro": "00000000-0000-4000-8000-0000000000a1",
    "category": "drift",
    "childs_view": "agrees",
    "raised_with": "social-worker",
}


@pytest.fixture
def another_database_url(postgres: PostgresServer) -> str:
    """The address of another empty database."""
    return fresh_database(postgres)


@pytest.fixture
async def teller(another_database_url: str) -> AsyncIterator[Teller]:
    """A review-service that tells of children."""
    async with telling(another_database_url, "review-service") as review_service:
        yield review_service


async def test_a_child_is_known_once_it_was_followed_and_still_after_a_stop(database_url: str, teller: Teller) -> None:
    clock = MovingClock()
    issuer = Issuer(clock)
    first_child, second_child = uuid4(), uuid4()

    def service() -> Any:
        bus = FeedBus({TOPIC: StoreFeed(teller.store)}, wait=0.1)
        return create_app(settings_of(database_url), bus=bus, clock=clock, verifier=issuer.verifier())

    first = service()
    await teller.look_after(first_child)
    async with served(first, issuer.bearer("iro")) as client:
        assert await followed(first.state.running, 1, PATIENCE)
        told = await client.post(f"/children/{first_child}/concerns", json=CONCERN)
        assert told.status_code == 201
    await teller.hold(first_child)
    await teller.look_after(second_child)
    again = service()
    async with served(again, issuer.bearer("iro")) as client:
        assert await followed(again.state.running, 3, PATIENCE)
        answers = [
            await client.post(f"/children/{child}/concerns", json=CONCERN) for child in (first_child, second_child)
        ]

    assert [answer.status_code for answer in answers] == [200, 201]
    assert answers[0].json()["id"] == told.json()["id"]
