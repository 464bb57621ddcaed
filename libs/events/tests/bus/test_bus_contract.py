"""Both carriers keep the contract of a bus, over two services' real stores."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from iro_events.bus import Bus
from iro_events.feed_bus import FeedBus
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.kafka.relay import Relay
from iro_events.store_feed import StoreFeed
from iro_events.testing.bus_case import ADA, ESCALATIONS, REVIEWS, BusCase, Carrier
from iro_events.testing.teller import Teller
from iro_events.testing.told import SOURCE
from iro_events.topics import topic_named

pytestmark = pytest.mark.database


@dataclass(frozen=True)
class FeedCarrier:
    bus: Bus
    tellers: dict[str, Teller]

    async def tell(self, topic: str, *children: UUID) -> None:
        await self.tellers[topic].hold(*children)

    async def tell_nothing(self, topic: str) -> None:
        await self.tellers[topic].keep_note(ADA)


@dataclass(frozen=True)
class KafkaCarrier(FeedCarrier):
    """The same, with the tellers' relays between."""

    cluster: Cluster

    async def tell(self, topic: str, *children: UUID) -> None:
        await super().tell(topic, *children)
        await self._relay(topic)

    async def tell_nothing(self, topic: str) -> None:
        await super().tell_nothing(topic)
        await self._relay(topic)

    async def _relay(self, topic: str) -> None:
        store = self.tellers[topic].store
        await Relay(
            store.database, store.sequencer.awaited, self.cluster, [topic_named(topic)], source=SOURCE
        ).catch_up()


@pytest.fixture
def tellers(reviews: Teller, escalations: Teller) -> dict[str, Teller]:
    return {REVIEWS: reviews, ESCALATIONS: escalations}


class TestFeedBus(BusCase):
    @pytest.fixture
    def carrier(self, tellers: dict[str, Teller]) -> Carrier:
        feeds = {topic: StoreFeed(teller.store) for topic, teller in tellers.items()}
        return FeedCarrier(FeedBus(feeds, page=10), tellers)


class TestKafkaBus(BusCase):
    @pytest.fixture
    def carrier(self, tellers: dict[str, Teller], cluster: Cluster) -> Carrier:
        return KafkaCarrier(KafkaBus(cluster, "reader", batch=10), tellers, cluster)
