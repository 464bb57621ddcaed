"""Follows the facts of review-service, and its feed where there is no broker."""

from collections.abc import Generator
from pathlib import Path

import httpx
from pydantic import Field

from escalation_service.reactions import FOLLOWED, know_children
from iro_chassis.running import Running
from iro_chassis.settings import Settings, WebAddress
from iro_chassis.workers import Worker
from iro_events import inbox
from iro_events.bus import Bus
from iro_events.consumer import Consumer
from iro_events.feed_bus import FeedBus
from iro_events.http_feed import HttpFeed

TOPIC = "iro.reviews"
FOLLOWER = "reviews"
"""The consumer's name; it stands in health and measurements."""


class EscalationSettings(Settings):
    """The environment of escalation-service as a process of its own."""

    review_service_url: WebAddress = Field(
        description="give the address of review-service, whose feed is followed, such as http://review-service:8000"
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


def feed_bus(settings: EscalationSettings) -> FeedBus:
    """The bus over review-service's own feed."""
    client = httpx.AsyncClient(base_url=settings.review_service_url, auth=_TokenFile(settings.feed_token_file))
    return FeedBus({TOPIC: HttpFeed(client)})


def follower(running: Running, bus: Bus) -> Worker:
    """What keeps this service's knowledge of children up to date."""
    consumer = Consumer(FOLLOWER, running.database, bus, (TOPIC,), FOLLOWED, know_children)
    return Worker(FOLLOWER, consumer.run, consumer.tally)


async def followed(running: Running, seq: int, seconds: float) -> bool:
    """Whether review-service's log is known here up to `seq`, waiting that many seconds at most."""
    return await inbox.reached(running.database, FOLLOWER, TOPIC, seq, seconds)
