"""Makes the topics that are missing, and refuses those that are not as the code has them."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code

from iro_events.kafka.cluster import Admin, Cluster, administration
from iro_events.topics import Topic

KNOWN_SECONDS = 30.0

_NO_ERROR = 0
_MADE_MEANWHILE = 36
"""The broker's codes."""


class TopicsRefused(Exception):
    """Topics are missing or set otherwise than they must be; the message names each, and what is wrong."""


async def make(cluster: Cluster, topics: Sequence[Topic], *, copies: int) -> list[str]:
    """Makes those that are missing, each in so many copies; gives their names. What is there stays as it is.

    Raises TopicsRefused where the broker will not, and BrokerUnavailable.
    """
    async with administration(cluster) as admin:
        there = await _partitions(admin, cluster, topics)
        missing = [topic for topic in topics if topic.name not in there]
        wanted = [
            NewTopic(cluster.there(topic.name), topic.partitions, copies, topic_configs=dict(topic.settings))
            for topic in missing
        ]
        answer = await admin.create_topics(wanted) if wanted else None
        refused = [f"{name}: {said or for_code(code).__name__}" for name, code, said in _errors(answer)]
        if refused:
            raise TopicsRefused("; ".join(refused))
        await _known(admin, cluster, missing)
    return [topic.name for topic in missing]


async def require(cluster: Cluster, topics: Sequence[Topic]) -> None:
    """Returns where every topic is there and set as it must be. Raises TopicsRefused or BrokerUnavailable."""
    found = await faults(cluster, topics)
    if found:
        raise TopicsRefused("; ".join(found))


async def faults(cluster: Cluster, topics: Sequence[Topic]) -> list[str]:
    """What is wrong with the topics, a sentence each. Raises BrokerUnavailable."""
    async with administration(cluster) as admin:
        partitions = await _partitions(admin, cluster, topics)
        there = [topic for topic in topics if topic.name in partitions]
        settings = await _settings(admin, cluster, there) if there else {}
    found = [f"the topic {topic.name} is missing" for topic in topics if topic.name not in partitions]
    for topic in there:
        found += _amiss(topic, partitions[topic.name], settings[topic.name])
    return found


def _amiss(topic: Topic, partitions: int, settings: Mapping[str, str]) -> list[str]:
    found = []
    if partitions != topic.partitions:
        found.append(f"the topic {topic.name} has {partitions} partitions, not {topic.partitions}")
    return found + [
        f"the topic {topic.name} has {name} {settings.get(name)}, not {value}"
        for name, value in topic.settings.items()
        if settings.get(name) != value
    ]


async def _known(admin: Admin, cluster: Cluster, made: Sequence[Topic]) -> None:
    """Returns when the brokers have heard of the topics, which is a moment after they were made."""
    async with asyncio.timeout(KNOWN_SECONDS):
        while made and len(await _partitions(admin, cluster, made)) < len(made):  # noqa: ASYNC110 - asked of brokers
            await asyncio.sleep(0.02)


async def _partitions(admin: Admin, cluster: Cluster, topics: Iterable[Topic]) -> Mapping[str, int]:
    """How many partitions each has; those that are missing are absent."""
    described = await admin.describe_topics([cluster.there(topic.name) for topic in topics])
    return {
        cluster.here(topic["topic"]): len(topic["partitions"])
        for topic in described
        if topic["error_code"] == _NO_ERROR
    }


async def _settings(admin: Admin, cluster: Cluster, topics: Iterable[Topic]) -> Mapping[str, Mapping[str, str]]:
    asked = [
        ConfigResource(ConfigResourceType.TOPIC, cluster.there(topic.name), dict.fromkeys(topic.settings))
        for topic in topics
    ]
    answers = await admin.describe_configs(asked)
    return {
        cluster.here(name): {entry[0]: entry[1] for entry in entries}
        for answer in answers
        for _, _, _, name, entries in answer.resources
    }


def _errors(answer: object) -> Iterable[tuple[str, int, str | None]]:
    return [error for error in getattr(answer, "topic_errors", ()) if error[1] not in {_NO_ERROR, _MADE_MEANWHILE}]
