"""Where the public keys come from that tokens are checked with: given ones, or the issuer's own."""

import asyncio
import json
import math
from pathlib import Path
from typing import Any, Protocol

import httpx
import structlog
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key, KeySet

from iro_chassis.clock import Clock
from iro_chassis.problems import NotReady, TokenInvalid

log = structlog.get_logger("iro.keys")

FRESH_SECONDS = 600.0
"""For so long fetched keys are relied upon, so that one which its issuer has withdrawn is not taken for ever."""

UNKNOWN_KEY_SECONDS = 60.0
"""A key id that is not known makes us ask again, at most this often: made-up ones must not flood the issuer."""

RETRY_SECONDS = 5.0
"""How long an issuer that could not be asked is left in peace."""

ASK_SECONDS = 5.0


class Keys(Protocol):
    """Finds the key that a token names."""

    async def named(self, kid: str | None) -> Key:
        """The key of that id; without an id, the only one there is. Raises TokenInvalid where there is none."""
        ...


class GivenKeys:
    """A fixed set of keys."""

    def __init__(self, keys: KeySet) -> None:
        self._keys = keys

    async def named(self, kid: str | None) -> Key:
        """The key of that id. Raises TokenInvalid."""
        return _pick(self._keys, kid)


class KeysRefused(Exception):
    """The file cannot be used; the message says what it is that should be a set of public keys."""


def keys_in(file: Path) -> KeySet:
    """The public keys of a file that holds a JSON Web Key Set. Raises KeysRefused."""
    try:
        keys = KeySet.import_key_set(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, JoseError, AttributeError, KeyError, TypeError, ValueError):
        raise KeysRefused("cannot be read as a JSON Web Key Set") from None
    if any(key.is_private for key in keys.keys):
        raise KeysRefused("holds a private key, with which whoever reads it could sign tokens")
    return keys


class IssuersKeys:
    """The keys that an OpenID Connect issuer publishes: fetched when first needed, and again for an unknown key."""

    def __init__(self, issuer: str, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._issuer = issuer
        self._clock = clock
        self._transport = transport
        self._one_asks = asyncio.Lock()
        self._keys: KeySet | None = None
        self._fetched_at = self._asked_at = -math.inf

    async def named(self, kid: str | None) -> Key:
        """The key of that id. Raises TokenInvalid, or NotReady where the issuer cannot be asked."""
        await self._refresh_if_older_than(FRESH_SECONDS)
        try:
            return self._pick(kid)
        except TokenInvalid:
            await self._refresh_if_older_than(UNKNOWN_KEY_SECONDS)
        return self._pick(kid)

    def _pick(self, kid: str | None) -> Key:
        if self._keys is None:
            raise NotReady("the token issuer's keys cannot be fetched now; try again shortly")
        return _pick(self._keys, kid)

    async def _refresh_if_older_than(self, seconds: float) -> None:
        """Fetches the keys; those of before are kept where the issuer cannot be asked."""
        async with self._one_asks:
            now = self._clock().timestamp()
            if now - self._fetched_at <= seconds or now - self._asked_at < RETRY_SECONDS:
                return
            self._asked_at = now
            try:
                self._keys = await self._fetched()
            except (httpx.HTTPError, JoseError, KeyError, TypeError, ValueError) as failure:
                log.warning("issuer.unreachable", exc_info=failure)
                return
            self._fetched_at = now

    async def _fetched(self) -> KeySet:
        async with httpx.AsyncClient(timeout=ASK_SECONDS, transport=self._transport) as client:
            about = await _json(client, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
            if about["issuer"] != self._issuer:
                raise ValueError("the issuer's own description names another issuer than OIDC_ISSUER")
            return KeySet.import_key_set(await _json(client, about["jwks_uri"]))


async def _json(client: httpx.AsyncClient, address: str) -> Any:
    answer = await client.get(address)
    return answer.raise_for_status().json()


def _pick(keys: KeySet, kid: str | None) -> Key:
    try:
        return keys.get_by_kid(kid)
    except InvalidKeyIdError:
        raise TokenInvalid("the token was signed with a key that its issuer does not publish") from None
