"""Who may call a route: `requires(Role…)` names the roles, `public(why)` opens it; a route with neither is refused."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from iro_chassis.problems import RoleMissing, TokenMissing
from iro_chassis.roles import Actor, Role
from iro_chassis.running import running_of

BEARER = HTTPBearer(auto_error=False, bearerFormat="JWT", description="A token of the service's OpenID Connect issuer")


class Requires:
    """Lets through the bearer of a valid token that has at least one of these roles."""

    def __init__(self, roles: frozenset[Role]) -> None:
        if not roles:
            raise ValueError("name the roles that may call this route; `requires(*Role)` lets in every one")
        self.roles = roles

    async def __call__(
        self, request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
    ) -> Actor:
        """The bearer. Raises TokenMissing, TokenInvalid, TokenExpired, RoleMissing or NotReady."""
        if credentials is None:
            raise TokenMissing("send a bearer token in the Authorization header")
        actor = await running_of(request).verifier.verify(credentials.credentials)
        request.state.actor = actor.id
        if actor.roles.isdisjoint(self.roles):
            raise RoleMissing(f"this needs one of the roles {', '.join(sorted(self.roles))}")
        return actor


class Public:
    """Lets through everybody, for the reason given."""

    def __init__(self, why: str) -> None:
        self.why = why

    async def __call__(self) -> None:
        """Nothing is asked."""


def requires(*roles: Role) -> Any:
    """What a protected route depends on; gives its Actor.

    Written `actor: Annotated[Actor, requires(Role.IRO)]`.
    """
    return Depends(Requires(frozenset(roles)))


def public(why: str) -> Any:
    """What a route that is open to everybody depends on, and why it is open."""
    return Depends(Public(why))
