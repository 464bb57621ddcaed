"""Passes the days: what follows from a day's coming is done at a service's start and at each midnight in England."""

import asyncio
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

import structlog
from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.roles import Role
from iro_chassis.running import Running
from iro_chassis.workers import Worker
from iro_chassis.writing import Receipt
from iro_events.dates import today_in_england
from iro_events.days import DAYS, PassDay, authority_id
from iro_events.decider import Context
from iro_events.policies import Tick
from iro_events.store import Writing

log = structlog.get_logger("iro.days")


PASSES_DAYS = (Role.OPERATOR, Role.MANAGER, Role.INFORMATION_SYSTEM)
"""Those who may tell a service that a day has come, before its own clock does."""

THE_CLOCK = UUID("c10c0000-0000-4000-8000-000000000000")
"""The actor of what nobody asked for but the time."""

LOOKS_EVERY = 30.0
"""Seconds between two looks at the clock: so soon after midnight the day passes."""


def days_router(tick: Tick) -> APIRouter:
    """The command of whoever does not wait for the service's own clock."""
    router = APIRouter(tags=["days"])

    @router.post("/days", **command(PassDay))
    async def pass_day(command: PassDay, execute: Annotated[Execute, executes(*PASSES_DAYS)]) -> Receipt:
        """Record that a day has come. Given again, it does what has become due meanwhile, and nothing twice."""

        async def work(writing: Writing) -> None:
            writing.id = execute.authority
            await _passes(writing, command, execute.authority, tick, execute.expected_version)

        _, written = await execute.together(work)
        return await execute.receipt(written)

    return router


def day_passer(running: Running, *, every: float = LOOKS_EVERY) -> Worker:
    """Passes the day that it finds on starting, and each one that comes; several processes may, and record it once."""

    async def run() -> None:
        passed = date.min
        while True:
            now = running.clock()
            today = today_in_england(now)
            if today > passed:
                context = Context(recorded_at=now, today=today, actor=THE_CLOCK, correlation_id=uuid4())
                await _pass_by_itself(running, today, context)
                passed = today
            await asyncio.sleep(every)

    return Worker("days", run)


async def _pass_by_itself(running: Running, today: date, context: Context) -> None:
    authority = authority_id(running.settings.authority)

    async def work(writing: Writing) -> None:
        await _passes(writing, PassDay(on=today), authority, running.tick, None)

    _, written = await running.events.write(work, context)
    log.info("day.passed", on=today.isoformat(), told=len(written.events))


async def _passes(
    writing: Writing, command: PassDay, authority: UUID, tick: Tick, expected_version: int | None
) -> None:
    stream = DAYS.stream_of(authority)
    await writing.execute(DAYS, stream, command, subject=authority, expected_version=expected_version)
    await tick(writing, command.on)
