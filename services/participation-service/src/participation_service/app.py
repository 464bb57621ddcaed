"""The composition root: this service's routes, events, tables, projection and the worker that follows reviews."""

from collections.abc import Sequence
from functools import partial

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus
from participation_service.api import advocates, answers, contacts, participations, returns, surveys, visitors, wishes
from participation_service.catalogue import CATALOGUE
from participation_service.following import follower
from participation_service.inbound.border import BORDER
from participation_service.projections import project

NAME = "participation-service"


def create_app(
    settings: Settings,
    *,
    bus: Bus,
    clock: Clock = system_clock,
    verifier: TokenVerifier | None = None,
    workers: Sequence[MakeWorker] = (),
) -> FastAPI:
    """The service, ready to be served or mounted, following `bus`; `verifier` is by default that of OIDC_ISSUER.

    `workers` are those of the process that serves it.
    """
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=CATALOGUE,
        routers=[
            participations.router,
            wishes.router,
            contacts.router,
            advocates.router,
            visitors.router,
            surveys.router,
            answers.router,
            returns.router,
        ],
        migrations=["participation_service"],
        projections=[project],
        workers=[partial(follower, bus=bus), *workers],
        clock=clock,
        verifier=verifier,
        border=BORDER,
    )
