"""Each fact is projected once, whatever the bus repeats and whenever the process dies."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

import asyncpg
import pytest

from iro_events import inbox
from iro_events.arrivals import MalformedEnvelope
from iro_events.bus import Batch, CloudEvent
from iro_events.catalogue import Catalogue, UnknownEventVersion
from iro_events.consumer import TOGETHER, Consumer
from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.facts.reviews import ReviewCancelled, ReviewHeld
from iro_events.feed_bus import FeedBus
from iro_events.inbox import Place, Stand
from iro_events.testing.board import Board
from iro_events.testing.told import SOURCE, TOPIC, batch, told
from iro_events.topics import FACT_PARTITIONS

pytestmark = pytest.mark.database

ADA, BEN = UUID(int=1), UUID(int=2)
MakeConsumer = Callable[..., Consumer]


def held(child: UUID, sequence: int, *, source: str = SOURCE) -> CloudEvent:
    return told(ReviewHeld(review=UUID(int=sequence), held_on=date(2026, 1, 5)), child, sequence, source=source)


def reviews(*sequences: int) -> list[UUID]:
    return [UUID(int=sequence) for sequence in sequences]


async def offset(database: Database) -> int | None:
    async with database.connection() as connection:
        return (await inbox.offsets(connection, "board")).get((TOPIC, 0))


async def test_a_batch_of_several_children_is_projected_in_one_call(consumer: MakeConsumer, board: Board) -> None:
    await consumer().take(batch([held(ADA, 1), held(BEN, 2), held(ADA, 3)]))

    assert board.calls == [3]
    assert await board.reviews() == reviews(1, 2, 3)


async def test_what_several_partitions_brought_is_dealt_with_in_one_go(
    consumer: MakeConsumer, board: Board, database: Database
) -> None:
    reader = consumer()
    await reader.take(
        Batch(TOPIC, 1, (held(ADA, 1), held(ADA, 4)), next_offset=12, head=20, more=True),
        Batch(TOPIC, 2, (), next_offset=7, head=7, known_up_to=4, more=True),
        Batch(TOPIC, 3, (held(BEN, 2), held(BEN, 3)), next_offset=5, head=5),
    )

    assert board.calls == [4]
    assert (await board.reviews(ADA), await board.reviews(BEN)) == (reviews(1, 4), reviews(2, 3))
    async with database.connection() as connection:
        offsets = await inbox.offsets(connection, "board")
    assert offsets == reader.tally.offsets == {(TOPIC, 1): 12, (TOPIC, 2): 7, (TOPIC, 3): 5}
    assert reader.tally.behind == {(TOPIC, 1): 8, (TOPIC, 2): 0, (TOPIC, 3): 0}


class Together:
    """A bus that brings some batches at once, and says so; then it waits."""

    def __init__(self, *batches: Batch) -> None:
        self._batches = batches

    async def subscribe(self, topics: Sequence[str], offsets: Mapping[Place, int]) -> AsyncGenerator[Batch, None]:
        """What was given."""
        for brought in self._batches:
            yield brought
        await asyncio.Event().wait()

    async def head(self, topic: str) -> Mapping[int, int]:
        """Where the last one ends."""
        return {brought.partition: brought.next_offset for brought in self._batches}


MANY = TOGETHER // 2
"""Facts of a batch, two of which are enough for once."""


@pytest.mark.parametrize(("each", "calls"), [(2, [6]), (MANY, [2 * MANY, MANY])])
async def test_batches_that_come_at_once_are_dealt_with_together_up_to_a_measure(
    consumer: MakeConsumer, board: Board, each: int, calls: list[int]
) -> None:
    bus = Together(
        *(
            Batch(
                TOPIC,
                number,
                tuple(held(UUID(int=number), number * TOGETHER + place) for place in range(each)),
                next_offset=each,
                head=each,
                more=number < 3,
            )
            for number in (1, 2, 3)
        )
    )
    await consumer(bus).catch_up()

    assert board.calls == calls


async def test_a_batch_brought_twice_is_projected_once(consumer: MakeConsumer, board: Board) -> None:
    brought = batch([held(ADA, 1), held(BEN, 2)])
    reader = consumer()
    await reader.take(brought)
    await reader.take(brought)

    assert await board.reviews() == reviews(1, 2)
    assert (reader.tally.projected, reader.tally.repeated) == (2, 2)


async def test_a_fact_twice_in_one_batch_is_projected_once(consumer: MakeConsumer, board: Board) -> None:
    await consumer().take(batch([held(ADA, 1), held(ADA, 1)]))

    assert await board.reviews() == reviews(1)


async def test_a_batch_that_overlaps_what_was_taken_gives_only_what_is_new(
    consumer: MakeConsumer, board: Board
) -> None:
    await consumer().take(batch([held(ADA, 1), held(BEN, 2)]))
    await consumer().take(batch([held(BEN, 2), held(ADA, 3)]))

    assert await board.reviews() == reviews(1, 2, 3)


async def test_two_sources_count_their_sequences_apart(consumer: MakeConsumer, board: Board) -> None:
    other = "/E10000011/escalation-service"
    await consumer().take(batch([held(ADA, 9), held(ADA, 4, source=other)]))
    await consumer().take(batch([held(ADA, 5, source=other), held(ADA, 8)]))

    assert await board.reviews(ADA) == reviews(9, 4, 5)


async def test_a_process_killed_between_projection_and_commit_leaves_nothing_and_takes_it_again(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    class Killed(BaseException):
        """The process is gone: nothing after this runs."""

    async def project(connection: Connection, facts: Sequence[Recorded]) -> None:
        await board.project(connection, facts)
        raise Killed

    brought = batch([held(ADA, 1)])
    dying = Consumer("board", database, FeedBus({}), [TOPIC], Catalogue([ReviewHeld]), project)
    with pytest.raises(Killed):
        await dying.take(brought)
    assert (await board.reviews(), await offset(database)) == ([], None)

    await consumer().take(brought)
    assert (await board.reviews(), await offset(database)) == (reviews(1), 1)


async def test_projection_inbox_and_offset_are_one_transaction(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    """A reader outside sees all three or none, so none is written apart from the others."""
    async with database.connection() as connection:
        await connection.execute("ALTER TABLE consumer_offset ADD CONSTRAINT no_two CHECK (next_offset <> 2)")
    await consumer().take(batch([held(ADA, 1)]))
    with pytest.raises(asyncpg.CheckViolationError):
        await consumer().take(batch([held(ADA, 2)]))

    async with database.connection() as connection:
        assert await inbox.taken(connection, "board", TOPIC, [(SOURCE, ADA)]) == {(SOURCE, ADA): 1}
    assert (await board.reviews(), await offset(database)) == (reviews(1), 1)


async def test_two_processes_of_one_name_never_project_a_fact_twice(consumer: MakeConsumer, board: Board) -> None:
    batches = [batch([held(child, n * 10 + i) for i, child in enumerate((ADA, BEN))]) for n in range(1, 30)]

    async def follow(reader: Consumer) -> int:
        for brought in batches:
            await reader.take(brought)
        return reader.tally.projected

    projected = await asyncio.gather(follow(consumer()), follow(consumer()), follow(consumer()))

    assert sum(projected) == 58
    assert await board.reviews(ADA) == reviews(*(n * 10 for n in range(1, 30)))


async def test_a_batch_without_facts_moves_the_offset(consumer: MakeConsumer, database: Database, board: Board) -> None:
    reader = consumer()
    await reader.take(Batch(TOPIC, 0, (), next_offset=40, head=50))

    assert await offset(database) == 40
    assert board.calls == []
    assert reader.tally.behind == {(TOPIC, 0): 10}


async def test_the_offset_never_goes_back(consumer: MakeConsumer, database: Database) -> None:
    await consumer().take(batch([], next_offset=40))
    await consumer().take(batch([], next_offset=30))

    assert await offset(database) == 40


async def test_an_unknown_type_is_passed_over_and_counted(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    cancelled = told(ReviewCancelled(review=uuid4(), planned_for=date(2026, 1, 5)), ADA, 1)
    reader = consumer()
    await reader.take(batch([cancelled, held(ADA, 2)]))

    assert reader.tally.skipped == {"ReviewCancelled": 1}
    assert await board.reviews() == reviews(2)
    assert await offset(database) == 2


async def test_a_version_not_known_here_stops_the_consumer_and_writes_nothing(
    consumer: MakeConsumer, database: Database, board: Board
) -> None:
    newer = dict(held(BEN, 2))
    newer["dataschema"] = str(newer["dataschema"]).removesuffix("/1") + "/2"
    with pytest.raises(UnknownEventVersion):
        await consumer().take(batch([held(ADA, 1), newer]))

    assert (await board.reviews(), await offset(database)) == ([], None)


@pytest.mark.parametrize("attribute", ["type", "source", "subject", "sequence"])
async def test_what_does_not_say_whose_it_is_stops_the_consumer(
    consumer: MakeConsumer, database: Database, attribute: str
) -> None:
    nobodys = {name: value for name, value in held(ADA, 1).items() if name != attribute}
    with pytest.raises(MalformedEnvelope):
        await consumer().take(batch([nobodys], next_offset=1))

    assert await offset(database) is None


async def test_reached_waits_for_the_consumer_and_says_no_when_the_time_is_over(
    consumer: MakeConsumer, database: Database
) -> None:
    assert not await inbox.reached(database, "board", TOPIC, 2, within=0.02)
    waiting = asyncio.create_task(inbox.reached(database, "board", TOPIC, 2, within=10))
    await consumer().take(batch([held(ADA, 1)]))
    assert not waiting.done()
    await consumer().take(batch([held(ADA, 2)]))

    assert await waiting


async def test_a_brokers_topic_is_reached_when_every_partition_is_known_that_far(database: Database) -> None:
    """A partition that was not met yet may still hold what is waited for."""

    async def reached(seq: int) -> bool:
        return await inbox.reached(database, "board", TOPIC, seq, within=0)

    async with database.transaction() as connection:
        for partition in range(1, FACT_PARTITIONS):
            await inbox.move(connection, "board", {(TOPIC, partition): Stand(100, 7)})
    before = await reached(7)
    async with database.transaction() as connection:
        await inbox.move(connection, "board", {(TOPIC, FACT_PARTITIONS): Stand(100, 9)})

    assert (before, await reached(7), await reached(8)) == (False, True, False)


async def test_a_consumer_forgotten_begins_again(consumer: MakeConsumer, database: Database, board: Board) -> None:
    await consumer().take(batch([held(ADA, 1)]))
    async with database.transaction() as connection:
        await inbox.forget(connection, "board")
        await connection.execute("TRUNCATE board")
    assert await offset(database) is None
    await consumer().take(batch([held(ADA, 1)]))

    assert await board.reviews() == reviews(1)
