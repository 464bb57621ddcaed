"""Puts the whole system together in one process: every service over its own database, one beside the other.

What `iro run` serves, what the commands with --data work on and what the integration tests drive is this composition.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

from escalation_service.api.days import passes_days as escalation_passes_days
from escalation_service.app import create_app as create_escalation_service
from iro_chassis.carrying import carrier_of
from iro_chassis.clock import Clock, system_clock
from iro_chassis.days import day_passer
from iro_chassis.development import AUDIENCE, ISSUER, DevelopmentIssuer
from iro_chassis.roles import Role
from iro_chassis.running import running
from iro_chassis.settings import Settings, SettingsRefused, read_settings
from iro_chassis.starting import MakeWorker
from iro_embedded.authority import authority_of, settle_authority
from iro_embedded.databases import DATABASES
from iro_embedded.front import front
from iro_embedded.inside import DevelopmentToken, client_of
from iro_embedded.pages.asking import Services
from iro_embedded.pages.routes import Pages
from iro_embedded.postgres import Postgres, embedded_postgres
from iro_events.bus import Bus
from iro_events.feed_bus import FeedBus, FeedSource, Page
from iro_events.http_feed import HttpFeed
from iro_events.migrate import OtherVersion
from metrics_service.api.days import passes_days as metrics_passes_days
from metrics_service.app import create_app as create_metrics_service
from metrics_service.following import feeds_of
from participation_service.app import create_app as create_participation_service
from review_service.app import create_app as create_review_service

_ASK_AGAIN = 0.5
"""Seconds after which an idle feed is asked anew: there is no network to spare, and a feed that holds its answer also
holds back how far the log has come where nothing of it may be told."""

_FOLLOWERS: Mapping[str, Callable[..., FastAPI]] = {
    "escalation-service": create_escalation_service,
    "participation-service": create_participation_service,
}
"""Those that are told what review-service tells. metrics-service is told what all of them tell."""

_PASSERS: Mapping[str, Sequence[MakeWorker]] = {
    "review-service": [day_passer],
    "escalation-service": [escalation_passes_days],
    "metrics-service": [metrics_passes_days],
}

_LOOPBACK = "127.0.0.1"
_READER = (Role.ANALYST, Role.MANAGER)


class DataRefused(Exception):
    """Another version of Footprint made the data; the sentence says whose they are and what to do."""


@dataclass(frozen=True, slots=True)
class System:
    """All services at work. `app` is the root that mounts them by name, with the home page at `/`.

    `bus` carries the facts of all services from their own feeds to whoever follows them in this process.
    """

    app: FastAPI
    services: Mapping[str, FastAPI]
    bus: Bus
    data: Path
    authority: str
    clock: Clock
    issuer: DevelopmentIssuer

    def token(self, *roles: Role) -> str:
        """A token of the development issuer for those roles."""
        return self.issuer.issue(*roles, now=self.clock())

    def client(self, *roles: Role) -> httpx.AsyncClient:
        """A client of the root in this process, with a token for those roles; the caller closes it."""
        return client_of(self.app, DevelopmentToken(self.issuer, self.clock, *roles))


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker that carries the facts between the services of one process, as it would between processes."""

    servers: str
    prefix: str

    def settings(self) -> Mapping[str, str]:
        """As a service's environment has it."""
        return {"kafka_bootstrap_servers": self.servers, "kafka_topic_prefix": self.prefix}


