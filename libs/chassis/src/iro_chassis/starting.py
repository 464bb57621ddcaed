"""Opens what a service runs on, and starts its workers; or leaves them at rest, for what an operator asks."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog

from iro_chassis.carrying import relay_of
from iro_chassis.clock import Clock
from iro_chassis.inbound.border import Border
from iro_chassis.inbound.over_broker import inbound_of
from iro_chassis.running import Running
from iro_chassis.settings import Settings
from iro_chassis.tokens import TokenVerifier
from iro_chassis.workers import Supervisor, Worker
from iro_events.catalogue import Catalogue
from iro_events.database import Database
from iro_events.migrate import refuse_other_version
from iro_events.policies import Policies, Tick
from iro_events.store import EventStore, InlineProjection

log = structlog.get_logger("iro.service")

MakeWorker = Callable[[Running], Worker]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the service is started with."""

    name: str
    settings: Settings
    catalogue: Catalogue
    migrations: tuple[str, ...]
    projections: tuple[InlineProjection, ...]
    policies: Policies
    tick: Tick
    workers: tuple[MakeWorker, ...]
    clock: Clock
    verifier: TokenVerifier
    store: bool
    border: Border | None


async def start(parts: Parts, closing: AsyncExitStack) -> Running:
    """Opens what the service runs on, and starts its workers; `closing` undoes it."""
    if parts.settings.otel_exporter_otlp_endpoint is not None:
        log.warning("traces.not_sent", service=parts.name, why="this version makes no traces")
    running = await _open(parts, closing)
    closing.push_async_callback(running.workers.stop)
    for worker in _workers(parts, running):
        running.workers.start(worker)
    return running


@asynccontextmanager
async def at_rest(parts: Parts) -> AsyncIterator[tuple[Running, Sequence[Worker]]]:
    """What the service runs on, and its workers, none of which works; other processes may be at work meanwhile.

    Raises OtherVersion where another version made the tables, and what the driver raises.
    """
    await refuse_other_version(parts.settings.database_url, *parts.migrations)
    async with AsyncExitStack() as closing:
        running = await _open(parts, closing)
        yield running, _workers(parts, running)


async def _open(parts: Parts, closing: AsyncExitStack) -> Running:
    database = await Database.open(parts.settings.database_url)
    closing.push_async_callback(database.close)
    return Running(
        settings=parts.settings,
        database=database,
        store=_store(parts, database) if parts.store else None,
        clock=parts.clock,
        verifier=parts.verifier,
        workers=Supervisor(),
        stopping=asyncio.Event(),
        tick=parts.tick,
    )


def _workers(parts: Parts, running: Running) -> Sequence[Worker]:
    own = None if running.store is None else Worker("sequencer", running.store.sequencer.run)
    found = (own, relay_of(running, parts.name), inbound_of(running, parts.border))
    return [*(worker for worker in found if worker is not None), *(make(running) for make in parts.workers)]


def _store(parts: Parts, database: Database) -> EventStore:
    return EventStore(
        database,
        source=f"/{parts.settings.authority}/{parts.name}",
        authority=parts.settings.authority,
        catalogue=parts.catalogue,
        projections=parts.projections,
        policies=parts.policies,
    )
