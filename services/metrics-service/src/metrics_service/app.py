"""The composition root: the figures' routes, their tables, and the worker that keeps them up to date."""

from functools import partial

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus
from iro_events.catalogue import Catalogue
from metrics_service.api import deadlines, figures, footprint
from metrics_service.areas import AREAS
from metrics_service.following import follower

NAME = "metrics-service"


def create_app(
    settings: Settings, *, bus: Bus, clock: Clock = system_clock, verifier: TokenVerifier | None = None
) -> FastAPI:
    """The service, ready to be served or mounted, following `bus`; `verifier` is by default that of OIDC_ISSUER."""
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=Catalogue(()),
        routers=[figures.router, deadlines.router, footprint.router],
        migrations=[("metrics_service.migrations", "metrics_service_version")],
        workers=[partial(follower, bus=bus, area=area) for area in AREAS],
        clock=clock,
        verifier=verifier,
        store=False,
    )
