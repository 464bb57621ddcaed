"""The service as its clients meet it: over ASGI, on a real database, told facts as its bus would bring them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from escalation_service.app import create_app
from escalation_service.following import FOLLOWER, TOPIC
from escalation_service.reactions import FOLLOWED, know_children
from iro_chassis.running import Running
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.consumer import Consumer
from iro_events.event import Event
from iro_events.facts.care import ChildBecameLookedAfter
from iro_events.feed_bus import FeedBus, Page
from iro_events.testing.told import batch, told

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


async def nothing_new(after: int, limit: int, *, wait: float = 0.0) -> Page:
    """A feed on which nothing is told: the facts of these tests are brought at the moment a test says."""
    await asyncio.sleep(wait)
    return Page((), after, after)


@dataclass
class Desk:
    """Somebody at work with the service, and what review-service tells it. Each command asserts that it was taken."""

    client: httpx.AsyncClient
    issuer: Issuer
    clock: MovingClock
    running: Running
    url: str
    told_so_far: int = field(default=0)

    async def hear(self, child: UUID, *facts: Event) -> None:
        """What review-service tells of the child, taken by the consumer that the service follows with."""
        brought = [told(fact, child, self.told_so_far + number) for number, fact in enumerate(facts, start=1)]
        self.told_so_far += len(facts)
        bus = FeedBus({TOPIC: nothing_new})
        consumer = Consumer(FOLLOWER, self.running.database, bus, (TOPIC,), FOLLOWED, know_children)
        await consumer.take(batch(brought))
        assert consumer.tally.parked == 0

    async def told(self, path: str, *, role: str = "iro", **body: Any) -> dict[str, Any]:
        """The receipt of a command that must be taken."""
        answer = await self.post(path, body, role=role)
        assert answer.status_code == 201, answer.text
        receipt: dict[str, Any] = answer.json()
        return receipt

    async def post(
        self, path: str, body: Any, *, role: str = "iro", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """The answer to a command, whatever it is."""
        return await self.client.post(path, json=body, headers={**self.issuer.bearer(role), **(headers or {})})

    async def get(self, path: str, *, role: str = "iro", **asked: Any) -> httpx.Response:
        """The answer to a question."""
        return await self.client.get(path, params=asked, headers=self.issuer.bearer(role))

    async def asked(self, path: str, *, role: str = "iro", **asked: Any) -> Any:
        """What a question that must be answered is answered."""
        answer = await self.get(path, role=role, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

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

    async def written(self) -> int:
        """How many events there are."""
        connection = await asyncpg.connect(self.url)
        try:
            return int(await connection.fetchval("SELECT count(*) FROM events"))
        finally:
            await connection.close()


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """The service on 1 October 2014."""
    clock = MovingClock(AUTUMN)
    issuer = Issuer(clock)
    bus = FeedBus({TOPIC: nothing_new})
    app = create_app(settings_of(database_url), bus=bus, clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        yield Desk(client, issuer, clock, app.state.running, database_url)
