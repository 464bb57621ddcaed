"""Topics as code: what is missing is made, and a topic that is set otherwise is refused by its name."""

import asyncio
from contextlib import aclosing
from itertools import count

import pytest
from aiokafka.admin import NewTopic

from iro_events.database import Database
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import BrokerUnavailable, Cluster, administration
from iro_events.kafka.relay import Relay
from iro_events.kafka.settling import TopicsRefused, faults, make, require
from iro_events.testing.kafka.broker import Broker
from iro_events.testing.teller import Teller
from iro_events.testing.told import SOURCE
from iro_events.topics import FACT_PARTITIONS, TOLD_BY, TOPICS, NoSuchTopic

REVIEWS = TOLD_BY["review-service"][0]
_numbers = count(1)


@pytest.fixture
def bare(kafka: Broker) -> Cluster:
    """The broker, with none of our topics under this prefix."""
    return Cluster(kafka.address, prefix=f"bare{next(_numbers)}.")


async def put(cluster: Cluster, *, partitions: int = FACT_PARTITIONS, **changed: str) -> None:
    """Makes the topic of reviews with other settings than ours."""
    settings = {**REVIEWS.settings, **{name.replace("_", "."): value for name, value in changed.items()}}
    async with administration(cluster) as admin:
        await admin.create_topics([NewTopic(cluster.there(REVIEWS.name), partitions, 1, topic_configs=settings)])
    while "missing" in " ".join(await faults(cluster, [REVIEWS])):  # noqa: ASYNC110 - the broker is asked
        await asyncio.sleep(0.02)


def test_facts_are_kept_for_ever_and_never_compacted_and_each_topic_has_a_restricted_twin() -> None:
    for plain, restricted in TOLD_BY.values():
        assert restricted.name == f"{plain.name}.restricted"
        assert not plain.restricted
        assert restricted.restricted
        for topic in (plain, restricted):
            assert topic.settings["retention.ms"] == topic.settings["retention.bytes"] == "-1"
            assert topic.settings["cleanup.policy"] == "delete"


async def test_what_is_missing_is_made_as_it_must_be_and_once(bare: Cluster) -> None:
    assert await make(bare, TOPICS, copies=1) == [topic.name for topic in TOPICS]
    assert await faults(bare, TOPICS) == []
    assert await make(bare, TOPICS, copies=1) == []


async def test_a_missing_topic_is_named(bare: Cluster) -> None:
    assert await faults(bare, [REVIEWS]) == ["the topic iro.reviews is missing"]


async def test_a_compacted_topic_is_refused_by_name_though_it_is_there(bare: Cluster) -> None:
    await put(bare, cleanup_policy="compact")
    assert await make(bare, [REVIEWS], copies=1) == []
    with pytest.raises(TopicsRefused, match=r"iro\.reviews has cleanup\.policy compact, not delete"):
        await require(bare, [REVIEWS])


async def test_a_topic_that_forgets_is_refused_by_name(bare: Cluster) -> None:
    await put(bare, retention_ms="604800000")
    with pytest.raises(TopicsRefused, match=r"iro\.reviews has retention\.ms 604800000, not -1"):
        await require(bare, [REVIEWS])


async def test_a_topic_in_other_partitions_is_refused_by_name(bare: Cluster) -> None:
    await put(bare, partitions=2)
    with pytest.raises(TopicsRefused, match=r"iro\.reviews has 2 partitions, not 6"):
        await require(bare, [REVIEWS])


async def test_copies_that_the_brokers_cannot_keep_are_refused(bare: Cluster) -> None:
    with pytest.raises(TopicsRefused, match=r"iro\.reviews: .*replication factor"):
        await make(bare, [REVIEWS], copies=3)


@pytest.mark.parametrize("following", ["subscribe", "share"])
async def test_nobody_follows_a_topic_that_is_set_otherwise(bare: Cluster, following: str) -> None:
    async def beginning() -> dict[tuple[str, int], int]:
        return {}

    await put(bare, cleanup_policy="compact")
    bus = KafkaBus(bare, "reader")
    if following == "share":
        batches = bus.share("name", [REVIEWS.name], beginning)
    else:
        batches = bus.subscribe([REVIEWS.name], {})
    async with aclosing(batches):
        with pytest.raises(TopicsRefused, match=r"iro\.reviews"):
            await anext(batches)


async def test_nothing_is_told_on_a_topic_that_is_set_otherwise(
    bare: Cluster, reviews: Teller, database: Database
) -> None:
    await put(bare, retention_ms="1000")
    with pytest.raises(TopicsRefused, match=r"iro\.reviews"):
        await Relay(database, reviews.store.sequencer.awaited, bare, [REVIEWS], source=SOURCE).run()


async def test_a_topic_that_is_none_of_ours_is_not_asked_for(bare: Cluster) -> None:
    with pytest.raises(NoSuchTopic, match=r"iro\.weather"):
        await KafkaBus(bare, "reader").head("iro.weather")


async def test_a_wrong_address_is_told_as_such() -> None:
    with pytest.raises(BrokerUnavailable, match="KAFKA_BOOTSTRAP_SERVERS"):
        await require(Cluster("127.0.0.1:9"), [REVIEWS])
