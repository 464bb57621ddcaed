"""Reaches the services inside this process: HTTP without a socket, with a token that renews itself."""

from collections.abc import Generator
from datetime import datetime

import httpx
from starlette.types import ASGIApp

from iro_chassis.clock import Clock
from iro_chassis.development import USUAL_LIFE, DevelopmentIssuer
from iro_chassis.roles import Role

ADDRESS = "http://127.0.0.1"
_PATIENCE = httpx.Timeout(120.0)
"""Seconds; there is no network to fail, only work to be waited for."""


class DevelopmentToken(httpx.Auth):
    """Signs each request for a set of roles; a new token when the last one's life is half over."""

    def __init__(self, issuer: DevelopmentIssuer, clock: Clock, *roles: Role) -> None:
        self._issuer = issuer
        self._clock = clock
        self._roles = roles
        self._token = ""
        self._renew_at: datetime | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the request with the token."""
        now = self._clock()
        if self._renew_at is None or now >= self._renew_at:
            self._token = self._issuer.issue(*self._roles, now=now)
            self._renew_at = now + USUAL_LIFE / 2
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def client_of(app: ASGIApp, auth: httpx.Auth, path: str = "/") -> httpx.AsyncClient:
    """A client of the application, below `path`; a failure inside comes out as an answer, never as an exception."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=f"{ADDRESS}{path}", auth=auth, timeout=_PATIENCE)
