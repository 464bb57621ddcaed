"""The composition root: this service's routes, events, tables, projection and the worker that follows reviews."""

from collections.abc import Sequence
from functools import partial

from fastapi import FastAPI

from escalation_service.api import answers, concerns, days, disputes, good_practice, ladders
from escalation_service.catalogue import CATALOGUE
from escalation_service.following import follower
from escalation_service.inbound.border import BORDER
from escalation_service.projections import project
from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus

NAME = "escalation-service"


def create_app(
    settings: Settings,
    *,
    bus: Bus,
    clock: Clock = system_clock,
    verifier: TokenVerifier | None = None,
    workers: Sequence[MakeWorker] = (),
) -> FastAPI:
    """The service, ready to be served or mounted, following `bus`; `verifier` is by default that of OIDC_ISSUER.

    `workers` are those of the process that serves it, such as `api.days.passes_days`.
    """
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=CATALOGUE,
        routers=[
            concerns.router,
            disputes.router,
            good_practice.router,
            ladders.router,
            days.router,
            answers.router,
        ],
        migrations=["escalation_service"],
        projections=[project],
        workers=[partial(follower, bus=bus), *workers],
        clock=clock,
        verifier=verifier,
        border=BORDER,
    )
