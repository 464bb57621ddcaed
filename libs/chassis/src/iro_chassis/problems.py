"""What can go wrong at the edge, and the one table of the status codes it is answered with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import asyncpg
from fastapi.exceptions import RequestValidationError

from iro_events.decider import Refused
from iro_events.errors import IdempotencyKeyReused, VersionConflict


class Declined(Exception):
    """The edge says no before any rule is asked. Its sentence tells the remedy and never quotes what was sent.

    `part` is the part of the request concerned where the kind of refusal tells it.
    """

    code: ClassVar[str]
    part: ClassVar[str | None] = None

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field or self.part


class TokenMissing(Declined):
    """No bearer token came with the request."""

    code = "token.missing"
    part = "Authorization"


class TokenInvalid(Declined):
    """The token is not one of our issuer's, or not for this audience."""

    code = "token.invalid"
    part = "Authorization"


class TokenExpired(Declined):
    """The token was good once."""

    code = "token.expired"
    part = "Authorization"


class RoleMissing(Declined):
    """The bearer is known, but has none of the roles that may ask this."""

    code = "role.missing"


class MediaTypeUnknown(Declined):
    """The body is not of a kind that this address takes."""

    code = "request.media_type_unknown"


class NotCaughtUp(Declined):
    """What the reader wants to see has not arrived here yet."""

    code = "read.behind"


class NotReady(Declined):
    """The service is starting, stopping, or without one of its workers."""

    code = "service.not_ready"


class Unknown(Exception):
    """What the request names does not exist here; `code` is such as `child.unknown`."""

    def __init__(self, message: str, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.field = field


@dataclass(frozen=True, slots=True)
class Fault:
    """One field of a request that cannot be taken, and what would be."""

    field: str
    code: str
    detail: str


class RequestInvalid(Exception):
    """The request itself cannot be read: one fault for every field concerned."""

    code: ClassVar[str] = "request.invalid"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("the request cannot be taken as it is; `errors` names each field and its remedy")
        self.faults = tuple(faults)


STATUS: Mapping[type[Exception], int] = {
    TokenMissing: 401,
    TokenInvalid: 401,
    TokenExpired: 401,
    RoleMissing: 403,
    Unknown: 404,
    Refused: 409,
    VersionConflict: 412,
    MediaTypeUnknown: 415,
    IdempotencyKeyReused: 422,
    RequestInvalid: 422,
    RequestValidationError: 422,
    asyncpg.CharacterNotInRepertoireError: 422,
    asyncpg.UntranslatableCharacterError: 422,
    NotCaughtUp: 503,
    NotReady: 503,
    ConnectionError: 503,
    TimeoutError: 503,
    asyncpg.PostgresConnectionError: 503,
    asyncpg.CannotConnectNowError: 503,
    asyncpg.TooManyConnectionsError: 503,
    asyncpg.DeadlockDetectedError: 503,
    asyncpg.InterfaceError: 503,
}
"""Every exception that has an answer of its own; whatever is not here is a fault of ours, 500."""

CODES: Mapping[int, tuple[str, str]] = {
    400: ("request.malformed", "the request cannot be read; send its body as JSON"),
    404: ("route.unknown", "there is no such address here; /openapi.json lists them"),
    405: ("method.not_allowed", "this address does not take that method"),
    413: ("request.too_large", "the body is larger than this address takes; send less at a time"),
    422: ("request.invalid", "the request holds a character that cannot be kept, such as NUL"),
    500: ("internal", "something went wrong here; tell the operator the correlation id"),
    503: ("service.unavailable", "the service cannot answer now; try again shortly"),
}
"""Code and sentence of an error that is known by its status alone."""

PARTS: Mapping[int, str] = {400: "body", 413: "body"}
"""The part of the request that such an error is about."""
