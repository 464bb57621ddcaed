"""The composition root: the figures' routes, their tables, and the worker that keeps them up to date."""

from collections.abc import Sequence
from functools import partial

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus
from metrics_service.api import alerts, days, deadlines, figures, footprint
from metrics_service.areas import AREAS
from metrics_service.catalogue import CATALOGUE
from metrics_service.deadlines.alerting import alerting
from metrics_service.deadlines.alerts_due import project
from metrics_service.deadlines.leads import USUAL_LEADS, Leads
from metrics_service.following import follower

NAME = "metrics-service"


def create_app(  # noqa: PLR0913 - the one composition root of the service, all but the settings by keyword
    settings: Settings,
    *,
    bus: Bus,
    clock: Clock = system_clock,
    verifier: TokenVerifier | None = None,
    workers: Sequence[MakeWorker] = (),
    leads: Leads = USUAL_LEADS,
) -> FastAPI:
    """The service, ready to be served or mounted, following `bus`; `verifier` is by default that of OIDC_ISSUER.

    `workers` are those of the process that serves it, such as `api.days.passes_days`; of deadlines it tells `leads`
    ahead.
    """
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=CATALOGUE,
        routers=[figures.router, alerts.router, deadlines.router, footprint.router, days.router],
        migrations=["metrics_service"],
        projections=[project],
        workers=[
            *(partial(follower, bus=bus, area=area) for area in AREAS),
            partial(alerting, leads=leads),
            *workers,
        ],
        clock=clock,
        verifier=verifier,
    )
