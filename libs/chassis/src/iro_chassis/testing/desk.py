"""Somebody at work with one service: commands that must be taken, questions that must be answered."""

# ruff: noqa: S101 - a refused request fails the test that sent it

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from iro_chassis.running import Running
from iro_chassis.testing.issuer import Issuer, MovingClock
from iro_events.consumer import Consumer
from iro_events.event import Event
from iro_events.testing.told import batch, told


@dataclass
class Desk:
    """A client of the service, with tokens of whatever role is asked for, and a clock that a test sets."""

    client: httpx.AsyncClient
    issuer: Issuer
    clock: MovingClock
    running: Running

    async def told(self, path: str, *, role: str = "iro", **body: Any) -> dict[str, Any]:
        """The receipt of a command that must be taken."""
        answer = await self.post(path, body, role=role)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        receipt: dict[str, Any] = answer.json()
        return receipt

    async def post(
        self, path: str, body: Any, *, role: str = "iro", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """The answer to a command, whatever it is."""
        return await self.client.post(path, json=body, headers={**self.issuer.bearer(role), **(headers or {})})

    async def get(self, path: str, *, role: str = "iro", **asked: Any) -> httpx.Response:
        """The answer to a question, whatever it is."""
        return await self.client.get(path, params=asked, headers=self.issuer.bearer(role))

    async def asked(self, path: str, *, role: str = "iro", **asked: Any) -> Any:
        """What a question that must be answered is answered."""
        answer = await self.get(path, role=role, **asked)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    async def written(self) -> int:
        """How many events there are."""
        async with self.running.database.connection() as connection:
            return int(await connection.fetchval("SELECT count(*) FROM events"))


@dataclass
class FollowingDesk(Desk):
    """The desk of a service that follows review-service, and what it is told: taken by the service's own consumer."""

    consumer: Consumer
    told_so_far: int = field(default=0)

    async def hear(self, child: UUID, *facts: Event) -> None:
        """What review-service tells of the child."""
        brought = [told(fact, child, self.told_so_far + number) for number, fact in enumerate(facts, start=1)]
        self.told_so_far += len(facts)
        await self.consumer.take(batch(brought))
        assert self.consumer.tally.parked == 0
