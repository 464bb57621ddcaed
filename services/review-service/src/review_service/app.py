"""The composition root: this service's routes, events, tables and projection, made into an application."""

from collections.abc import Sequence

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.policies import Policies
from review_service import returns
from review_service.api import (
    answers,
    appointments,
    care,
    case_weights,
    children,
    findings,
    records,
    relations,
    reviews,
    team,
)
from review_service.catalogue import CATALOGUE
from review_service.inbound.border import BORDER
from review_service.policies import NEEDS, POLICIES, TICK
from review_service.projections import project

NAME = "review-service"


def create_app(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    verifier: TokenVerifier | None = None,
    workers: Sequence[MakeWorker] = (),
) -> FastAPI:
    """The service, ready to be served or mounted; `verifier` is by default that of OIDC_ISSUER.

    `workers` are those of the process that serves it, such as `day_passer`.
    """
    return create_service(
        name=NAME,
        settings=settings,
        catalogue=CATALOGUE,
        routers=[
            children.router,
            relations.router,
            care.router,
            appointments.router,
            reviews.router,
            records.router,
            findings.router,
            team.router,
            case_weights.router,
            answers.router,
            returns.router,
        ],
        migrations=["review_service"],
        policies=Policies(NEEDS, POLICIES),
        tick=TICK,
        projections=[project],
        workers=workers,
        clock=clock,
        verifier=verifier,
        border=BORDER,
    )
