"""The service as its clients meet it: over ASGI, on a real database, with tokens really signed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx
import pytest

from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from review_service.app import create_app

SUMMER = datetime(2014, 9, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody at work with the service. Each command asserts that it was taken."""

    client: httpx.AsyncClient
    issuer: Issuer
    clock: MovingClock
    url: str

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

    async def child(self) -> str:
        """A child that is known."""
        return str((await self.told("/children", name="Robin Made-Up", date_of_birth="2004-02-29"))["id"])

    async def care(self, on: str = "2014-04-01", legal_status: str = "C2", **other: str) -> tuple[str, str]:
        """A child and its period of care."""
        child = await self.child()
        begun = await self.told(f"/children/{child}/care", on=on, legal_status=legal_status, **other)
        return child, begun["id"]

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
    clock = MovingClock(SUMMER)
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        yield Desk(client, issuer, clock, database_url)
