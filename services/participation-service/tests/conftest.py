"""The service as its clients meet it: over ASGI, on a real database, told facts as its bus would bring them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from iro_chassis.running import Running
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.bus import Batch
from iro_events.consumer import Consumer
from iro_events.event import Event
from iro_events.facts.care import ChildBecameLookedAfter, IroAppointed
from iro_events.facts.reviews import ReviewBooked, ReviewHeld
from iro_events.testing.told import batch, told
from participation_service.app import create_app
from participation_service.following import FOLLOWER, TOPIC
from participation_service.reactions import FOLLOWED, Reactions

AUTUMN = datetime(2014, 9, 1, 9, tzinfo=UTC)
IRO = UUID("00000000-0000-4000-8000-0000000000a1")


class SilentBus:
    """A bus on which nothing is told: the facts of these tests are brought by hand, at the moment a test says."""

    async def head(self, topic: str) -> Mapping[int, int]:
        return {0: 0}

    async def subscribe(
        self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]
    ) -> AsyncGenerator[Batch, None]:
        await asyncio.Event().wait()
        yield Batch("", 0, (), 0, 0)


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
        consumer = Consumer(FOLLOWER, self.running.database, SilentBus(), (TOPIC,), FOLLOWED, Reactions(self.running))
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

    async def written(self) -> int:
        """How many events there are."""
        connection = await asyncpg.connect(self.url)
        try:
            return int(await connection.fetchval("SELECT count(*) FROM events"))
        finally:
            await connection.close()


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """The service on 1 September 2014."""
    clock = MovingClock(AUTUMN)
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), bus=SilentBus(), clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        yield Desk(client, issuer, clock, app.state.running, database_url)
