from collections.abc import Sequence
from dataclasses import replace

import pytest

from iro_events.catalogue import Catalogue, NotInCatalogue
from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.spec import NEW_YEAR
from iro_events.store import EventStore
from iro_events.testing.ledger import LEDGER, LEDGER_EVENTS, Enter, Entered, Noted
from iro_events.testing.store_case import ADA, StoreCase, asking

COUNT = "SELECT count(*) FROM projected"


class TestPostgresStore(StoreCase):
    """The store as a service has it that projects nothing in its own database."""


class TestProjectingStore(StoreCase):
    """The store as a service has it that folds its own tables in the transaction of the append."""

    @pytest.fixture
    async def store(self, database: Database) -> EventStore:
        async with database.connection() as connection:
            await connection.execute(
                "CREATE TABLE projected (id uuid PRIMARY KEY, entries integer CHECK (entries < 5))"
            )
        return EventStore(
            database,
            source="/E10000011/ledger",
            authority="E10000011",
            catalogue=LEDGER_EVENTS,
            projections=[project],
        )

    async def test_the_projection_is_folded_with_the_append(self, store: EventStore) -> None:
        await self.enter(store, command=Enter(told=2))

        async with store.database.connection() as connection:
            assert await connection.fetchval(COUNT) == 2

    async def test_what_the_projection_refuses_is_not_appended(self, store: EventStore) -> None:
        with pytest.raises(Exception, match="check constraint"):
            await self.enter(store, command=Enter(told=5))

        assert await self.versions(store) == []

    async def test_a_projection_sees_nothing_where_nothing_was_told(self, store: EventStore) -> None:
        written = await self.enter(store, command=Enter(up_to=0), idempotency=asking("nothing"))

        assert written.position is None
        async with store.database.connection() as connection:
            assert await connection.fetchval(COUNT) == 0


async def project(connection: Connection, told: Sequence[Recorded]) -> None:
    await connection.executemany("INSERT INTO projected VALUES ($1, $2)", [(one.id, len(told)) for one in told])


async def test_ids_are_of_version_7_and_rise_with_the_moment_recorded(store: EventStore) -> None:
    written = await store.execute(LEDGER, "ledger-1", Enter(told=3), NEW_YEAR, subject=ADA)

    milliseconds = int(NEW_YEAR.recorded_at.timestamp() * 1000)
    assert {told.id.version for told in written.events} == {7}
    assert {told.id.int >> 80 for told in written.events} == {milliseconds}
    assert len({told.id for told in written.events}) == 3


async def test_an_event_that_is_missing_from_the_union_is_refused_at_append_and_nothing_is_stored(
    database: Database,
) -> None:
    forgetful = replace(LEDGER, events=Noted)
    store = EventStore(
        database,
        source="/E10000011/ledger",
        authority="E10000011",
        catalogue=Catalogue(forgetful.event_types),
    )

    with pytest.raises(NotInCatalogue, match=f"{Entered.__name__} is in no union of this service's deciders"):
        await store.execute(forgetful, "ledger-1", Enter(private=1, told=1), NEW_YEAR, subject=ADA)

    assert await store.read_stream("ledger-1") == []
