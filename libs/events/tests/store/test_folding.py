"""Folding: a batch leaves the rows that telling its facts one by one would, and touches no others."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, Date, DateTime, MetaData, Table, Uuid

from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts.reviews import ReviewAdjourned, ReviewBooked, ReviewEntryWithdrawn, ReviewHeld
from iro_events.folding import Folded, Row, fold_into
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, FIRST, SECOND = UUID(int=1), UUID(int=11), UUID(int=12)
NOON = datetime(2014, 9, 1, 12, tzinfo=UTC)
MAY, JUNE, JULY = date(2014, 5, 1), date(2014, 6, 1), date(2014, 7, 1)
PLANNED = Table(
    "planned",
    MetaData(),
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid),
    Column("planned_for", Date),
    Column("held_on", Date),
    Column("told_at", DateTime(timezone=True)),
)
MAKE = """
CREATE TABLE planned (review uuid PRIMARY KEY, child uuid, planned_for date, held_on date, told_at timestamptz)
"""


def planned_row(row: Row | None, told: Recorded) -> Row | None:
    event = told.event
    match event:
        case ReviewBooked():
            when = {"planned_for": event.planned_for, "held_on": None, "told_at": told.recorded_at}
            return {"review": event.review, "child": told.subject, **when}
        case ReviewHeld() if row:
            return {**row, "held_on": event.held_on}
        case _:
            return None


REVIEWS = Folded(PLANNED, "review", planned_row, (ReviewBooked, ReviewHeld, ReviewEntryWithdrawn))


def recorded(event: Event) -> Recorded:
    return Recorded(
        id=uuid4(),
        source="/E10000011/review-service",
        stream="review",
        version=1,
        subject=CHILD,
        event=event,
        recorded_at=NOON,
        effective_on=event.effective_on,
        actor=SPEC_ACTOR,
        correlation_id=SPEC_CORRELATION,
        causation_id=None,
        authority="E10000011",
        sequence=1,
    )


async def fold(connection: Connection, *events: Event) -> None:
    await fold_into(connection, REVIEWS, [recorded(event) for event in events])


async def rows(connection: Connection) -> dict[UUID, tuple[object, ...]]:
    kept = await connection.fetch("SELECT review, child, planned_for, held_on, told_at FROM planned")
    return {row["review"]: tuple(row)[1:] for row in kept}


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[Connection]:
    async with database.connection() as one:
        await one.execute(MAKE)
        yield one


async def test_a_row_follows_from_all_that_a_batch_tells_of_it(connection: Connection) -> None:
    await fold(
        connection,
        ReviewBooked(review=FIRST, planned_for=MAY),
        ReviewBooked(review=SECOND, planned_for=JUNE),
        ReviewHeld(review=FIRST, held_on=JUNE),
    )

    assert await rows(connection) == {FIRST: (CHILD, MAY, JUNE, NOON), SECOND: (CHILD, JUNE, None, NOON)}


async def test_a_later_batch_goes_on_from_the_rows_there_are(connection: Connection) -> None:
    await fold(connection, ReviewBooked(review=FIRST, planned_for=MAY), ReviewBooked(review=SECOND, planned_for=JUNE))
    await fold(connection, ReviewHeld(review=FIRST, held_on=JULY))

    assert await rows(connection) == {FIRST: (CHILD, MAY, JULY, NOON), SECOND: (CHILD, JUNE, None, NOON)}


async def test_a_row_that_is_no_longer_is_removed_and_no_other(connection: Connection) -> None:
    await fold(connection, ReviewBooked(review=FIRST, planned_for=MAY), ReviewBooked(review=SECOND, planned_for=JUNE))
    await fold(connection, ReviewEntryWithdrawn(review=FIRST))

    assert set(await rows(connection)) == {SECOND}


async def test_what_comes_and_goes_in_one_batch_leaves_nothing(connection: Connection) -> None:
    await fold(connection, ReviewBooked(review=FIRST, planned_for=MAY), ReviewEntryWithdrawn(review=FIRST))

    assert await rows(connection) == {}


async def test_what_leaves_a_row_as_it_was_writes_nothing(connection: Connection) -> None:
    await fold(connection, ReviewBooked(review=FIRST, planned_for=MAY), ReviewHeld(review=FIRST, held_on=MAY))
    written = await connection.fetchval("SELECT xmin::text FROM planned")
    await fold(connection, ReviewHeld(review=FIRST, held_on=MAY))

    assert await connection.fetchval("SELECT xmin::text FROM planned") == written


async def test_events_of_other_kinds_are_not_for_the_table(connection: Connection) -> None:
    await fold(connection, ReviewBooked(review=FIRST, planned_for=MAY))
    await fold(connection, ReviewAdjourned(review=FIRST, on=MAY, resume_on=None, resume_by=JULY))

    assert set(await rows(connection)) == {FIRST}
