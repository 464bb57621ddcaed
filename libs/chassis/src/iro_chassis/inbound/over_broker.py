"""Takes in what the information system tells over a broker: what follows and the offset in one transaction."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import structlog

from iro_chassis.carrying import cluster_of
from iro_chassis.inbound.border import Border
from iro_chassis.inbound.taking import Outcome, take
from iro_chassis.inbound.unpacking import given_in
from iro_chassis.running import Running
from iro_chassis.workers import Worker
from iro_events import inbox
from iro_events.consumer import PAUSES
from iro_events.dates import today_in_england
from iro_events.decider import Context, Refused
from iro_events.errors import VersionConflict
from iro_events.inbox import Place, Stand
from iro_events.sift import is_passing
from iro_events.store import Writing
from iro_events.tally import Tally
from iro_events.topics import INBOUND

if TYPE_CHECKING:
    from iro_events.kafka.sent import SentRecords, Slice

log = structlog.get_logger("iro.inbound")

CONSUMER: Final = "inbound"
"""The name under which offsets are kept; it stands in health and measurements."""

THE_BROKER: Final = UUID("b20ce200-0000-4000-8000-000000000000")
"""The actor of what came over the broker, which lets only the information system write to that topic."""


def inbound_of(running: Running, border: Border | None) -> Worker | None:
    """What takes in the topic of the information system, where there is a broker and the service has a border."""
    cluster = cluster_of(running.settings)
    if cluster is None or border is None:
        return None
    from iro_events.kafka.sent import SentRecords  # noqa: PLC0415 - only where there is a broker

    events = InboundEvents(running, border, SentRecords(cluster, border.service, INBOUND))
    return Worker(CONSUMER, events.run, events.tally)


class InboundEvents:
    """One service's share of the topic, through its border as by `POST /inbound`; processes of it take turns."""

    def __init__(self, running: Running, border: Border, sent: "SentRecords") -> None:
        self.tally = Tally()
        self._running = running
        self._border = border
        self._sent = sent

    async def run(self) -> None:
        """Works until cancelled. Raises what the broker does, and what a record raises that cannot be dealt with."""
        async with aclosing(self._sent.share(CONSUMER, self._offsets)) as slices:
            async for one in slices:
                await self._deal(one)

    async def _offsets(self) -> Mapping[Place, int]:
        async with self._running.database.connection() as connection:
            return await inbox.offsets(connection, CONSUMER)

    async def _deal(self, told: "Slice") -> None:
        """Takes the slice; where our own program fails at a record, all before it, and tells at which it stands."""
        try:
            outcomes = await self._persist(told)
        except Exception as failure:
            if _is_passing(failure):
                raise
            if len(told.records) == 1:
                [record] = told.records
                log.error("inbound.stuck", partition=record.partition, offset=record.offset)  # noqa: TRY400 - the worker's death tells the rest
                raise
            for half in told.halves():
                await self._deal(half)
            return
        self.tally.moved(told.place, told.next_offset, told.head)
        if outcomes:
            fates = Counter(outcome.result.value for outcome in outcomes)
            log.info("inbound", service=self._border.service, **fates)

    async def _persist(self, told: "Slice") -> list[Outcome]:
        """Takes the slice, trying again while the surroundings fail, or somebody registers whom an event is about."""
        for pause in PAUSES:
            try:
                return await self._take(told)
            except Exception as failure:
                if not _is_passing(failure):
                    raise
                log.warning("inbound.tried_again", cause=type(failure).__name__)
            await asyncio.sleep(pause)
        return await self._take(told)

    async def _take(self, told: "Slice") -> list[Outcome]:
        now = self._running.clock()
        context = Context(recorded_at=now, today=today_in_england(now), actor=THE_BROKER, correlation_id=uuid4())

        async def work(writing: Writing) -> list[Outcome]:
            connection, border = writing.connection, self._border
            await inbox.lock(connection, CONSUMER)
            at = (await inbox.offsets(connection, CONSUMER)).get(told.place, 0)
            # A process that stood still past its turn finds that another has taken these.
            unpacked = [given_in(record, border.service) for record in told.records if record.offset >= at]
            events = [given for given in unpacked if given is not None]
            authority = self._running.settings.authority
            outcomes = await take(writing, border, authority, events, uuid4) if events else []
            await inbox.move(connection, CONSUMER, {told.place: Stand(told.next_offset)})
            return outcomes

        outcomes, _ = await self._running.events.write(work, context)
        return outcomes or []


def _is_passing(failure: Exception) -> bool:
    return is_passing(failure) or isinstance(failure, (Refused, VersionConflict))
