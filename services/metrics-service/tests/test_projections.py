from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iro_events.database import Database
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.facts import care, reviews
from iro_events.facts.codes import CareChange, LateReason
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION
from metrics_service.area import Area
from metrics_service.areas import AREAS, REVIEWS
from metrics_service.domain.history import PeriodUnknown
from metrics_service.projections import FIRST_ANALYSED, Projection
from metrics_service.tables import Shelf, tables_of

pytestmark = [pytest.mark.anyio, pytest.mark.database]

START = datetime(2014, 6, 1, 9, tzinfo=UTC)
CHILD, OTHER, CARE, FIRST, SECOND = (UUID(int=n) for n in range(1, 6))
CASES = tuple(table.name for table, _ in tables_of(REVIEWS).cases)
CONTENT = "known_from, known_to, from_seq"


def recorded(event: Event, seq: int, *, at: datetime = START, child: UUID = CHILD) -> Recorded:
    return Recorded(
        id=UUID(int=1000 + seq),
        source="/E10000011/review-service",
        stream=f"care-{child}",
        version=seq,
        subject=child,
        event=event,
        recorded_at=at,
        effective_on=event.effective_on,
        actor=SPEC_ACTOR,
        correlation_id=SPEC_CORRELATION,
        causation_id=None,
        authority="E10000011",
        sequence=seq,
    )


async def project(database: Database, *batches: Sequence[Recorded]) -> None:
    projection = Projection()
    for batch in batches:
        async with database.transaction() as connection:
            await projection(connection, batch)


async def rows(database: Database, table: str = "review_case") -> list[dict[str, Any]]:
    async with database.connection() as connection:
        found = await connection.fetch(f"SELECT * FROM reviews.{table} ORDER BY child, known_from, row")  # noqa: S608
    return [dict(row) for row in found]


STARTED = care.ChildBecameLookedAfter(care=CARE, on=date(2014, 4, 1))
HELD = reviews.ReviewHeld(review=FIRST, held_on=date(2014, 5, 1))
CORRECTED = care.LookedAfterDateCorrected(care=CARE, on=date(2014, 3, 20), was=date(2014, 4, 1))
CORRECTED_BACK = care.LookedAfterDateCorrected(care=CARE, on=date(2014, 4, 1), was=date(2014, 3, 20))


async def test_a_correction_ends_what_was_known_and_begins_a_new_version(database: Database) -> None:
    later = START + timedelta(days=1)
    await project(database, [recorded(STARTED, 1), recorded(HELD, 2)], [recorded(CORRECTED, 7, at=later)])
    before, after = await rows(database)

    assert (before["known_from"], before["known_to"], before["in_time_statute"]) == (START, later, True)
    assert (after["known_from"], after["from_seq"], after["in_time_statute"]) == (later, 7, False)
    async with database.connection() as connection:
        open_rows = await connection.fetchval("SELECT count(*) FROM reviews.review_case WHERE known_to = 'infinity'")
    assert open_rows == 1


async def test_facts_of_one_instant_make_one_version_and_of_several_a_version_each(database: Database) -> None:
    later = START + timedelta(days=1)
    await project(
        database,
        [recorded(STARTED, 1), recorded(HELD, 2), recorded(CORRECTED, 3, at=later)],
    )

    assert [(row["known_from"], row["from_seq"]) for row in await rows(database)] == [(START, 2), (later, 3)]


async def test_an_instant_cut_in_two_by_a_batch_leaves_no_trace_of_the_cut(database: Database) -> None:
    later = START + timedelta(days=1)
    await project(
        database,
        [recorded(STARTED, 1), recorded(HELD, 2)],
        [recorded(CORRECTED, 3, at=later)],
        [recorded(reviews.ReviewEntryWithdrawn(review=FIRST), 4, at=later)],
        [recorded(HELD, 5, at=later)],
    )

    assert [(row["known_from"], row["from_seq"]) for row in await rows(database)] == [(START, 2), (later, 5)]


async def test_the_planner_knows_the_tables_after_many_facts_at_once(database: Database) -> None:
    children = [UUID(int=10_000 + number) for number in range(FIRST_ANALYSED)]
    started = [
        recorded(care.ChildBecameLookedAfter(care=UUID(int=number), on=date(2014, 4, 1)), number, child=child)
        for number, child in enumerate(children, start=1)
    ]
    known = "SELECT count(*) FROM pg_stats WHERE schemaname = 'reviews' AND tablename = 'care_case'"
    async with database.transaction() as connection:
        # In the same transaction, since what is not yet committed can have been analysed by nobody else.
        projection = Projection()
        await projection(connection, started[:-1])
        before = await connection.fetchval(known)
        await projection(connection, started[-1:])

        assert (before, await connection.fetchval(known) > 0) == (0, True)


async def test_only_what_changed_gets_a_new_version(database: Database) -> None:
    second = reviews.ReviewHeld(review=SECOND, held_on=date(2014, 7, 1))
    await project(
        database,
        [recorded(STARTED, 1), recorded(HELD, 2)],
        [recorded(second, 3, at=START + timedelta(days=30))],
        [recorded(reviews.ReviewBooked(review=UUID(int=9), planned_for=date(2015, 1, 1)), 4, at=START)],
    )

    assert [row["review"] for row in await rows(database)] == [FIRST, SECOND]
    assert len(await rows(database, "care_case")) == 1
    assert [row["ordinal"] for row in await rows(database, "owed_case")] == [2, 3]


