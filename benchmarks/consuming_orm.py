"""The usual way in consuming: aiokafka, and for each event one session of SQLAlchemy's async ORM and one commit."""

import asyncio
import json

from aiokafka import AIOKafkaConsumer
from catching_up_peer import OrmProjection
from consuming_work import TOPIC, Stopwatch, Task
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from iro_events.cloudevents import decode_cloudevent, event_name
from metrics_service.areas import REVIEWS


async def main(task: Task) -> None:
    """Until so many records are taken; the offset is committed with the event, and nothing to the broker."""
    watch = Stopwatch(task.records, "sqlalchemy", "aiokafka", "asyncpg")
    engine = create_async_engine(task.url.replace("postgresql://", "postgresql+asyncpg://", 1))
    consumer = AIOKafkaConsumer(
        TOPIC,
        bootstrap_servers=task.servers,
        group_id=task.group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    await consumer.start()
    async for record in consumer:
        watch.begins()
        told = json.loads(record.value)
        if event_name(told["type"]) in REVIEWS.catalogue:
            async with AsyncSession(engine) as session:
                await session.run_sync(OrmProjection.fold, decode_cloudevent(told, REVIEWS.catalogue))
                await session.commit()
        watch.took(1)
        if watch.done.is_set():
            break
    await consumer.stop()
    await engine.dispose()


asyncio.run(main(Task.told()))
