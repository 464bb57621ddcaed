"""What a service has while it runs: its settings, database, store and clock, for routes and workers to use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI, Request

from iro_chassis.clock import Clock
from iro_chassis.problems import NotReady
from iro_chassis.settings import Settings
from iro_chassis.tokens import TokenVerifier
from iro_chassis.workers import Supervisor
from iro_events.database import Database
from iro_events.policies import Tick, no_tick
from iro_events.store import EventStore


@dataclass(frozen=True, slots=True)
class Running:
    """One service between its start and its stop. `store` is None where the service has no events of its own.

    `tick` gives the commands that a passing day brings. `stopping` is set when the process begins to drain: whoever
    waits for something gives up then.
    """

    settings: Settings
    database: Database
    store: EventStore | None
    clock: Clock
    verifier: TokenVerifier
    workers: Supervisor
    stopping: asyncio.Event
    tick: Tick = no_tick

    @property
    def events(self) -> EventStore:
        """The store. Raises RuntimeError where the service was made without one."""
        if self.store is None:
            raise RuntimeError("this service keeps no events of its own")
        return self.store


def running_of(request: Request) -> Running:
    """What the service that got this request runs with. Raises NotReady before the start and after the stop."""
    running = getattr(request.app.state, "running", None)
    if not isinstance(running, Running):
        raise NotReady("the service is starting or stopping; try again shortly")
    return running


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[Running]:
    """Starts the service and stops it in the end: for tests, and for a parent that mounts it.

    A mounted application's own lifespan is not entered by its parent.
    """
    async with app.router.lifespan_context(app):
        yield app.state.running