async def test_what_is_told_with_an_earlier_time_is_known_from_when_it_was_told(database: Database) -> None:
    later = START + timedelta(days=1)
    await project(database, [recorded(STARTED, 1), recorded(HELD, 2, at=later)], [recorded(CORRECTED, 3)])

    assert [(row["known_from"], row["from_seq"]) for row in await rows(database)] == [(later, 3)]


async def test_a_fact_that_cannot_be_folded_is_told_and_writes_nothing(database: Database) -> None:
    with pytest.raises(PeriodUnknown):
        await project(database, [recorded(STARTED, 1, child=OTHER), recorded(CORRECTED, 2)])

    assert await rows(database, "care_case") == []


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
async def test_the_tables_are_as_the_cases_say(database: Database, area: Area) -> None:
    for table, case in tables_of(area).cases:
        async with database.connection() as connection:
            columns = await connection.fetch(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2",
                Shelf.LIVE.schema(area),
                table.name,
            )
        names = set(case._fields) | {"row", "known_from", "known_to", "from_seq"}
        assert {column["column_name"] for column in columns} == names == set(table.c.keys())


def facts() -> st.SearchStrategy[list[Event]]:
    days = st.dates(date(2014, 4, 1), date(2015, 6, 1))
    review = st.integers(10, 14).map(lambda n: UUID(int=n))
    told = st.one_of(
        st.builds(lambda on: care.LookedAfterDateCorrected(care=CARE, on=on, was=on), days),
        st.builds(lambda on: care.ChildCeasedLookedAfter(care=CARE, on=on), days),
        st.builds(lambda on: care.CareEndWithdrawn(care=CARE, was=on), days),
        st.builds(lambda on: care.ChildPlacedForAdoption(care=CARE, on=on), days),
        st.builds(lambda on: care.CareChangeWithdrawn(care=CARE, on=on, change=CareChange.PLACED), days),
        st.builds(lambda on: care.IroAppointed(care=CARE, iro=OTHER, on=on), days),
        st.builds(lambda of, on: reviews.ReviewHeld(review=of, held_on=on), review, days),
        st.builds(lambda of: reviews.ReviewEntryWithdrawn(review=of), review),
        st.builds(lambda of, on: reviews.ReviewCompleted(review=of, on=on, first_part=on, finish_by=on), review, days),
        st.builds(lambda of: reviews.LateReasonGiven(review=of, reason=LateReason.OTHER), review),
        st.builds(lambda of, on: reviews.RecordDistributed(review=of, on=on, due_by=on), review, days),
    )
    return st.lists(told, min_size=1, max_size=14)


@dataclass(frozen=True)
class Telling:
    """Facts of two children in the order in which they are told, and where they are cut into batches."""

    batch: list[Recorded]
    cuts: list[int]

    @property
    def pieces(self) -> list[list[Recorded]]:
        ends = [*self.cuts, len(self.batch)]
        return [self.batch[first:last] for first, last in zip([0, *ends], ends, strict=False) if first < last]


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """Drawn before the test begins: what a strategy raises where it gives up must not end the test's own event loop."""
    told = draw(facts())
    moments = sorted(draw(st.lists(st.integers(0, 3), min_size=len(told), max_size=len(told))))
    children = draw(st.lists(st.sampled_from([CHILD, OTHER]), min_size=len(told), max_size=len(told)))
    batch = [recorded(STARTED, 1), recorded(own(STARTED, OTHER), 2, child=OTHER)] + [
        recorded(own(event, child), number, at=START + timedelta(hours=hour), child=child)
        for number, (event, hour, child) in enumerate(zip(told, moments, children, strict=True), start=3)
    ]
    return Telling(batch, sorted(draw(st.lists(st.integers(1, len(batch)), max_size=6))))


@given(telling=tellings())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_cut_into_any_batches_the_facts_make_equal_rows(database: Database, telling: Telling) -> None:
    await emptied(database)
    await project(database, telling.batch)
    whole = await everything(database)
    await emptied(database)
    await project(database, *telling.pieces)

    assert await everything(database) == whole


def own(event: Event, child: UUID) -> Event:
    """The fact as told of that child: no two share a period of care or a review."""
    ids = {name: UUID(int=(child.int << 64) + value.int) for name, value in event if name in {"care", "review"}}
    return event.model_copy(update=ids) if child == OTHER else event


async def emptied(database: Database) -> None:
    async with database.connection() as connection:
        for table in ("child_history", "told", *CASES):
            await connection.execute(f"TRUNCATE reviews.{table}")


async def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every version of every case, but for the numbers that only name the rows."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table in CASES:
        kept = [{name: value for name, value in row.items() if name != "row"} for row in await rows(database, table)]
        found[table] = sorted(tuple(map(str, row.values())) for row in kept)
    return found
