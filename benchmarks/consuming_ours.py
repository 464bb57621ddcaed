"""Our contestant in consuming: metrics-service's consumer of reviews on the broker, as the service runs it."""

import asyncio
from typing import Any

from consuming_work import Stopwatch, Task

from iro_chassis.garbage import spare_what_stands
from iro_events.bus import Batch
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.kafka.bus import KafkaBus
from iro_events.kafka.cluster import Cluster
from metrics_service.areas import REVIEWS
from metrics_service.projections import Projection


class Watched(Consumer):
    """Minds the time of the batches."""

    def __init__(self, watch: Stopwatch, *how: Any) -> None:
        super().__init__(*how)
        self._watch = watch
        self._next: dict[int, int] = {}

    async def take(self, *batches: Batch) -> None:
        """Takes the batches as ever."""
        self._watch.begins()
        await super().take(*batches)
        moved = sum(batch.next_offset - self._next.get(batch.partition, 0) for batch in batches)
        self._next |= {batch.partition: batch.next_offset for batch in batches}
        self._watch.took(moved)


async def main(task: Task) -> None:
    """Until all is projected."""
    spare_what_stands()
    watch = Stopwatch(task.records, "aiokafka", "asyncpg")
    database = await Database.open(task.url)
    bus = KafkaBus(Cluster(task.servers), task.group)
    consumer = Watched(watch, REVIEWS.name, database, bus, REVIEWS.topics, REVIEWS.catalogue, Projection(REVIEWS))
    running = asyncio.create_task(consumer.run())
    await watch.done.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await database.close()


asyncio.run(main(Task.told()))
