"""A record at which our own program fails is not refused: all before it is taken, and it stands there until mended."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from iro_chassis.inbound.border import Border, Fate, Notice
from iro_chassis.inbound.over_broker import CONSUMER, InboundEvents
from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.kafka.cluster import Cluster, producing
from iro_events.kafka.sent import SentRecords
from iro_events.kafka.settling import make
from iro_events.store import Writing
from iro_events.testing.kafka.broker import Broker
from iro_events.topics import INBOUND
from review_service.app import create_app
from review_service.inbound.border import BORDER, Translation

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AT, ALL, SECONDS = 5, 9, 60.0
PLACE = (INBOUND.name, 1)


class Faulty(Translation):
    """Fails at one record."""

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        if any(notice.envelope.id == f"e-{AT}" for notice in notices):
            raise ZeroDivisionError
        return await super().take(notices)


def event(number: int) -> bytes:
    told: dict[str, Any] = {"specversion": "1.0", "id": f"e-{number}", "source": "/system", "record": f"r-{number}"}
    data = {"on": "2014-04-01", "legal_status": "C2", "notified_on": "2014-04-02"}
    return json.dumps({**told, "type": "looked-after.started", "subject": f"child-{number}", "data": data}).encode()


async def test_all_before_it_is_taken_and_when_it_is_mended_the_rest(database_url: str, kafka: Broker) -> None:
    cluster = Cluster(kafka.address, "stuck.")
    await make(cluster, [INBOUND], copies=1)
    async with producing(cluster) as producer:
        for number in range(ALL):
            await producer.send_and_wait(cluster.there(INBOUND.name), event(number), partition=0)
    issuer = Issuer(MovingClock())
    app = create_app(settings_of(database_url), clock=MovingClock(), verifier=issuer.verifier())
    async with served(app):
        running = app.state.running

        def taking(translator: Callable[[Writing, Callable[[], UUID]], Translation]) -> InboundEvents:
            border: Border = replace(BORDER, translator=translator)
            return InboundEvents(running, border, SentRecords(cluster, border.service, INBOUND))

        async def taken() -> list[str]:
            async with running.database.connection() as connection:
                rows = await connection.fetch("SELECT id FROM inbound_taken ORDER BY id")
            return [row["id"] for row in rows]

        with pytest.raises(ZeroDivisionError):
            async with asyncio.timeout(SECONDS):
                await taking(Faulty).run()
        assert await taken() == [f"e-{number}" for number in range(AT)]
        mended = taking(Translation)
        working = asyncio.create_task(mended.run())
        async with asyncio.timeout(SECONDS):
            while mended.tally.offsets.get(PLACE) != ALL:  # noqa: ASYNC110 - it is asked
                await asyncio.sleep(0.02)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        assert await taken() == [f"e-{number}" for number in range(ALL)]
        async with running.database.connection() as connection:
            refused = await connection.fetchval("SELECT count(*) FROM inbound_rejection")
            offset = await connection.fetchval("SELECT next_offset FROM consumer_offset WHERE consumer = $1", CONSUMER)

    assert (refused, offset) == (0, ALL)