@asynccontextmanager
async def composed(  # noqa: PLR0913 - the one composition of the whole system, all but the folder by keyword
    data: Path,
    *,
    clock: Clock = system_clock,
    authority: str | None = None,
    following: bool = True,
    passing_days: bool = False,
    broker: Broker | None = None,
    postgres: Postgres | None = None,
) -> AsyncIterator[System]:
    """The system over a data folder, which other processes may use at the same time.

    `authority` is settled for the folder where it is given. Where nothing is `following`, figures stay as they are:
    the next composition catches up, much faster than along with many single commands. Where it is `passing_days`, what
    follows from a day's coming is done at the start and at each midnight; otherwise only when told. Facts are carried
    by the `broker` where one is given, which the command never does: then the system is what its processes would be.
    The services' databases are in the `postgres` given, else in the folder's own.

    Raises AuthorityRefused, DataRefused, PostgresFailed, NoAccount, DevelopmentRefused or SettingsRefused.
    """
    if authority is not None:
        settle_authority(data, authority)
    with ExitStack() as held:
        there = postgres or held.enter_context(embedded_postgres(data, tuple(DATABASES.values())))
        issuer = DevelopmentIssuer.open(data, host=_LOOPBACK)
        async with AsyncExitStack() as closing:
            parts = _Parts(data, authority_of(data), clock, issuer, closing, following, passing_days, broker)
            services, bus = parts.services(there)
            for name, service in services.items():
                try:
                    await closing.enter_async_context(running(service))
                except OtherVersion as refused:
                    whose = f"--data {data}" if postgres is None else f"the database {DATABASES[name]}"
                    raise DataRefused(f"{whose} {refused}") from None
            yield System(parts.root(services), services, bus, data, parts.authority, clock, issuer)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the system is put together from."""

    data: Path
    authority: str
    clock: Clock
    issuer: DevelopmentIssuer
    closing: AsyncExitStack
    following: bool
    passing_days: bool
    broker: Broker | None

    def services(self, postgres: Postgres) -> tuple[dict[str, FastAPI], Bus]:
        verifier = self.issuer.verifier(self.clock)
        review = create_review_service(
            self._settings(postgres, "review-service"),
            clock=self.clock,
            verifier=verifier,
            workers=self._passers("review-service"),
        )
        reviews = self._bus({"iro.reviews": HttpFeed(self._client(review, Role.INFORMATION_SYSTEM))})
        followers = {
            name: create(
                settings := self._settings(postgres, name),
                bus=carrier_of(settings, name, lambda: reviews),
                clock=self.clock,
                verifier=verifier,
                workers=self._passers(name),
            )
            for name, create in _FOLLOWERS.items()
        }
        tellers = {"review-service": review, **followers}
        bus = self._bus(feeds_of({name: self._client(app, Role.INFORMATION_SYSTEM) for name, app in tellers.items()}))
        settings = self._settings(postgres, "metrics-service")
        carrier = carrier_of(settings, "metrics-service", lambda: bus)
        metrics = create_metrics_service(
            settings,
            bus=carrier,
            clock=self.clock,
            verifier=verifier,
            workers=self._passers("metrics-service"),
        )
        return {**tellers, "metrics-service": metrics}, bus

    def root(self, services: Mapping[str, FastAPI]) -> FastAPI:
        asked = Services(
            review=self._client(services["review-service"], *_READER),
            metrics=self._client(services["metrics-service"], *_READER),
        )
        return front(services, Pages(asked, self.clock, self.authority, self.data))

    def _passers(self, service: str) -> Sequence[MakeWorker]:
        return _PASSERS.get(service, ()) if self.passing_days else ()

    def _bus(self, feeds: Mapping[str, FeedSource]) -> FeedBus:
        return FeedBus(feeds if self.following else dict.fromkeys(feeds, _nothing_new), wait=_ASK_AGAIN)

    def _settings(self, postgres: Postgres, service: str) -> Settings:
        settings = read_settings(
            Settings,
            database_url=postgres.url(DATABASES[service]),
            oidc_issuer=ISSUER,
            oidc_audience=AUDIENCE,
            authority=self.authority,
            **({} if self.broker is None else self.broker.settings()),
        )
        if self.broker is None and settings.kafka_bootstrap_servers is not None:
            raise SettingsRefused(
                "cannot start: KAFKA_BOOTSTRAP_SERVERS is set, but in one process facts are carried by the feeds: "
                "leave it unset."
            )
        return settings

    def _client(self, app: FastAPI, *roles: Role) -> httpx.AsyncClient:
        client = client_of(app, DevelopmentToken(self.issuer, self.clock, *roles))
        self.closing.push_async_callback(client.aclose)
        return client


async def _nothing_new(after: int, limit: int, *, wait: float = 0.0) -> Page:
    await asyncio.sleep(wait)
    return Page((), after, after)
