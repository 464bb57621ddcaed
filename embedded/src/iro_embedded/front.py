"""The root of the process: services mounted by their names, the pages, and the health of all of them together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import httpx
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from iro_embedded.inside import client_of
from iro_embedded.pages.routes import Pages
from iro_embedded.sending_on import sends_on

_NOT_FOUND = 404
_UNAVAILABLE = 503
_THIS_MACHINE = ["127.0.0.1", "localhost"]
"""Another Host header means that some web site has its name point here, to read over its visitor's shoulder."""


def front(services: Mapping[str, FastAPI], pages: Pages) -> FastAPI:
    """The root application; the mounted ones' lifespans are the caller's to enter."""
    mounts: list[BaseRoute] = [Mount(f"/{name}", service) for name, service in services.items()]
    app = FastAPI(
        title="Footprint",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        routes=[
            *mounts,
            Route("/inbound", sends_on(services), methods=["POST"]),
            Route("/health/live", _live),
            Route("/health/ready", _ready(services)),
            *pages.routes(),
        ],
        exception_handlers={_NOT_FOUND: pages.not_found},
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_THIS_MACHINE)
    return app


async def _live(_: Request) -> Response:
    return JSONResponse({"status": "alive"})


def _ready(services: Mapping[str, FastAPI]) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_: Request) -> Response:
        answers = await asyncio.gather(*(_health(service) for service in services.values()))
        told = {name: answer.json() for name, answer in zip(services, answers, strict=True)}
        well = all(answer.is_success for answer in answers)
        status = "ready" if well else "not ready"
        return JSONResponse({"status": status, "services": told}, 200 if well else _UNAVAILABLE)

    return ready


async def _health(service: FastAPI) -> httpx.Response:
    async with client_of(service, httpx.Auth()) as client:
        return await client.get("health/ready")
