"""A metrics database with its tables, empty; and the service over it, told facts as its bus would bring them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import httpx
import pytest

from iro_chassis.running import Running
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.database import Database
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.migrate import migrate
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION
from iro_events.testing.postgres import PostgresServer, fresh_database
from iro_events.testing.silent_bus import SilentBus
from metrics_service.app import create_app
from metrics_service.area import Area
from metrics_service.areas import AREAS
from metrics_service.projections import Projection

AUTUMN = datetime(2015, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await migrate(database_url, "iro_events")
    await migrate(database_url, "metrics_service")
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@dataclass
class Analyst:
    """Somebody who asks the service, and the facts that it has been told."""

    client: httpx.AsyncClient
    issuer: Issuer
    clock: MovingClock
    running: Running
    told_so_far: int = field(default=0)

    @property
    def database(self) -> Database:
        """The service's."""
        return self.running.database

    async def tell(self, *facts: Event, child: UUID, at: datetime = AUTUMN) -> list[UUID]:
        """Projects the facts of that child, recorded at that moment, each into its area; gives their event ids."""
        recorded = [self._recorded(fact, child, at) for fact in facts]
        async with self.database.transaction() as connection:
            for area, its_own in groupby(recorded, key=lambda each: _area_of(each.event)):
                await Projection(area)(connection, list(its_own))
        return [each.id for each in recorded]

    async def get(self, path: str, *, role: str = "analyst", **asked: Any) -> httpx.Response:
        return await self.client.get(path, params=asked, headers=self.issuer.bearer(role))

    async def figure(self, figure: str, period: str = "2014-15", **asked: Any) -> dict[str, Any]:
        """The answer, which must be one."""
        answer = await self.get(f"/figures/{figure}", period=period, **asked)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def parts(self, figure: str, period: str = "2014-15", **asked: Any) -> dict[str, Any]:
        """The values of the figure's parts by id."""
        return {part["id"]: part["value"] for part in (await self.figure(figure, period, **asked))["parts"]}

    async def cases(self, figure: str, period: str = "2014-15", **asked: Any) -> list[dict[str, Any]]:
        """Every case, page after page."""
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = await self.get(f"/figures/{figure}/cases", period=period, **asked, **cursor)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}

    def _recorded(self, fact: Event, child: UUID, at: datetime) -> Recorded:
        self.told_so_far += 1
        return Recorded(
            id=UUID(int=(1 << 80) + self.told_so_far),
            source=f"/E10000011/{_area_of(fact).teller}",
            stream=f"care-{child}",
            version=self.told_so_far,
            subject=child,
            event=fact,
            recorded_at=at,
            effective_on=fact.effective_on,
            actor=SPEC_ACTOR,
            correlation_id=SPEC_CORRELATION,
            causation_id=None,
            authority="E10000011",
            sequence=self.told_so_far,
        )


def _area_of(fact: Event) -> Area:
    [area] = (area for area in AREAS if fact.type in area.catalogue)
    return area


@asynccontextmanager
async def asking(database_url: str) -> AsyncIterator[Analyst]:
    """The service on 1 September 2015, no fact told yet."""
    clock = MovingClock(AUTUMN)
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), bus=SilentBus(), clock=clock, verifier=issuer.verifier())
    async with served(app) as client:
        yield Analyst(client, issuer, clock, app.state.running)


@pytest.fixture
async def analyst(database_url: str) -> AsyncIterator[Analyst]:
    """The service of one test, no fact told yet."""
    async with asking(database_url) as alone:
        yield alone


@pytest.fixture(scope="module")
def lasting_database_url(postgres: PostgresServer) -> str:
    """As `database_url`, of a whole module."""
    return fresh_database(postgres)


@pytest.fixture(scope="module")
async def whole_year(lasting_database_url: str) -> AsyncIterator[Analyst]:
    """The service of a whole module, for what takes long to be told and is then only asked about."""
    async with asking(lasting_database_url) as shared:
        yield shared
