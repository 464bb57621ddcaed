"""A fact that cannot be projected parks its child only; that child's later facts wait in order; others flow."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import asyncpg
import pytest

from iro_events.bus import CloudEvent
from iro_events.consumer import Consumer, Replayed
from iro_events.database import Database
from iro_events.facts.reviews import ReviewHeld
from iro_events.parked import WAITS, TooManyParked, parked
from iro_events.testing.board import Board
from iro_events.testing.told import SOURCE, batch, told

pytestmark = pytest.mark.database

ADA, BEN, CAL, DEE = (UUID(int=n) for n in range(1, 5))
MakeConsumer = Callable[..., Consumer]


def held(child: UUID, sequence: int, *, review: int | None = None, source: str = SOURCE) -> CloudEvent:
    event = ReviewHeld(review=UUID(int=review or sequence), held_on=date(2026, 1, 5))
    return told(event, child, sequence, source=source)


def reviews(*sequences: int) -> list[UUID]:
    return [UUID(int=sequence) for sequence in sequences]


async def waiting(database: Database) -> list[tuple[UUID, int]]:
    return [(fact.subject, fact.sequence) for fact in await parked(database, "board")]


async def test_the_culprit_and_its_childs_later_facts_wait_and_all_others_flow(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=4)}
    facts = [held(child, n) for n, child in enumerate((ADA, BEN, CAL, ADA, DEE, BEN, ADA, CAL), start=1)]
    reader = consumer()
    await reader.take(batch(facts))

    assert await waiting(database) == [(ADA, 4), (ADA, 7)]
    assert await board.reviews(ADA) == reviews(1)
    assert await board.reviews(BEN) == reviews(2, 6)
    assert await board.reviews(CAL) == reviews(3, 8)
    assert await board.reviews(DEE) == reviews(5)
    assert (reader.tally.projected, reader.tally.parked) == (6, 2)


async def test_a_table_that_is_missing_is_no_childs_fault_and_parks_nobody(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    async with database.connection() as connection:
        await connection.execute("ALTER TABLE board RENAME TO mislaid")
    with pytest.raises(asyncpg.UndefinedTableError):
        await consumer().take(batch([held(ADA, 1)]))
    assert await waiting(database) == []

    async with database.connection() as connection:
        await connection.execute("ALTER TABLE mislaid RENAME TO board")
    await consumer().take(batch([held(ADA, 1)]))
    assert await board.reviews() == reviews(1)


async def test_a_parked_childs_facts_of_later_batches_wait_behind_it(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    await consumer().take(batch([held(ADA, 1)]))
    board.refused = set()
    await consumer().take(batch([held(ADA, 2), held(BEN, 3)]))

    assert await waiting(database) == [(ADA, 1), (ADA, 2)]
    assert await board.reviews() == reviews(3)
    first, later = await parked(database, "board")
    assert first.reason == "RefusedHere: not this one"
    assert later.reason == WAITS


async def test_what_the_database_refuses_parks_its_child_and_the_transaction_goes_on(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    await consumer().take(batch([held(ADA, 1), held(BEN, 2, review=1), held(CAL, 3)]))

    assert await waiting(database) == [(BEN, 2)]
    assert await board.reviews() == reviews(1, 3)


async def test_a_fact_that_cannot_be_understood_parks_its_child(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    broken = {**held(ADA, 2), "data": {"review": "ADA-PRIVATE", "held_on": "2026-01-05"}}
    await consumer().take(batch([held(ADA, 1), broken, held(ADA, 3), held(BEN, 4)]))

    assert await waiting(database) == [(ADA, 2), (ADA, 3)]
    assert await board.reviews() == reviews(1, 4)
    [fact, _] = await parked(database, "board")
    assert "review" in fact.reason
    assert "ADA-PRIVATE" not in fact.reason


async def test_the_earlier_of_two_troubles_of_one_child_is_where_it_stops(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=2)}
    broken = {**held(ADA, 3), "data": {}}
    await consumer().take(batch([held(ADA, 1), held(ADA, 2), broken]))

    assert await waiting(database) == [(ADA, 2), (ADA, 3)]
    assert await board.reviews() == reviews(1)


async def test_a_parked_fact_brought_again_is_not_parked_again(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    brought = batch([held(ADA, 1)])
    await consumer().take(brought)
    await consumer().take(brought)

    assert await waiting(database) == [(ADA, 1)]


async def test_another_sources_facts_of_the_child_do_not_wait(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    await consumer().take(batch([held(ADA, 1), held(ADA, 2, source="/E10000011/escalation-service")]))

    assert await waiting(database) == [(ADA, 1)]
    assert await board.reviews(ADA) == reviews(2)


async def test_another_topics_facts_of_the_child_do_not_wait(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    await consumer().take(batch([held(ADA, 1)]))
    await consumer().take(batch([held(ADA, 2)], topic="iro.escalations"))

    assert await waiting(database) == [(ADA, 1)]
    assert await board.reviews(ADA) == reviews(2)


async def test_replay_projects_what_waited_in_order_and_the_child_flows_again(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    reader = consumer()
    await reader.take(batch([held(ADA, 1), held(ADA, 2), held(BEN, 3), held(ADA, 4)]))
    board.refused = set()

    assert await reader.replay(ADA) == Replayed(projected=3, still_parked=0)
    await reader.take(batch([held(ADA, 5)]))
    assert await waiting(database) == []
    assert await board.reviews(ADA) == reviews(1, 2, 4, 5)


async def test_replay_goes_as_far_as_it_can_and_names_what_stops_it_now(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1)}
    reader = consumer()
    await reader.take(batch([held(ADA, 1), held(ADA, 2), held(ADA, 3)]))
    board.refused = {UUID(int=2)}

    assert await reader.replay(ADA) == Replayed(projected=1, still_parked=2)
    assert await waiting(database) == [(ADA, 2), (ADA, 3)]
    assert await board.reviews(ADA) == reviews(1)
    now, behind = await parked(database, "board")
    assert (now.reason, behind.reason) == ("RefusedHere: not this one", WAITS)


async def test_replay_of_one_child_leaves_the_others_parked(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = {UUID(int=1), UUID(int=2)}
    await consumer().take(batch([held(ADA, 1), held(BEN, 2)]))
    board.refused = set()
    await consumer().replay(BEN)

    assert await waiting(database) == [(ADA, 1)]


async def test_replay_of_a_child_who_does_not_wait_does_nothing(consumer: MakeConsumer) -> None:
    assert await consumer().replay(ADA) == Replayed(projected=0, still_parked=0)


async def test_more_parked_children_than_the_limit_stop_the_consumer_with_a_reason(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = set(reviews(1, 2, 3))
    reader = consumer(parked_limit=2)
    await reader.take(batch([held(ADA, 1), held(BEN, 2)]))
    with pytest.raises(TooManyParked, match=r"2 children.*sequence 3 was refused: RefusedHere"):
        await reader.take(batch([held(CAL, 3), held(DEE, 4)]))

    assert await waiting(database) == [(ADA, 1), (BEN, 2)]
    assert await board.reviews() == []


async def test_one_childs_many_waiting_facts_count_once_towards_the_limit(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    board.refused = set(reviews(1))
    await consumer(parked_limit=1).take(batch([held(ADA, n) for n in range(1, 9)]))

    assert len(await waiting(database)) == 8
