"""The service as its clients meet it: over ASGI, on a real database, told facts as its bus would bring them."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from escalation_service.app import create_app
from escalation_service.following import FOLLOWER, TOPIC
from escalation_service.reactions import FOLLOWED, Reactions
from iro_chassis.testing.desk import FollowingDesk
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.consumer import Consumer
from iro_events.facts.care import ChildBecameLookedAfter
from iro_events.testing.silent_bus import SilentBus

AUTUMN = datetime(2014, 10, 1, 9, tzinfo=UTC)
IRO = "00000000-0000-4000-8000-0000000000a1"
LADDER = {
    "valid_from": "2014-04-01",
    "informal_working_days": 5,
    "stages": [
        {"stage": "team-manager", "name": "Practice Manager", "working_days": 5},
        {"stage": "head-of-service", "name": "Head of Looked After Children", "working_days": 5},
        {"stage": "chief-executive", "name": "Chief Executive", "working_days": 5},
    ],
}


class Desk(FollowingDesk):
    """Somebody at work with escalation-service, and what review-service tells it."""

    async def child(self) -> str:
        """A child of whom review-service has told."""
        child = uuid4()
        await self.hear(child, ChildBecameLookedAfter(care=uuid4(), on=date(2013, 4, 2)))
        return str(child)

    async def ladder(self, **other: Any) -> None:
        """The authority's ladder."""
        await self.told("/ladders", role="manager", **{**LADDER, **other})

    async def concern(self, on: str = "2014-07-21", **other: Any) -> str:
        """A concern about a child of its own, raised informally."""
        asked = {"iro": IRO, "category": "placement-delay", "childs_view": "agrees", "raised_with": "social-worker"}
        told = await self.told(f"/children/{await self.child()}/concerns", on=on, **{**asked, **other})
        return str(told["id"])

    async def dispute(self, on: str = "2014-08-01", **other: Any) -> str:
        """A concern that was made a formal dispute."""
        concern = await self.concern(**other)
        await self.told(f"/concerns/{concern}/disputes", on=on)
        return concern


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """The service on 1 October 2014."""
    clock = MovingClock(AUTUMN)
    issuer = Issuer(clock)
    bus = SilentBus()
    app = create_app(settings_of(database_url), bus=bus, clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        running = app.state.running
        consumer = Consumer(FOLLOWER, running.database, bus, (TOPIC,), FOLLOWED, Reactions(running))
        yield Desk(client, issuer, clock, running, consumer)
