"""Follows another service's facts: what its environment tells, the token of its feed, and how far it is known here."""

from collections.abc import Generator
from pathlib import Path

import httpx
from pydantic import Field

from iro_chassis.reading import CaughtUp
from iro_chassis.running import Running
from iro_chassis.settings import Settings, WebAddress
from iro_events import inbox


class FollowerSettings(Settings):
    """The environment of a service that follows review-service, as a process of its own."""

    review_service_url: WebAddress = Field(
        description="give the address of review-service, whose feed is followed, such as http://review-service:8000"
    )
    feed_token_file: Path = Field(
        description="give the file with a bearer token for the role information-system, kept fresh by the platform"
    )


class RenewedToken(httpx.Auth):
    """Reads the token anew for each request, since the platform renews the file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the request with the token. Raises OSError where the file cannot be read."""
        request.headers["Authorization"] = f"Bearer {self._file.read_text(encoding='ascii').strip()}"
        yield request


def known_up_to(consumer: str, topic: str) -> CaughtUp:
    """Waits until what the topic's teller has told up to a number of its log was taken here by that consumer."""

    async def known(running: Running, seq: int, seconds: float) -> bool:
        return await inbox.reached(running.database, consumer, topic, seq, seconds)

    return known
