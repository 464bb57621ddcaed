"""Two that follow all topics beside the product's: one as the product does, one that commits its offset too early.

Each keeps a row for each fact, numbered in the order taken: what is lost, doubled or turned can be seen in it. The
second is there to be caught.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from iro_events import inbox
from iro_events.bus import Batch
from iro_events.catalogue import Catalogue
from iro_events.consumer import Consumer
from iro_events.database import Connection, Database
from iro_events.envelope import Recorded
from iro_events.facts import advocacy, care, escalations, participation, reviews, surveys, team
from iro_events.inbox import Stand
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from iro_events.published import published_in
from iro_events.topics import TOLD_BY

FACTS = published_in(care, reviews, team, escalations, participation, advocacy, surveys)
TELLERS = {service: pair for service, pair in TOLD_BY.items() if service != "metrics-service"}
"""Those whose facts the load's commands bring about. What metrics-service tells of deadlines the day brings about."""

TOPICS = tuple(topic.name for pair in TELLERS.values() for topic in pair)
CAREFUL, HASTY = "careful", "hasty"
TABLE = """
CREATE TABLE {name} (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid, source text, subject uuid, seq bigint
)
"""
PAUSE = 1.0


class CommitsTooEarly(Consumer):
    """What many do: the offset is moved on, and then the work is done. It is lost if the process dies in between."""

    async def take(self, *batches: Batch) -> None:
        """The wrong way."""
        stands = {(batch.topic, batch.partition): Stand(batch.next_offset) for batch in batches}
        async with self._database.transaction() as connection:
            await inbox.move(connection, self.name, stands)
        for batch in batches:
            if batch.facts:
                async with self._database.transaction() as connection:
                    await inbox.lock(connection, self.name)
                    await self._deal(connection, batch.topic, batch.facts)


async def follow(name: str, url: str, servers: str) -> None:
    """Follows until killed; whatever stops it is tried again."""
    database = await Database.open(url, size=4)

    async def keep(connection: Connection, told: Sequence[Recorded]) -> None:
        columns = [one.id for one in told], [one.source for one in told], [one.subject for one in told]
        numbers = [one.sequence for one in told]
        kept = f"INSERT INTO {name} (id, source, subject, seq) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[])"  # noqa: E501, S608 - one of two names
        await connection.execute(kept, *columns, numbers)

    kind = CommitsTooEarly if name == HASTY else Consumer
    consumer = kind(name, database, KafkaBus(Cluster(servers), "faults", batch=50), TOPICS, Catalogue(FACTS), keep)
    while True:
        with suppress(Exception, asyncio.CancelledError):  # the library cancels itself now and then when it is stopped
            await consumer.run()
        await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(follow(sys.argv[1], os.environ["DATABASE_URL"], os.environ["KAFKA_BOOTSTRAP_SERVERS"]))
