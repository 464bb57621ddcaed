"""A store's feed read in the same process, as the text that the service would answer with."""

import json

from iro_events.feed_bus import Page
from iro_events.store import EventStore


class StoreFeed:
    """A FeedSource over `store`: its open events, or its restricted ones."""

    def __init__(self, store: EventStore, *, restricted: bool = False) -> None:
        self._store = store
        self._restricted = restricted

    async def __call__(self, after: int, limit: int, *, wait: float = 0.0) -> Page:
        """One page; held back for `wait` seconds at most while the log has nothing beyond `after`."""
        page = await self._store.facts(after, limit, restricted=self._restricted, wait=wait)
        shape = json.loads(page.json())
        return Page(tuple(shape["facts"]), shape["next_after"], shape["head"])
