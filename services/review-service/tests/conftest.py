"""The service as its clients meet it: over ASGI, on a real database, with tokens really signed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from iro_chassis.testing.desk import Desk as AnyDesk
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from review_service.app import create_app

SUMMER = datetime(2014, 9, 1, 9, tzinfo=UTC)


class Desk(AnyDesk):
    """Somebody at work with review-service."""

    async def child(self) -> str:
        """A child that is known."""
        return str((await self.told("/children", name="Robin Made-Up", date_of_birth="2004-02-29"))["id"])

    async def care(self, on: str = "2014-04-01", legal_status: str = "C2", **other: str) -> tuple[str, str]:
        """A child and its period of care."""
        child = await self.child()
        begun = await self.told(f"/children/{child}/care", on=on, legal_status=legal_status, **other)
        return child, begun["id"]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """The service on 1 September 2014."""
    clock = MovingClock(SUMMER)
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        yield Desk(client, issuer, clock, app.state.running)
