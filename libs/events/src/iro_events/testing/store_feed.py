"""A store's feed pulled in the same process, through the very text that the service would answer with."""

import json
from time import monotonic

from iro_events.feed_bus import Page
from iro_events.store import EventStore

LOOK_AGAIN = 0.25
"""Seconds after which a waiting reader looks again, since another process may have numbered something."""


class StoreFeed:
    """A FeedSource over `store`."""

    def __init__(self, store: EventStore, *, restricted: bool = False) -> None:
        self._store = store
        self._restricted = restricted

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        """One page; held back for `wait` seconds at most while the log has nothing beyond `after`."""
        until = monotonic() + wait
        while True:
            page = await self._store.facts(after, limit, restricted=self._restricted)
            left = until - monotonic()
            if page.next_after > after or left <= 0:
                break
            await self._store.sequencer.awaited.beyond(after, min(left, LOOK_AGAIN))
        shape = json.loads(page.json())
        return Page(tuple(shape["facts"]), shape["next_after"], shape["head"])
