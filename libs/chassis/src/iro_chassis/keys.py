"""Where the public keys come from that tokens are checked with: given ones, or the issuer's own."""

from typing import Any, Protocol

import httpx
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key, KeySet

from iro_chassis.clock import Clock
from iro_chassis.problems import NotReady, TokenInvalid

REFRESH_SECONDS = 60
"""An unknown key id makes us ask the issuer again, at most this often: a made-up one must not flood it."""

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


class IssuersKeys:
    """The keys that an OpenID Connect issuer publishes: fetched when first needed, and again for an unknown key."""

    def __init__(self, issuer: str, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._issuer = issuer
        self._clock = clock
        self._transport = transport
        self._keys: KeySet | None = None
        self._asked_at = 0.0

    async def named(self, kid: str | None) -> Key:
        """The key of that id. Raises TokenInvalid, or NotReady where the issuer cannot be asked."""
        now = self._clock().timestamp()
        if self._keys is not None:
            try:
                return _pick(self._keys, kid)
            except TokenInvalid:
                if now - self._asked_at < REFRESH_SECONDS:
                    raise
        self._keys = await self._fetched()
        self._asked_at = now
        return _pick(self._keys, kid)

    async def _fetched(self) -> KeySet:
        try:
            async with httpx.AsyncClient(timeout=ASK_SECONDS, transport=self._transport) as client:
                about = await _json(client, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
                if about.get("issuer") != self._issuer:
                    raise NotReady("the token issuer's own description names another issuer than OIDC_ISSUER")
                return KeySet.import_key_set(await _json(client, about["jwks_uri"]))
        except (httpx.HTTPError, JoseError, KeyError, ValueError) as failure:
            raise NotReady("the token issuer's keys cannot be fetched now; try again shortly") from failure


async def _json(client: httpx.AsyncClient, address: str) -> Any:
    answer = await client.get(address)
    return answer.raise_for_status().json()


def _pick(keys: KeySet, kid: str | None) -> Key:
    try:
        return keys.get_by_kid(kid)
    except InvalidKeyIdError:
        raise TokenInvalid("the token was signed with a key that its issuer does not publish") from None
