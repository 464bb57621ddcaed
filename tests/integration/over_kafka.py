"""What tests put into a broker's topics, and what they find there."""

import asyncio
import json
from collections.abc import Collection, Sequence
from typing import Any

from iro_events import inbox
from iro_events.database import Database
from iro_events.kafka.cluster import Cluster, producing, reading
from iro_events.kafka.intake import FIRST_PARTITION, partition_of
from iro_events.topics import INBOUND, Topic

SECONDS = 60.0

Record = tuple[bytes | None, bytes | None]
"""Key and value."""


def record_of(event: dict[str, Any]) -> Record:
    """As the information system tells it: under the key of whom it is about."""
    subject = event.get("subject")
    return None if subject is None else subject.encode(), json.dumps(event).encode()


async def put(cluster: Cluster, records: Sequence[Record], partition: int | None = None) -> None:
    """Tells the records on the information system's topic, in their order."""
    async with producing(cluster) as producer:
        sent = [await producer.send(cluster.there(INBOUND.name), value, key, partition) for key, value in records]
        await asyncio.gather(*sent)


async def held(cluster: Cluster, topic: Topic) -> list[Any]:
    """All records that the topic holds now."""
    partitions = _partitions(cluster, topic)
    found: list[Any] = []
    async with reading(cluster) as reader:
        reader.assign(partitions)
        ends = await reader.end_offsets(partitions)
        for partition in partitions:
            reader.seek(partition, 0)
        while len(found) < sum(ends.values()):
            fetched = await reader.getmany(timeout_ms=500)
            found += [record for own in fetched.values() for record in own]
    return found


async def taken_in(cluster: Cluster, databases: Collection[Database]) -> None:
    """Returns when each service has dealt with all that the information system has told by now."""
    async with reading(cluster) as reader:
        ends = await reader.end_offsets(_partitions(cluster, INBOUND))
    goal = {(INBOUND.name, one.partition + FIRST_PARTITION): end for one, end in ends.items() if end}
    async with asyncio.timeout(SECONDS):
        for database in databases:
            while not goal.items() <= (await _stands(database)).items():  # noqa: ASYNC110 - the database is asked
                await asyncio.sleep(0.02)


async def _stands(database: Database) -> dict[inbox.Place, int]:
    async with database.connection() as connection:
        return await inbox.offsets(connection, "inbound")


def _partitions(cluster: Cluster, topic: Topic) -> list[Any]:
    return [partition_of(cluster, (topic.name, number + FIRST_PARTITION)) for number in range(topic.partitions)]
