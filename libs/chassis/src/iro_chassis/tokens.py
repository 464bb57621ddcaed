"""Checks a bearer token: who issued it, for whom, until when, by an algorithm that we allow."""

import json
from binascii import Error as BadBase64
from typing import Any, TypeAlias
from uuid import UUID

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import Key
from joserfc.util import to_bytes, urlsafe_b64decode

from iro_chassis.clock import Clock
from iro_chassis.keys import Keys
from iro_chassis.problems import TokenExpired, TokenInvalid
from iro_chassis.roles import Actor, Role

ALGORITHMS = ("Ed25519", "ES256", "PS256", "RS256")
"""Signatures by a private key only: never `none`, never HMAC, with which a public key would pass for a secret."""

LEEWAY_SECONDS = 30
"""How far the issuer's clock may be from ours."""

LONGEST = 8192
"""Characters of a token that are looked at; a longer one is none of our issuer's."""

REMEMBERED = 1024
"""Tokens whose signature is not checked again while their key stands; whether they have expired is, at each request."""

Claims: TypeAlias = dict[str, Any]


class TokenVerifier:
    """Takes tokens of one issuer for one audience; the algorithm must be allowed, and the key be of its kind."""

    def __init__(self, *, issuer: str, audience: str, keys: Keys, clock: Clock) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys
        self._clock = clock
        self._known: dict[str, tuple[Key, Claims]] = {}

    async def verify(self, token: str) -> Actor:
        """Whom the token speaks for. Raises TokenExpired or TokenInvalid; NotReady where the keys cannot be had."""
        key = await self._keys.named(_key_id(token))
        try:
            claims = self._signed(token, key)
            self._expectations().validate(claims)
        except ExpiredTokenError:
            raise TokenExpired("the token has expired; sign in again") from None
        except (JoseError, ValueError):
            raise TokenInvalid("the token is not one that this service's issuer made for it") from None
        return _actor(claims)

    def _signed(self, token: str, key: Key) -> Claims:
        """What the token claims, when that very key has signed it. Raises JoseError or ValueError.

        A page asks dozens of questions with one token, and its signature takes longer to check than all the rest.
        """
        known = self._known.get(token)
        if known is None or known[0] is not key:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[token] = key, jwt.decode(token, key, algorithms=ALGORITHMS).claims
        return known[1]

    def _expectations(self) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(self._clock().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
            sub={"essential": True},
        )


def _key_id(token: str) -> str | None:
    """The key id that the unchecked header names. Raises TokenInvalid where the algorithm is not one we allow."""
    malformed = TokenInvalid("the token is not a signed JSON Web Token")
    if len(token) > LONGEST:
        raise malformed
    try:
        header = json.loads(urlsafe_b64decode(to_bytes(token.partition(".")[0])))
    except (BadBase64, ValueError, RecursionError):
        raise malformed from None
    if not isinstance(header, dict) or header.get("alg") not in ALGORITHMS:
        raise malformed
    kid = header.get("kid")
    return kid if isinstance(kid, str) else None


def _actor(claims: Claims) -> Actor:
    """Roles that are none of ours are passed over: the issuer may serve other systems as well."""
    roles = claims.get("roles", [])
    if not isinstance(roles, list):
        raise TokenInvalid("the token's `roles` must be a list")
    try:
        person = UUID(claims["sub"])
    except ValueError:
        raise TokenInvalid("the token's `sub` must be a UUID") from None
    return Actor(id=person, roles=frozenset(role for role in Role if role.value in roles))
