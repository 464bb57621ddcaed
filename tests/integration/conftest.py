"""What the tests of the whole system share: one data folder for the stories, a clock to set, a front end's desk."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.compose import Broker, composed
from iro_embedded.testing.desk import Desk
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.settling import make
from iro_events.topics import TOPICS

from .councils import Council


@pytest.fixture(scope="session")
def begun() -> dict[str, Any]:
    """What stories began in this process: where files are handed out one by one, a carrier comes and goes and comes."""
    return {}


@pytest.fixture(scope="session", params=["feeds", pytest.param("broker", marks=pytest.mark.broker)])
def carrier(request: pytest.FixtureRequest, begun: dict[str, Any]) -> Broker | None:
    """Every story is told twice: over the services' own feeds, and over a real Apache Kafka."""
    if request.param == "feeds":
        return None
    if "broker" not in begun:
        there = begun["broker"] = Broker(request.getfixturevalue("kafka").address, "stories.")
        asyncio.run(make(Cluster(there.servers, there.prefix), TOPICS, copies=1))
    return cast("Broker", begun["broker"])


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, carrier: Broker | None, begun: dict[str, Any]) -> Path:
    """All stories over one carrier share it, since PostgreSQL's files take a second: each has a year of its own."""
    over = f"data over {carrier and carrier.prefix}"
    if over not in begun:
        begun[over] = tmp_path_factory.mktemp("stories") / "data"
    return cast("Path", begun[over])


@pytest.fixture
def clock() -> MovingClock:
    """Each story sets it before it tells anything; only ever onwards, since a token of days to come is refused."""
    return MovingClock(datetime(2012, 1, 2, 10, tzinfo=UTC))


@pytest.fixture
async def desk(data: Path, clock: MovingClock, carrier: Broker | None) -> AsyncIterator[Desk]:
    """An IRO's, over the very composition that `make run` serves."""
    async with composed(data, clock=clock, broker=carrier) as system, system.client(Role.IRO) as client:
        yield Desk(system, client)


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """A return brought in once, for those who ask of it and for those who compare with it."""
    return Council(tmp_path_factory.mktemp("council"))
