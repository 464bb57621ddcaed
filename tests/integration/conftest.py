"""What the tests of the whole system share: one data folder for the stories, a clock to set, a front end's desk."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iro_chassis.roles import Role
from iro_chassis.testing.issuer import MovingClock
from iro_embedded.compose import composed
from iro_embedded.testing.desk import Desk

from .councils import Council


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All stories share it, since making PostgreSQL's files takes a second: each has a year of its own."""
    return tmp_path_factory.mktemp("stories") / "data"


@pytest.fixture
def clock() -> MovingClock:
    """Each story sets it before it tells anything; only ever onwards, since a token of days to come is refused."""
    return MovingClock(datetime(2012, 1, 2, 10, tzinfo=UTC))


@pytest.fixture
async def desk(data: Path, clock: MovingClock) -> AsyncIterator[Desk]:
    """An IRO's, over the very composition that `make run` serves."""
    async with composed(data, clock=clock) as system, system.client(Role.IRO) as client:
        yield Desk(system, client)


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """A return brought in once, for those who ask of it and for those who compare with it."""
    return Council(tmp_path_factory.mktemp("council"))
