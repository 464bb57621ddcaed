"""FastStream in consuming: a subscriber of batches, which commits the broker's offsets when it has dealt with each."""

import asyncio
import json
from typing import Any

from consuming_work import BATCH, TOPIC, SameWork, Stopwatch, Task
from faststream import AckPolicy  # type: ignore[import-not-found] # installed apart
from faststream.kafka import KafkaBroker  # type: ignore[import-not-found] # as above

from iro_events.database import Database


async def main(task: Task) -> None:
    """Until all is projected. The library's own validation of arguments is left out, in its favour."""
    watch = Stopwatch(task.records, "faststream", "aiokafka", "asyncpg")
    database = await Database.open(task.url)
    work = SameWork(database, lent=task.lent)
    broker = KafkaBroker(task.servers, apply_types=False, logger=None)

    async def take(bodies: list[Any]) -> None:
        watch.begins()
        await work.take([json.loads(body) for body in bodies])
        watch.took(len(bodies))

    how = {"batch": True, "max_records": BATCH, "group_id": task.group, "auto_offset_reset": "earliest"}
    broker.subscriber(TOPIC, ack_policy=AckPolicy.ACK, decoder=_as_they_are, **how)(take)
    await broker.start()
    await watch.done.wait()
    await broker.stop()
    await database.close()


async def _as_they_are(message: Any) -> Any:
    return message.body


asyncio.run(main(Task.told()))
