"""Follows the facts that the figures rest on, area by area, and the feeds where there is no broker."""

from collections.abc import Generator, Mapping
from pathlib import Path

import httpx
from pydantic import Field

from iro_chassis.reading import CaughtUp
from iro_chassis.running import Running
from iro_chassis.settings import Settings, WebAddress
from iro_chassis.workers import Worker
from iro_events import inbox
from iro_events.bus import Bus
from iro_events.consumer import Consumer
from iro_events.feed_bus import FeedBus, FeedSource
from iro_events.http_feed import HttpFeed
from metrics_service.areas import AREAS, REVIEWS, Area
from metrics_service.projections import Projection


class MetricsSettings(Settings):
    """The environment of metrics-service as a process of its own."""

    review_service_url: WebAddress = Field(
        description="give the address of review-service, whose feed is followed, such as http://review-service:8000"
    )
    escalation_service_url: WebAddress = Field(
        description="give the address of escalation-service, whose feed is followed"
    )
    participation_service_url: WebAddress = Field(
        description="give the address of participation-service, whose feeds are followed"
    )
    feed_token_file: Path = Field(
        description="give the file with a bearer token for the role information-system, kept fresh by the platform"
    )


class _TokenFile(httpx.Auth):
    """Reads the token anew for each request, since the platform renews the file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the request with the token. Raises OSError where the file cannot be read."""
        request.headers["Authorization"] = f"Bearer {self._file.read_text(encoding='ascii').strip()}"
        yield request


def feed_bus(settings: MetricsSettings) -> FeedBus:
    """The bus over the services' own feeds."""
    addresses = {
        "review-service": settings.review_service_url,
        "escalation-service": settings.escalation_service_url,
        "participation-service": settings.participation_service_url,
    }
    auth = _TokenFile(settings.feed_token_file)
    return FeedBus(feeds_of({name: httpx.AsyncClient(base_url=url, auth=auth) for name, url in addresses.items()}))


def feeds_of(clients: Mapping[str, httpx.AsyncClient]) -> dict[str, FeedSource]:
    """The feed of every topic that figures rest on, from clients of the services that tell them, by name."""
    return {
        topic: HttpFeed(clients[area.teller], restricted=area.restricted) for area in AREAS for topic in area.topics
    }


def follower(running: Running, bus: Bus, area: Area) -> Worker:
    """What keeps an area's cases up to date; the area's name stands in health and measurements."""
    consumer = Consumer(area.name, running.database, bus, area.topics, area.catalogue, Projection(area))
    return Worker(area.name, consumer.run, consumer.tally)


async def caught_up(running: Running, seq: int, seconds: float) -> bool:
    """Whether the figures count review-service's log up to `seq`, waiting that many seconds at most."""
    return await caught_up_with(REVIEWS)(running, seq, seconds)


def caught_up_with(area: Area) -> CaughtUp:
    """The same of the log that tells this area's facts."""

    async def caught_up_there(running: Running, seq: int, seconds: float) -> bool:
        return await inbox.reached(running.database, area.name, area.topics[0], seq, seconds)

    return caught_up_there
