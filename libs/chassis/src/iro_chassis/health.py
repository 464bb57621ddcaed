"""Whether the process lives, whether it can do its work, and its measurements: open, since they tell of no person."""

import asyncio

import asyncpg
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from iro_chassis.answering import Problem, respond
from iro_chassis.auth import public
from iro_chassis.problems import Fault
from iro_chassis.running import Running, running_of
from iro_chassis.telemetry import Telemetry

PING_SECONDS = 2.0
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


def health_router(telemetry: Telemetry) -> APIRouter:
    """The routes `/health/live`, `/health/ready` and `/metrics`."""
    router = APIRouter(tags=["operations"], dependencies=[public("asked by the platform, which holds no token")])

    @router.get("/health/live", operation_id="Live")
    async def live() -> dict[str, str]:
        """The process answers."""
        return {"status": "alive"}

    @router.get("/health/ready", operation_id="Ready")
    async def ready(request: Request) -> Response:
        """The database answers and every worker is well; 503 names what is not, and why."""
        troubles = await _troubles(running_of(request))
        if not troubles:
            return JSONResponse({"status": "ready"})
        why = "; ".join(f"{trouble.field}: {trouble.detail}" for trouble in troubles)
        return respond(Problem(503, "service.not_ready", why, errors=tuple(troubles)), request.state.correlation_id)

    @router.get("/metrics", operation_id="Metrics")
    async def metrics(request: Request) -> Response:
        """Measurements in Prometheus' text format."""
        return Response(await telemetry.exposition(running_of(request)), media_type=EXPOSITION)

    return router


async def _troubles(running: Running) -> list[Fault]:
    found = [Fault(f"worker {name}", "worker.down", why) for name, why in sorted(running.workers.down.items())]
    if running.stopping.is_set():
        found.append(Fault("process", "process.stopping", "it is finishing what it has begun"))
    try:
        async with asyncio.timeout(PING_SECONDS), running.database.connection() as connection:
            await connection.execute("SELECT 1")
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
        found.append(Fault("database", "database.unreachable", type(failure).__name__))
    return found
