"""The service of visits, running on an empty database, and the people who use it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from iro_chassis.roles import Role
from iro_chassis.settings import Settings
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_chassis.testing.visits import visits_service


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def issuer(clock: MovingClock) -> Issuer:
    return Issuer(clock)


@pytest.fixture
def settings(database_url: str) -> Settings:
    return settings_of(database_url)


@pytest.fixture
async def visits(settings: Settings, clock: MovingClock, issuer: Issuer) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the running service, signed in as an IRO."""
    app = visits_service(settings, clock=clock, verifier=issuer.verifier())
    async with served(app, issuer.bearer(Role.IRO)) as client:
        yield client
