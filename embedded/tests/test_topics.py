"""`iro topics` as it is typed, over a real broker."""

import asyncio
import json
from pathlib import Path

from aiokafka.admin import NewTopic

from iro_embedded.testing.command import answered, iro
from iro_events.kafka.cluster import Cluster, administration
from iro_events.testing.kafka.broker import Broker
from iro_events.topics import TOPICS


def test_topics_are_made_once_and_are_as_they_must_be(kafka: Broker, tmp_path: Path) -> None:
    there = ("--brokers", kafka.address, "--prefix", "typed.")
    missing = iro("topics", "check", *there, cwd=tmp_path)
    made = answered("topics", "apply", *there, "--copies", "1", cwd=tmp_path)
    again = answered("topics", "apply", *there, "--copies", "1", cwd=tmp_path)
    checked = iro("topics", "check", cwd=tmp_path, KAFKA_BOOTSTRAP_SERVERS=kafka.address, KAFKA_TOPIC_PREFIX="typed.")

    assert (missing.returncode, missing.stdout.count("is missing")) == (1, len(TOPICS))
    assert made == {"topics": len(TOPICS), "made": [topic.name for topic in TOPICS], "wrong": []}
    assert again["made"] == []
    assert (checked.returncode, checked.stdout) == (0, f"{len(TOPICS)} topics, 0 faults\n")


def test_a_topic_that_is_set_otherwise_is_named_and_left_as_it_is(kafka: Broker, tmp_path: Path) -> None:
    async def compact() -> None:
        cluster = Cluster(kafka.address, "compacted.")
        async with administration(cluster) as admin:
            settings = {**TOPICS[0].settings, "cleanup.policy": "compact"}
            await admin.create_topics([NewTopic(cluster.there(TOPICS[0].name), 6, 1, topic_configs=settings)])

    asyncio.run(compact())
    there = ("--brokers", kafka.address, "--prefix", "compacted.", "--copies", "1")
    refused = iro("topics", "apply", *there, "--json", cwd=tmp_path)

    assert refused.returncode == 1
    assert json.loads(refused.stdout)["wrong"] == [f"the topic {TOPICS[0].name} has cleanup.policy compact, not delete"]


def test_a_broker_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    refused = iro("topics", "check", "--brokers", "127.0.0.1:9", cwd=tmp_path)

    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == "iro: --brokers 127.0.0.1:9: no broker answers there"
    assert "Traceback" not in refused.stderr


def test_copies_that_the_brokers_cannot_keep_are_told_with_the_remedy(kafka: Broker, tmp_path: Path) -> None:
    refused = iro("topics", "apply", "--brokers", kafka.address, "--prefix", "many.", cwd=tmp_path)

    assert refused.returncode == 1
    assert "give other --copies" in refused.stderr
