"""The outermost edge of a service: correlation id, one log line and one measurement a request, and no bare error."""

import time
from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iro_chassis.answering import PROBLEM_JSON, problem_with, respond
from iro_chassis.telemetry import Telemetry

log = structlog.get_logger("iro.request")

CORRELATION_HEADER = "x-correlation-id"
FIRST_ERROR = 400
UNMATCHED = "(unmatched)"

Template = Callable[[Scope], str]
"""The template of the route that was taken, such as `/reviews/{review}`: an address itself holds ids."""


class AnswerCutShort(Exception):
    """The answer broke off after its beginning had been sent; the connection must be dropped."""


class Edge:
    """ASGI middleware. What a request holds is never logged: no path parameters, query, headers or body."""

    def __init__(self, app: ASGIApp, *, telemetry: Telemetry, template: Template) -> None:
        self._app = app
        self._telemetry = telemetry
        self._template = template

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and answers 500 `internal` for whatever nobody else answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = _correlation_id(scope)
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        outgoing = _Outgoing(scope, receive, send, correlation_id)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(correlation_id=str(correlation_id)):
            try:
                await self._app(scope, receive, outgoing.send)
            except Exception as failure:
                log.exception("request.failed", exc_info=failure)
                await outgoing.fail()
            finally:
                self._tell(scope, outgoing.status, time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = self._template(scope)
        self._telemetry.observe(scope["method"], route, status, seconds)
        actor = scope["state"].get("actor")
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            actor=None if actor is None else str(actor),
        )


class _Outgoing:
    """The answer on its way out: marked with the correlation id, kept from caches, a problem where it is an error."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, correlation_id: UUID) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._correlation_id = correlation_id
        self._replaced = False
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] != "http.response.start":
            if not self._replaced:
                await self._send(message)
            return
        self.status = message["status"]
        headers = MutableHeaders(scope=message)
        if self.status >= FIRST_ERROR and not headers.get("content-type", "").startswith(PROBLEM_JSON):
            await self._replace(headers)
            return
        await self._send(self._marked(message))

    async def fail(self) -> None:
        """Answers 500. Raises AnswerCutShort where another answer has begun already."""
        if self.status:
            raise AnswerCutShort from None
        await self._replace({}, status=500)

    async def _replace(self, headers: Mapping[str, str], *, status: int | None = None) -> None:
        """Sends a problem instead of an error that a library answered in its own words."""
        self._replaced = True
        self.status = status or self.status
        kept = {name: headers[name] for name in ("allow", "retry-after") if name in headers}
        answer = respond(problem_with(self.status), self._correlation_id, kept)

        async def send(message: Message) -> None:
            await self._send(self._marked(message) if message["type"] == "http.response.start" else message)

        await answer(self._scope, self._receive, send)

    def _marked(self, message: Message) -> Message:
        headers = MutableHeaders(scope=message)
        headers[CORRELATION_HEADER] = str(self._correlation_id)
        headers["x-content-type-options"] = "nosniff"
        headers.setdefault("cache-control", "no-store")
        return message


def _correlation_id(scope: Scope) -> UUID:
    """The client's own, if it is a UUID; text of any other kind could name somebody."""
    try:
        return UUID(Headers(scope=scope).get(CORRELATION_HEADER, ""))
    except ValueError:
        return uuid4()
