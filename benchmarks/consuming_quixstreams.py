"""Quix Streams in consuming: a batching sink, flushed with each of its checkpoints."""

import asyncio
from typing import Any

from consuming_work import BATCH, TOPIC, SameWork, Stopwatch, Task
from quixstreams import Application  # type: ignore[import-not-found] # installed apart
from quixstreams.sinks import BatchingSink, SinkBatch  # type: ignore[import-not-found] # as above

from iro_events.database import Database
from iro_events.topics import FACT_PARTITIONS


class Sink(BatchingSink):  # type: ignore[misc] # as above
    """Takes what a checkpoint has of one partition."""

    def __init__(self, work: SameWork, watch: Stopwatch, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._work = work
        self._watch = watch
        self._loop = loop

    def add(self, *record: Any, **more: Any) -> None:
        """Keeps one record until the checkpoint."""
        self._watch.begins()
        super().add(*record, **more)

    def write(self, batch: SinkBatch) -> None:
        """Projects a batch."""
        facts = [item.value for item in batch]
        self._loop.run_until_complete(self._work.take(facts))
        self._watch.took(len(facts))


def main(task: Task) -> None:
    """Until all is projected. A checkpoint is due when there is as much of each partition as ours has at once."""
    loop = asyncio.new_event_loop()
    watch = Stopwatch(task.records, "quixstreams", "confluent-kafka", "asyncpg")
    database = loop.run_until_complete(Database.open(task.url))
    due = {"commit_every": BATCH * FACT_PARTITIONS, "commit_interval": 5.0}
    application = Application(
        broker_address=task.servers, consumer_group=task.group, auto_offset_reset="earliest", loglevel="ERROR", **due
    )
    topic = application.topic(TOPIC, key_deserializer="bytes", value_deserializer="json")
    application.dataframe(topic).sink(Sink(SameWork(database, lent=task.lent), watch, loop))
    application.run(count=task.records)
    loop.run_until_complete(database.close())


main(Task.told())
