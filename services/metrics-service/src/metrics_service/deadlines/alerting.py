"""The worker that tells of deadlines: as soon as a fact makes one due, and of all of them as each day passes.

Every telling is one transaction with what it rests on, under one lock, so that of several processes one tells, and
one that dies leaves what it had not told to the next. Nothing is told before a day has passed here.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import structlog

from iro_chassis.days import THE_CLOCK
from iro_chassis.running import Running
from iro_chassis.workers import Worker
from iro_events.dates import today_in_england
from iro_events.decider import Context
from iro_events.facts.deadline_codes import ClockId
from iro_events.store import Writing
from metrics_service.deadlines.alerts import ALERTS, PublishDeadline
from metrics_service.deadlines.alerts_due import RESTRICTED, queue_children, to_be_told
from metrics_service.deadlines.leads import Leads

log = structlog.get_logger("iro.alerts")

LOOKS_EVERY = 0.25
"""Seconds between two looks at what has been folded since."""

AT_ONCE = 1000
"""Children looked at in one transaction: so much is held in memory."""

_ONE_TELLS = "SELECT pg_advisory_xact_lock(hashtext('iro.alerts'))"
_DAY = "SELECT passed, looked_at FROM alerts.day"
_NEXT = """
DELETE FROM alerts.to_look_at WHERE place IN (SELECT place FROM alerts.to_look_at ORDER BY place LIMIT $1)
RETURNING child
"""
_ANYTHING = """
SELECT EXISTS (SELECT 1 FROM alerts.to_look_at)
    OR EXISTS (SELECT 1 FROM alerts.day WHERE looked_at IS DISTINCT FROM passed)
"""
_LOOKED_AT = "UPDATE alerts.day SET looked_at = $1"


def alerting(running: Running, leads: Leads, *, every: float = LOOKS_EVERY) -> Worker:
    """Tells for as long as the service runs."""

    async def run() -> None:
        while True:
            await tell_all(running, leads)
            await asyncio.sleep(every)

    return Worker("alerts", run)


async def tell_all(running: Running, leads: Leads) -> int:
    """Tells until there is nothing left to tell; gives how many facts that were."""
    told = 0
    while await _is_anything_left(running):
        now = running.clock()
        context = Context(recorded_at=now, today=today_in_england(now), actor=THE_CLOCK, correlation_id=uuid4())

        async def work(writing: Writing) -> None:
            await _tell(writing, leads)

        _, written = await running.events.write(work, context)
        told += len(written.events)
    if told:
        log.info("deadlines.told", facts=told)
    return told


async def _is_anything_left(running: Running) -> bool:
    async with running.database.connection() as connection:
        left: bool = await connection.fetchval(_ANYTHING)
        return left


async def _tell(writing: Writing, leads: Leads) -> None:
    """Looks at the next of the children in the queue; first puts in it all those to whom a day that passed matters."""
    connection = writing.connection
    await connection.execute(_ONE_TELLS)
    day = await connection.fetchrow(_DAY)
    if day is not None and day["looked_at"] != day["passed"]:
        await queue_children(connection, leads, day["passed"])
        await connection.execute(_LOOKED_AT, day["passed"])
    children = sorted({row["child"] for row in await connection.fetch(_NEXT, AT_ONCE)})
    if day is not None:
        await _tell_of(writing, leads, day["passed"], children)


async def _tell_of(writing: Writing, leads: Leads, as_at: date, children: Sequence[UUID]) -> None:
    rows = await to_be_told(writing.connection, leads, as_at, children)
    await writing.prefetch([(ALERTS, ALERTS.stream_of(child)) for child in {row["child"] for row in rows}])
    for row in rows:
        clock = ClockId(row["clock"])
        about = {name: row[name] for name in ("key", "care", "review", "concern", "due_by", "lead")}
        command = PublishDeadline(clock=clock, as_at=as_at, restricted=clock in RESTRICTED, **about)
        await writing.execute(ALERTS, ALERTS.stream_of(row["child"]), command, subject=row["child"])
