"""Feeds pulled by the bus: idle ones are not hammered, failing ones are asked again, faults are not hidden."""

import asyncio
import logging
from contextlib import aclosing
from datetime import date
from uuid import UUID

import pytest

from iro_events.bus import Batch
from iro_events.facts.reviews import ReviewHeld
from iro_events.feed_bus import FeedBus, FeedUnavailable, Page, UnknownTopic
from iro_events.testing.told import TOPIC, told

ADA = UUID(int=1)


class ListFeed:
    """A feed of `count` facts; holds its answer as asked unless `hasty`; fails `failing` times first."""

    def __init__(self, count: int = 0, *, hasty: bool = False, failing: int = 0) -> None:
        self.facts = [
            told(ReviewHeld(review=UUID(int=n), held_on=date(2026, 1, 5)), ADA, n) for n in range(1, count + 1)
        ]
        self.asked: list[int] = []
        self.hasty = hasty
        self.failing = failing
        self.woken = asyncio.Event()
        self.idle = asyncio.Event()

    def add(self) -> None:
        number = len(self.facts) + 1
        self.facts.append(told(ReviewHeld(review=UUID(int=number), held_on=date(2026, 1, 5)), ADA, number))
        self.woken.set()

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        self.asked.append(after)
        if self.failing:
            self.failing -= 1
            raise FeedUnavailable("not now") from ConnectionRefusedError("at a secret address")
        if after >= len(self.facts) and not self.hasty:
            self.woken.clear()
            self.idle.set()
            await asyncio.wait_for(self.woken.wait(), wait)
        facts = tuple(self.facts[after : after + limit])
        return Page(facts, next_after=after + len(facts), head=len(self.facts))


async def first(bus: FeedBus, count: int) -> list[Batch]:
    batches: list[Batch] = []
    async with asyncio.timeout(10), aclosing(bus.subscribe([TOPIC], {})) as following:
        async for batch in following:
            batches.append(batch)
            if len(batches) == count:
                break
    return batches


async def test_pages_are_as_large_as_asked_for() -> None:
    batches = await first(FeedBus({TOPIC: ListFeed(5)}, page=2), 3)

    assert [(len(batch.facts), batch.next_offset) for batch in batches] == [(2, 2), (2, 4), (1, 5)]


async def test_an_idle_feed_that_holds_its_answer_is_asked_once_and_brings_the_fact_when_it_is_told() -> None:
    feed = ListFeed()
    async with asyncio.TaskGroup() as group:
        following = group.create_task(first(FeedBus({TOPIC: feed}), 1))
        await feed.idle.wait()
        feed.add()

    assert following.result()[0].next_offset == 1
    assert feed.asked.count(0) == 1


async def test_an_idle_feed_that_answers_at_once_is_not_asked_in_a_tight_loop() -> None:
    feed = ListFeed(hasty=True)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.4), aclosing(FeedBus({TOPIC: feed}).subscribe([TOPIC], {})) as following:
            await anext(following)

    assert 2 <= len(feed.asked) <= 5


async def test_a_feed_that_does_not_answer_is_asked_again_and_named_in_the_log_by_type_only(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        [batch] = await first(FeedBus({TOPIC: ListFeed(1, failing=2)}), 1)

    assert batch.next_offset == 1
    assert caplog.messages == [f"feed unavailable topic={TOPIC} cause=ConnectionRefusedError"] * 2


async def test_a_feeds_fault_reaches_the_reader() -> None:
    async def broken(after: int, limit: int, *, wait: float = 0.0) -> Page:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await first(FeedBus({TOPIC: broken}), 1)


async def test_one_topics_failing_feed_does_not_hold_up_another() -> None:
    bus = FeedBus({TOPIC: ListFeed(1), "iro.escalations": ListFeed(1, failing=1000)})
    async with asyncio.timeout(10), aclosing(bus.subscribe(["iro.escalations", TOPIC], {})) as following:
        batch = await anext(following)

    assert batch.topic == TOPIC


async def test_a_topic_without_a_feed_is_refused() -> None:
    with pytest.raises(UnknownTopic, match=r"iro\.weather"):
        await FeedBus({}).head("iro.weather")
