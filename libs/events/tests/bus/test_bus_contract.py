"""FeedBus keeps the contract of a bus, over two services' real stores."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from iro_events.bus import Bus
from iro_events.feed_bus import FeedBus
from iro_events.testing.bus_case import ADA, ESCALATIONS, REVIEWS, BusCase, Carrier
from iro_events.testing.store_feed import StoreFeed
from iro_events.testing.teller import Teller

pytestmark = pytest.mark.database


@dataclass(frozen=True)
class FeedCarrier:
    bus: Bus
    tellers: dict[str, Teller]

    async def tell(self, topic: str, *children: UUID) -> None:
        await self.tellers[topic].hold(*children)

    async def tell_nothing(self, topic: str) -> None:
        await self.tellers[topic].keep_note(ADA)


class TestFeedBus(BusCase):
    @pytest.fixture
    def carrier(self, reviews: Teller, escalations: Teller) -> Carrier:
        tellers = {REVIEWS: reviews, ESCALATIONS: escalations}
        feeds = {topic: StoreFeed(teller.store) for topic, teller in tellers.items()}
        return FeedCarrier(FeedBus(feeds, page=10), tellers)
