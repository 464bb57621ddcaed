"""The service as its clients meet it: over ASGI, on a real database, told facts as its bus would bring them."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from iro_chassis.testing.desk import FollowingDesk
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.consumer import Consumer
from iro_events.facts.care import ChildBecameLookedAfter, IroAppointed
from iro_events.facts.reviews import ReviewBooked, ReviewHeld
from iro_events.testing.silent_bus import SilentBus
from participation_service.app import create_app
from participation_service.following import FOLLOWER, TOPIC
from participation_service.reactions import FOLLOWED, Reactions

AUTUMN = datetime(2014, 9, 1, 9, tzinfo=UTC)
IRO = UUID("00000000-0000-4000-8000-0000000000a1")


class Desk(FollowingDesk):
    """Somebody at work with participation-service, and what review-service tells it."""

    async def child(self) -> UUID:
        """A child in care, with an IRO."""
        child, care, on = uuid4(), uuid4(), date(2013, 4, 2)
        await self.hear(child, ChildBecameLookedAfter(care=care, on=on), IroAppointed(care=care, iro=IRO, on=on))
        return child

    async def care_of(self, child: UUID) -> UUID:
        """The period of care of a child."""
        async with self.running.database.connection() as connection:
            care: UUID = await connection.fetchval("SELECT care FROM known_care WHERE child = $1", child)
        return care

    async def booked(self, child: UUID, planned_for: date) -> UUID:
        """A review of the child that is planned."""
        review = uuid4()
        await self.hear(child, ReviewBooked(review=review, planned_for=planned_for))
        return review

    async def held(self, child: UUID, held_on: date) -> UUID:
        """A review of the child that was held."""
        review = uuid4()
        await self.hear(child, ReviewHeld(review=review, held_on=held_on))
        return review


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """The service on 1 September 2014."""
    clock = MovingClock(AUTUMN)
    issuer = Issuer(clock)
    bus = SilentBus()
    app = create_app(settings_of(database_url), bus=bus, clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        running = app.state.running
        consumer = Consumer(FOLLOWER, running.database, bus, (TOPIC,), FOLLOWED, Reactions(running))
        yield Desk(client, issuer, clock, running, consumer)
