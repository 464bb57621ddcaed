"""Turns what went wrong into a problem document (RFC 9457) with a stable code."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from iro_chassis.problems import CODES, PARTS, STATUS, Declined, Fault, RequestInvalid, Unknown
from iro_chassis.validation import faults
from iro_events.decider import Refused
from iro_events.errors import IdempotencyKeyReused, VersionConflict

log = structlog.get_logger("iro.request")

PROBLEM_JSON = "application/problem+json"
RETRY_SECONDS = "1"
KEY_REUSED = "the idempotency key belongs to another request: use a new key for a new request"


@dataclass(frozen=True, slots=True)
class Problem:
    """What the problem document says, apart from the correlation id."""

    status: int
    code: str
    detail: str
    field: str | None = None
    errors: tuple[Fault, ...] = ()

    def document(self, correlation_id: UUID | None) -> dict[str, Any]:
        """The document; a member that has nothing to say is left out."""
        said: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.field is not None:
            said["field"] = self.field
        if self.errors:
            said["errors"] = [asdict(fault) for fault in self.errors]
        if correlation_id is not None:
            said["correlation_id"] = str(correlation_id)
        return said

    def headers(self) -> dict[str, str]:
        """What a client needs to act on it: how to sign in, when to ask again."""
        if self.status == HTTPStatus.UNAUTHORIZED:
            mistake = "" if self.code == "token.missing" else ' error="invalid_token"'
            return {"www-authenticate": f"Bearer{mistake}"}
        if self.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return {"retry-after": RETRY_SECONDS}
        return {}


class ProblemDocument(BaseModel):
    """The answer to a request that could not be carried out (RFC 9457); `code` is stable, `detail` is for people."""

    class Error(BaseModel):
        """One field that cannot be taken."""

        field: str
        code: str
        detail: str

    type: str
    title: str
    status: int
    detail: str
    code: str
    correlation_id: UUID
    field: str | None = None
    errors: list[Error] | None = None


def problem_of(failure: Exception) -> Problem:
    """The problem that this failure is answered with; 500 `internal`, without details, for one that has no row."""
    if isinstance(failure, HTTPException):
        return problem_with(failure.status_code)
    if isinstance(failure, RequestValidationError):
        return problem_of(RequestInvalid(faults(failure.errors())))
    status = next((STATUS[kind] for kind in type(failure).__mro__ if kind in STATUS), 500)
    if isinstance(failure, RequestInvalid):
        only = failure.faults[0].field if len(failure.faults) == 1 else None
        return Problem(status, failure.code, str(failure), only, failure.faults)
    if isinstance(failure, Declined | Refused | Unknown):
        return Problem(status, failure.code, str(failure), failure.field)
    if isinstance(failure, VersionConflict):
        return Problem(status, "precondition.version_changed", str(failure), field="If-Match")
    if isinstance(failure, IdempotencyKeyReused):
        return Problem(status, "idempotency.key_reused", KEY_REUSED, field="Idempotency-Key")
    return problem_with(status)


def problem_with(status: int) -> Problem:
    """The problem of an error that is known by its status alone."""
    code, detail = CODES.get(status) or CODES[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400]
    return Problem(status, code, detail, PARTS.get(status))


def respond(problem: Problem, correlation_id: UUID | None, extra: Mapping[str, str] | None = None) -> Response:
    """The problem as an HTTP answer."""
    return Response(
        json.dumps(problem.document(correlation_id)),
        status_code=problem.status,
        headers={**problem.headers(), **(extra or {})},
        media_type=PROBLEM_JSON,
    )


async def _answer(request: Request, failure: Exception) -> Response:
    problem = problem_of(failure)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("request.not_served", code=problem.code, exc_info=failure)
    extra = failure.headers if isinstance(failure, HTTPException) else None
    return respond(problem, getattr(request.state, "correlation_id", None), extra)


def answer_problems(app: FastAPI) -> None:
    """Has `app` answer every exception of the table with its problem."""
    for kind in (*STATUS, HTTPException):
        app.add_exception_handler(kind, _answer)
