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
from iro_events.policies import no_tick
from metrics_service.api import alerts, deadlines, figures, footprint
from metrics_service.areas import AREAS
from metrics_service.deadlines.alerting import alerting
from metrics_service.deadlines.alerts import ALERTS
from metrics_service.deadlines.alerts_due import project
from metrics_service.deadlines.leads import USUAL_LEADS, Leads
from metrics_service.following import follower
from metrics_service.inbound.border import BORDER
from metrics_service.targets.decider import POPULATIONS, TARGETS

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

    `workers` are those of the process that serves it, such as `iro_chassis.days.day_passer`. Deadlines are published
    `leads` ahead, by a worker that goes through them after a day has passed: they may be too many for one write.
    """
    return create_service(
        name=NAME,
        settings=settings,
        deciders=[ALERTS, POPULATIONS, TARGETS],
        tick=no_tick,
        routers=[figures.router, alerts.router, deadlines.router, footprint.router],
        migrations=["metrics_service"],
        projections=[project],
        workers=[
            *(partial(follower, bus=bus, area=area) for area in AREAS),
            partial(alerting, leads=leads),
            *workers,
        ],
        clock=clock,
        verifier=verifier,
        border=BORDER,
    )
