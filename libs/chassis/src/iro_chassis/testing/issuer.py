"""An issuer of really signed tokens, a clock that a test sets, and a client of a running service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from iro_chassis.clock import Clock
from iro_chassis.keys import GivenKeys
from iro_chassis.running import running
from iro_chassis.settings import Settings
from iro_chassis.tokens import TokenVerifier

ISSUER = "https://login.example"
AUDIENCE = "footprint"
AUTHORITY = "E10000011"
PERSON = UUID("5e1f0000-0000-4000-8000-000000000001")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class MovingClock:
    """A clock that stands still until a test sets it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment set, in UTC."""
        return self.now


class Issuer:
    """Signs tokens as an authority's OpenID Connect issuer does."""

    def __init__(self, clock: Clock) -> None:
        self.key = OKPKey.generate_key("Ed25519", auto_kid=True)
        self._clock = clock

    def claims(self, *roles: str, **other: object) -> dict[str, object]:
        """Claims that are good for an hour; `other` ones in their place, None to leave one out."""
        expires = int((self._clock() + timedelta(hours=1)).timestamp())
        good = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(PERSON), "roles": list(roles), "exp": expires}
        return {name: value for name, value in {**good, **other}.items() if value is not None}

    def token(self, *roles: str, **other: object) -> str:
        """A signed token with those claims."""
        header = {"alg": "Ed25519", "kid": self.key.kid}
        return jwt.encode(header, self.claims(*roles, **other), self.key, algorithms=["Ed25519"])

    def bearer(self, *roles: str, **other: object) -> dict[str, str]:
        """The header of a request by somebody with those roles."""
        return {"Authorization": f"Bearer {self.token(*roles, **other)}"}

    def verifier(self) -> TokenVerifier:
        """Takes this issuer's tokens."""
        keys = GivenKeys(KeySet([self.key]))
        return TokenVerifier(issuer=ISSUER, audience=AUDIENCE, keys=keys, clock=self._clock)


def settings_of(database_url: str) -> Settings:
    """Settings of a service under test."""
    return Settings(database_url=database_url, oidc_issuer=ISSUER, oidc_audience=AUDIENCE, authority=AUTHORITY)


@asynccontextmanager
async def served(app: FastAPI, headers: dict[str, str] | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Starts the application and gives a client of it, which sends those headers with every request."""
    transport = httpx.ASGITransport(app)
    async with running(app), httpx.AsyncClient(transport=transport, base_url="http://service", headers=headers) as one:
        yield one
