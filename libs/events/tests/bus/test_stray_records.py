"""Records that are no facts are set aside with the reason, and the facts among them flow."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from iro_events.catalogue import UnknownEventVersion
from iro_events.consumer import Consumer
from iro_events.facts.reviews import ReviewCancelled, ReviewHeld
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster, producing, reading
from iro_events.kafka.dead_letters import KEPT_BYTES, TooManyStrays
from iro_events.kafka.intake import partition_of
from iro_events.kafka.records import NotAFact, read_record
from iro_events.testing.board import Board
from iro_events.testing.told import TOPIC, told
from iro_events.topics import DEAD_LETTERS, LARGEST_RECORD

pytestmark = pytest.mark.database

ADA, BEN = UUID(int=1), UUID(int=2)
MakeConsumer = Callable[..., Consumer]
Record = tuple[bytes | None, bytes | None]


def held(child: UUID, sequence: int, **changed: object) -> Record:
    fact = told(ReviewHeld(review=UUID(int=sequence), held_on=date(2026, 1, 5)), child, sequence)
    return str(child).encode(), json.dumps({**fact, **changed}).encode()


def without(name: str) -> Record:
    key, value = held(ADA, 9)
    assert value is not None
    return key, json.dumps({kept: told for kept, told in json.loads(value).items() if kept != name}).encode()


STRAYS: dict[str, Record] = {
    "it has no value": (b"key", None),
    "it is no JSON": (b"key", b"{"),
    "it is no JSON object": (b"key", b"[1]"),
    "it is no CloudEvent 1.0": (b"key", b'{"hello": "world"}'),
    "it has no subject": without("subject"),
    "it has no type": without("type"),
    "it has no source": without("source"),
    "it has no sequence": without("sequence"),
    "its subject is no id, or its sequence no number": held(ADA, 9, subject="Ada"),
    "its key is not its subject": (str(BEN).encode(), held(ADA, 9)[1]),
    f"it is larger than {LARGEST_RECORD} bytes": (b"key", b"x" * (LARGEST_RECORD + 1)),
}


async def put(cluster: Cluster, *records: Record, topic: str = TOPIC) -> None:
    async with producing(cluster) as producer:
        for key, value in records:
            await producer.send_and_wait(cluster.there(topic), value, key, partition=0)


async def dead_letters(cluster: Cluster, count: int, *, restricted: bool = False) -> list[Any]:
    partition = partition_of(cluster, (DEAD_LETTERS[restricted].name, 1))
    found: list[Any] = []
    async with reading(cluster) as reader:
        reader.assign([partition])
        reader.seek(partition, 0)
        while len(found) < count:
            fetched = await reader.getmany(timeout_ms=500)
            found += fetched.get(partition, [])
    return found


@pytest.mark.parametrize("reason", STRAYS)
def test_a_record_that_is_no_fact_is_told_apart_with_its_reason(reason: str) -> None:
    with pytest.raises(NotAFact) as stray:
        read_record(*STRAYS[reason])

    assert str(stray.value) == reason


async def test_strays_are_set_aside_with_place_and_reason_and_the_facts_among_them_flow(
    consumer: MakeConsumer, cluster: Cluster, board: Board
) -> None:
    await put(cluster, held(ADA, 1), *STRAYS.values(), held(ADA, 2))
    reader = consumer(KafkaBus(cluster, "reader"))
    await reader.catch_up()

    assert await board.reviews() == [UUID(int=1), UUID(int=2)]
    letters = await dead_letters(cluster, len(STRAYS))
    headers = [{name: value.decode() for name, value in letter.headers} for letter in letters]
    assert [letter["footprint-reason"] for letter in headers] == list(STRAYS)
    assert [letter["footprint-offset"] for letter in headers] == [str(at) for at in range(1, len(STRAYS) + 1)]
    assert {letter["footprint-topic"] for letter in headers} == {TOPIC}
    assert [letter.value for letter in letters] == [
        None if value is None else value[:KEPT_BYTES] for _, value in STRAYS.values()
    ]
    assert headers[-1]["footprint-size"] == str(LARGEST_RECORD + 1)


async def test_strays_among_restricted_facts_are_set_aside_where_few_may_read(cluster: Cluster) -> None:
    restricted = f"{TOPIC}.restricted"
    await put(cluster, STRAYS["it is no JSON"], topic=restricted)
    batches = KafkaBus(cluster, "reader").subscribe([restricted], {})
    batch = await anext(batches)
    await batches.aclose()

    assert (batch.facts, batch.next_offset) == ((), 1)
    assert len(await dead_letters(cluster, 1, restricted=True)) == 1


async def test_more_strays_in_a_row_than_can_be_chance_stop_the_reader_and_move_nothing_on(
    consumer: MakeConsumer, cluster: Cluster, board: Board
) -> None:
    await put(cluster, *[STRAYS["it is no JSON"]] * 101, held(ADA, 1))
    with pytest.raises(TooManyStrays, match=r"101 records in a row on iro\.reviews are no facts: it is no JSON"):
        await consumer(KafkaBus(cluster, "reader", batch=101)).catch_up()

    assert await board.reviews() == []


async def test_an_unknown_type_is_passed_over_and_counted(
    consumer: MakeConsumer, cluster: Cluster, board: Board
) -> None:
    cancelled = told(ReviewCancelled(review=UUID(int=7), planned_for=date(2026, 1, 5)), ADA, 1)
    await put(cluster, (str(ADA).encode(), json.dumps(cancelled).encode()), held(ADA, 2))
    reader = consumer(KafkaBus(cluster, "reader"))
    await reader.catch_up()

    assert reader.tally.skipped == {"ReviewCancelled": 1}
    assert await board.reviews() == [UUID(int=2)]


async def test_a_version_from_the_future_stops_the_consumer(
    consumer: MakeConsumer, cluster: Cluster, board: Board
) -> None:
    await put(cluster, held(ADA, 1), held(ADA, 2, dataschema="/schemas/ReviewHeld/99"))
    with pytest.raises(UnknownEventVersion):
        await consumer(KafkaBus(cluster, "reader")).catch_up()

    assert await board.reviews() == []


async def test_two_megabytes_are_not_taken_by_the_topic(cluster: Cluster) -> None:
    async with AIOKafkaProducer(bootstrap_servers=cluster.servers, max_request_size=4_000_000) as producer:
        with pytest.raises(MessageSizeTooLargeError):
            await producer.send_and_wait(cluster.there(TOPIC), b"x" * 2_000_000, b"key")
