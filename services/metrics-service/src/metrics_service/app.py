"""The composition root: the figures' routes, their tables, and the worker that keeps them up to date."""

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus
from metrics_service import api
from metrics_service.following import figures_worker
from metrics_service.projections import CATALOGUE

NAME = "metrics-service"


def create_app(
    settings: Settings, *, bus: Bus, clock: Clock = system_clock, verifier: TokenVerifier | None = None
) -> FastAPI:
    """The service, ready to be served or mounted, following `bus`; `verifier` is by default that of OIDC_ISSUER."""
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=CATALOGUE,
        routers=[api.router],
        migrations=[("metrics_service.migrations", "metrics_service_version")],
        workers=[lambda running: figures_worker(running, bus)],
        clock=clock,
        verifier=verifier,
        store=False,
    )
