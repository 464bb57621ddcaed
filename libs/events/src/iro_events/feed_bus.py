"""The bus without a broker: pulls each topic from the feed of the service that tells it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from iro_events.bus import Batch, CloudEvent

logger = logging.getLogger(__name__)

PARTITION = 0
"""A feed is one partition, and its offset is the log's sequence number up to which the reader has seen everything.

No partition of a broker has this number: its offsets are others."""

FIRST_PAUSE = 0.05
LONGEST_IDLE_PAUSE = 1.0
LONGEST_FAILURE_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a feed. `next_after` is the last sequence number looked at, whether or not it was a fact told."""

    facts: tuple[CloudEvent, ...]
    next_after: int
    head: int


class FeedSource(Protocol):
    """A feed to pull from: facts with a sequence number above `after`, waiting up to `wait` seconds for the first.

    Raises FeedUnavailable where asking again later may help.
    """

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        """At most `limit` facts; none where there is nothing new after the wait."""
        ...


class FeedUnavailable(ConnectionError):
    """The feed does not answer now; asking again later may help."""


class UnknownTopic(LookupError):
    """No feed is known for the topic."""


class FeedBus:
    """Follows feeds, one a topic. A feed that does not answer is asked again, pausing at most 5 seconds.

    `page` is the most facts taken at once, `wait` the seconds for which an idle feed is asked to hold its answer.
    """

    def __init__(self, feeds: Mapping[str, FeedSource], *, page: int = 1000, wait: float = 20.0) -> None:
        self._feeds = dict(feeds)
        self._page = page
        self._wait = wait

    async def head(self, topic: str) -> Mapping[int, int]:
        """The log's last sequence number at this topic's source. Raises UnknownTopic or FeedUnavailable."""
        page = await self._feed(topic)(0, 1)
        return {PARTITION: page.head}

    async def subscribe(
        self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]
    ) -> AsyncGenerator[Batch, None]:
        """Batches without end: all topics at once, and a busy one has one turn before each quiet one's.

        The next page is pulled while the reader deals with the one before. Raises UnknownTopic, and whatever a feed
        raises other than FeedUnavailable.
        """
        pulls = {topic: asyncio.create_task(self._pull(topic, offsets.get((topic, PARTITION), 0))) for topic in topics}
        try:
            while True:
                await asyncio.wait(pulls.values(), return_when=asyncio.FIRST_COMPLETED)
                for topic in [topic for topic, pull in pulls.items() if pull.done()]:
                    page = pulls[topic].result()
                    pulls[topic] = asyncio.create_task(self._pull(topic, page.next_after))
                    yield Batch(topic, PARTITION, page.facts, page.next_after, page.head, page.next_after)
        finally:
            for pull in pulls.values():
                pull.cancel()
            await asyncio.gather(*pulls.values(), return_exceptions=True)

    def _feed(self, topic: str) -> FeedSource:
        try:
            return self._feeds[topic]
        except KeyError:
            raise UnknownTopic(f"no feed is known for the topic {topic!r}") from None

    async def _pull(self, topic: str, after: int) -> Page:
        """The next page that moves the offset, however long that takes."""
        pause = FIRST_PAUSE
        while True:
            asked = monotonic()
            page = await self._answer(topic, after)
            if page.next_after > after:
                return page
            # A feed that held its answer is asked again at once; one that does not is not asked in a tight loop.
            await asyncio.sleep(max(0.0, pause - (monotonic() - asked)))
            pause = min(pause * 2, LONGEST_IDLE_PAUSE)

    async def _answer(self, topic: str, after: int) -> Page:
        feed = self._feed(topic)
        pause = FIRST_PAUSE
        while True:
            try:
                return await feed(after, self._page, wait=self._wait)
            except FeedUnavailable as failure:
                logger.warning("feed unavailable topic=%s cause=%s", topic, _cause(failure))
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_FAILURE_PAUSE)


def _cause(failure: FeedUnavailable) -> str:
    """By type only: an address or an answer's text has no place in a log."""
    return type(failure.__cause__ or failure).__name__
