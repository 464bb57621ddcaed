"""The composition root: routes, deciders, policies, projection, and the worker that follows reviews."""

from collections.abc import Sequence
from functools import partial

from fastapi import FastAPI

from iro_chassis.clock import Clock, system_clock
from iro_chassis.service import create_service
from iro_chassis.settings import Settings
from iro_chassis.starting import MakeWorker
from iro_chassis.tokens import TokenVerifier
from iro_events.bus import Bus
from iro_events.policies import Policies
from participation_service.api import advocates, answers, contacts, participations, returns, surveys, visitors, wishes
from participation_service.domain.advocacy import ADVOCACY
from participation_service.domain.contacts import CONTACTS
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.surveys import SURVEY
from participation_service.domain.visitors import VISITING
from participation_service.domain.wishes import WISH
from participation_service.following import follower
from participation_service.inbound.border import BORDER, RECORDS
from participation_service.policies import NEEDS, POLICIES
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
        deciders=[
            PARTICIPATION,
            WISH,
            CONTACTS,
            ADVOCACY,
            VISITING,
            SURVEY,
            *(records.decider for records in RECORDS.values()),
        ],
        policies=Policies(NEEDS, POLICIES),
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
