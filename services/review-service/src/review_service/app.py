"""The composition root: this service's routes, events, tables and projection, made into an application."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.decider import Decider
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
from review_service.domain.care import CARE
from review_service.domain.care_notices import CARE_NOTICES
from review_service.domain.case_weights import CASE_WEIGHTS
from review_service.domain.findings import FINDINGS
from review_service.domain.identity import IDENTITY
from review_service.domain.iro import IRO
from review_service.domain.record import RECORD
from review_service.domain.relations import RELATIONS
from review_service.domain.return_rows import RETURN_ROWS
from review_service.domain.review import REVIEW
from review_service.domain.workers import WORKER
from review_service.inbound import border
from review_service.inbound.protection import CONFERENCES, PLANS
from review_service.policies import NEEDS, POLICIES, TICK
from review_service.projections import project

NAME = "review-service"
DECIDERS: Final[Sequence[Decider[Any, Any, Any]]] = (
    IDENTITY,
    RELATIONS,
    CARE,
    REVIEW,
    RECORD,
    FINDINGS,
    IRO,
    WORKER,
    CASE_WEIGHTS,
    CARE_NOTICES,
    RETURN_ROWS,
    PLANS.decider,
    CONFERENCES.decider,
)


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
        deciders=DECIDERS,
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
        policies=Policies(NEEDS, {**POLICIES, **border.POLICIES}),
        tick=TICK,
        projections=[project],
        workers=workers,
        clock=clock,
        verifier=verifier,
        border=border.BORDER,
    )
