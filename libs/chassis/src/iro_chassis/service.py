"""Makes a service's web application of its routes, events, migrations and workers."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import Scope

from iro_chassis.answering import answer_problems
from iro_chassis.clock import Clock, system_clock
from iro_chassis.days import days_router
from iro_chassis.describing import PROBLEMS, Service
from iro_chassis.edge import UNMATCHED, Edge, Template
from iro_chassis.facts_feed import router as facts_router
from iro_chassis.guarding import refuse_unguarded
from iro_chassis.health import health_router
from iro_chassis.inbound.border import Border
from iro_chassis.inbound.routes import inbound_router
from iro_chassis.inbound.telling import REJECTION
from iro_chassis.keys import GivenKeys, IssuersKeys, Keys, KeysRefused, keys_in
from iro_chassis.schemas import schemas_router
from iro_chassis.settings import Settings, SettingsRefused
from iro_chassis.starting import MakeWorker, Parts, start
from iro_chassis.telemetry import Telemetry
from iro_chassis.tokens import TokenVerifier
from iro_events.catalogue import Catalogue
from iro_events.days import DAYS
from iro_events.decider import Decider
from iro_events.migrate import migrate
from iro_events.notes import NoteRecorded
from iro_events.policies import NO_POLICIES, Policies, Tick, no_tick
from iro_events.store import InlineProjection

log = structlog.get_logger("iro.service")

USUAL_BODY = 256 * 1024
"""Bytes; a route that takes whole files says `max_body_size` itself, up to guarding.LARGEST_BODY."""

EVENT_STORE = "iro_events"


def create_service(  # noqa: PLR0913 - the one composition root of every service, all by keyword
    *,
    name: str,
    settings: Settings,
    routers: Sequence[APIRouter],
    migrations: Sequence[str],
    deciders: Sequence[Decider[Any, Any, Any]] = (),
    policies: Policies = NO_POLICIES,
    tick: Tick | None = None,
    projections: Sequence[InlineProjection] = (),
    workers: Sequence[MakeWorker] = (),
    clock: Clock = system_clock,
    verifier: TokenVerifier | None = None,
    store: bool = True,
    border: Border | None = None,
) -> FastAPI:
    """The application. `migrations` are packages with revisions of their own; those of the event store come first.

    The catalogue of what it stores is made from the unions of its `deciders`. With a `tick`, days pass in it: the
    process that serves it starts `day_passer`. At its `border` the information system's events are taken, by
    `POST /inbound` and from the broker. Without a `store` it keeps no events, has no `/facts` and no sequencer.
    `verifier` is by default that of OIDC_ISSUER. Raises Unguarded where a route does not say who may call it, and
    SettingsRefused.
    """
    parts = Parts(
        name=name,
        settings=settings,
        catalogue=catalogue_of(deciders, days=tick is not None, inbound=border is not None),
        migrations=(EVENT_STORE, *migrations),
        projections=tuple(projections),
        policies=policies,
        tick=tick or no_tick,
        workers=tuple(workers),
        clock=clock,
        verifier=verifier or _issuers_verifier(settings, clock),
        store=store,
        border=border,
    )
    own = [] if tick is None else [days_router(tick)]
    return _application(parts, [*routers, *own, *([] if border is None else [inbound_router(border)])])


def catalogue_of(deciders: Sequence[Decider[Any, Any, Any]], *, days: bool, inbound: bool) -> Catalogue:
    """Every event that a service stores: those in the unions of its deciders, notes, and what the library adds."""
    own = [*deciders, *([DAYS] if days else []), *([REJECTION] if inbound else [])]
    return Catalogue([NoteRecorded, *(event for decider in own for event in decider.event_types)])


async def bring_up_to_date(app: FastAPI, database_url: str) -> None:
    """Runs the revisions that the database lacks. Raises OtherVersion and what the driver raises."""
    for package in app.state.parts.migrations:
        await migrate(database_url, package)


def _application(parts: Parts, routers: Sequence[APIRouter]) -> FastAPI:
    telemetry = Telemetry()
    app = Service(
        title=parts.name,
        lifespan=_lifespan(parts),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=dict(PROBLEMS),
    )
    app.state.parts = parts
    for router in (
        *routers,
        *((facts_router,) if parts.store else ()),
        schemas_router(parts.catalogue),
        health_router(telemetry),
    ):
        app.include_router(router)
    answer_problems(app)
    refuse_unguarded(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=USUAL_BODY)
    app.add_middleware(Edge, telemetry=telemetry, template=_template(app))
    return app


def _issuers_verifier(settings: Settings, clock: Clock) -> TokenVerifier:
    return TokenVerifier(
        issuer=settings.oidc_issuer, audience=settings.oidc_audience, keys=_keys_of(settings, clock), clock=clock
    )


def _keys_of(settings: Settings, clock: Clock) -> Keys:
    if settings.oidc_keys_file is None:
        return IssuersKeys(settings.oidc_issuer, clock)
    try:
        return GivenKeys(keys_in(settings.oidc_keys_file))
    except KeysRefused as refused:
        raise SettingsRefused(
            f"cannot start: OIDC_KEYS_FILE {refused}: give the issuer's public keys, or leave it unset."
        ) from None


def _template(app: FastAPI) -> Template:
    routes = list(iter_route_contexts(app.routes))
    of_route = {id(route.original_route): str(route.path) for route in routes}
    of_endpoint = {id(route.endpoint): str(route.path) for route in routes}

    def template(scope: Scope) -> str:
        by_endpoint = of_endpoint.get(id(scope.get("endpoint")), UNMATCHED)
        return of_route.get(id(scope.get("route")), by_endpoint)

    return template


def _lifespan(parts: Parts) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as closing:
            await bring_up_to_date(app, parts.settings.database_url)
            app.state.running = await start(parts, closing)
            closing.callback(setattr, app.state, "running", None)
            log.info("service.started", service=parts.name)
            yield
            app.state.running.stopping.set()
            log.info("service.stopping", service=parts.name)

    return lifespan
