"""What every bus promises, as tests: an implementation subclasses BusCase and gives it the fixture `carrier`."""
# ruff: noqa: S101, PLR2004 - a contract case is made of asserts, and the count expected is the point of each

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Protocol
from uuid import UUID

from iro_events.bus import Batch, Bus

REVIEWS, ESCALATIONS = "iro.reviews", "iro.escalations"
ADA, BEN = UUID(int=1), UUID(int=2)
SECONDS = 30.0
"""How long a test waits for what must come."""


class Carrier(Protocol):
    """A bus of batches of ten facts at most, with a way to tell it facts on REVIEWS and ESCALATIONS."""

    @property
    def bus(self) -> Bus:
        """The implementation on trial."""
        ...

    async def tell(self, topic: str, *children: UUID) -> None:
        """Tells one fact for each child named, in this order, and returns when the bus can carry them."""
        ...

    async def tell_nothing(self, topic: str) -> None:
        """Records at the topic's source what is not told on the topic; its end moves on all the same."""
        ...


async def follow(
    bus: Bus, goal: Mapping[str, int], offsets: Mapping[tuple[str, int], int] | None = None
) -> list[Batch]:
    """The batches from the offsets until each topic has brought as many facts as the goal names."""
    batches: list[Batch] = []
    async with asyncio.timeout(SECONDS), aclosing(bus.subscribe(tuple(goal), offsets or {})) as following:
        async for batch in following:
            batches.append(batch)
            if all(len(brought(batches, topic)) >= count for topic, count in goal.items()):
                break
    return batches


async def follow_to_the_head(bus: Bus, topic: str = REVIEWS) -> list[Batch]:
    """The batches from the beginning to the end of every partition as it is now."""
    heads = await bus.head(topic)
    offsets = dict.fromkeys(heads, 0)
    batches: list[Batch] = []
    async with asyncio.timeout(SECONDS), aclosing(bus.subscribe([topic], {})) as following:
        while any(offsets[partition] < head for partition, head in heads.items()):
            batches.append(await anext(following))
            offsets[batches[-1].partition] = batches[-1].next_offset
    return batches


def brought(batches: Sequence[Batch], topic: str = REVIEWS, child: UUID | None = None) -> list[int]:
    """The sequence numbers of a topic's facts, of one child or of all, in the order they came."""
    return [
        int(fact["sequence"])
        for batch in batches
        if batch.topic == topic
        for fact in batch.facts
        if child is None or fact["subject"] == str(child)
    ]


class BusCase:
    """The contract of `iro_events.bus.Bus`."""

    async def test_every_fact_comes_once_and_a_childs_in_order(self, carrier: Carrier) -> None:
        """Nothing is lost, nothing added, no two facts of one child change places."""
        await carrier.tell(REVIEWS, *(ADA, BEN, ADA) * 20)
        batches = await follow(carrier.bus, {REVIEWS: 60})

        assert len(set(brought(batches))) == len(brought(batches)) == 60
        assert brought(batches, child=ADA) == sorted(brought(batches, child=ADA))
        assert len(brought(batches, child=ADA)) == 40

    async def test_facts_are_cloudevents_with_the_attributes_a_reader_needs(self, carrier: Carrier) -> None:
        """Names as in CloudEvents 1.0 and our extensions."""
        await carrier.tell(REVIEWS, ADA)
        [fact] = [fact for batch in await follow(carrier.bus, {REVIEWS: 1}) for fact in batch.facts]

        assert fact["specversion"] == "1.0"
        assert fact["subject"] == str(ADA)
        assert {"id", "source", "type", "time", "dataschema", "sequence", "stream", "version", "data"} <= set(fact)

    async def test_from_any_batchs_offset_on_come_exactly_the_rest(self, carrier: Carrier) -> None:
        """A reader that dies after a batch goes on behind it, whichever batch it was."""
        await carrier.tell(REVIEWS, *(ADA, BEN) * 10)
        whole = await follow(carrier.bus, {REVIEWS: 20})
        for count in range(1, len(whole)):
            offsets = {(batch.topic, batch.partition): batch.next_offset for batch in whole[:count]}
            left = 20 - len(brought(whole[:count]))
            if left:
                rest = await follow(carrier.bus, {REVIEWS: left}, offsets)
                for child in (ADA, BEN):
                    assert brought(rest, child=child) == brought(whole[count:], child=child)

    async def test_the_offset_of_the_last_batch_is_the_head(self, carrier: Carrier) -> None:
        """A reader can tell that it has seen all there is."""
        assert all(head == 0 for head in (await carrier.bus.head(REVIEWS)).values())
        await carrier.tell(REVIEWS, ADA, BEN, ADA)
        batches = await follow_to_the_head(carrier.bus)

        reached = {batch.partition: batch.next_offset for batch in batches}
        heads = await carrier.bus.head(REVIEWS)
        assert {partition: head for partition, head in heads.items() if head} == reached
        assert batches[-1].head == heads[batches[-1].partition]
        assert len(brought(batches)) == 3

    async def test_what_is_not_told_on_the_topic_still_moves_the_offset_to_the_head(self, carrier: Carrier) -> None:
        """Else a reader that waits for the head would wait for ever."""
        await carrier.tell_nothing(REVIEWS)
        batches = await follow_to_the_head(carrier.bus)

        assert brought(batches) == []
        assert {batch.partition: batch.next_offset for batch in batches} == await carrier.bus.head(REVIEWS)

    async def test_at_the_head_every_partition_is_known_up_to_the_logs_last_number(self, carrier: Carrier) -> None:
        """Whoever was given a number by the teller can wait until it is known here, told on the topic or not."""
        await carrier.tell(REVIEWS, ADA, BEN, ADA)
        await carrier.tell_nothing(REVIEWS)
        known = {batch.partition: batch.known_up_to for batch in await follow_to_the_head(carrier.bus)}

        assert set(known) == set(await carrier.bus.head(REVIEWS))
        assert set(known.values()) == {4}

    async def test_a_fact_told_to_an_idle_follower_comes(self, carrier: Carrier) -> None:
        """Following has no end: what is told later comes later."""
        async with asyncio.TaskGroup() as group:
            following = group.create_task(follow(carrier.bus, {REVIEWS: 2}))
            await carrier.tell(REVIEWS, ADA)
            await carrier.tell(REVIEWS, BEN)

        assert len(brought(following.result())) == 2

    async def test_several_topics_all_flow_and_a_busy_one_does_not_starve_a_quiet_one(self, carrier: Carrier) -> None:
        """The quiet topic's first fact is there before the busy topic's last."""
        await carrier.tell(REVIEWS, *(ADA, BEN) * 100)
        await carrier.tell(ESCALATIONS, ADA)
        batches = await follow(carrier.bus, {REVIEWS: 200, ESCALATIONS: 1})

        assert len(brought(batches, ESCALATIONS)) == 1
        assert batches[-1].topic == REVIEWS

    async def test_two_followers_do_not_take_from_one_another(self, carrier: Carrier) -> None:
        """Offsets are the reader's own."""
        await carrier.tell(REVIEWS, *(ADA,) * 10)
        first, second = await asyncio.gather(follow(carrier.bus, {REVIEWS: 10}), follow(carrier.bus, {REVIEWS: 10}))

        assert brought(first) == brought(second)

    async def test_a_follower_that_stops_leaves_nothing_running(self, carrier: Carrier) -> None:
        """Closing ends what was started for it."""
        before = asyncio.all_tasks()
        await carrier.tell(REVIEWS, ADA)
        await follow(carrier.bus, {REVIEWS: 1})

        assert asyncio.all_tasks() <= before
