"""Writes: the one dependency of a command's route, which carries a request's headers to the store and back."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID, uuid4, uuid5

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from iro_chassis.auth import Requires
from iro_chassis.problems import Fault, RequestInvalid
from iro_chassis.roles import Actor, Role
from iro_chassis.running import Running, running_of
from iro_events.dates import today_in_england
from iro_events.decider import Context, Decider
from iro_events.event import Event
from iro_events.store import Idempotency, Writing, Written

Command = TypeVar("Command")
State = TypeVar("State")
Told = TypeVar("Told", bound=Event)
Work = Callable[[Writing], Awaitable[None]]

IDS = UUID("f5a5a9a4-5c3f-5d0e-9a43-7d6d1f3f2d10")
"""Namespace of the ids made from idempotency keys: never change it, or a repeated request makes a second thing."""

SEQUENCED_WITHIN_SECONDS = 5.0
NEWEST_VERSION = 2**31 - 1


class ToldEvent(BaseModel):
    """One event that the write appended."""

    id: UUID
    type: str


class Receipt(BaseModel):
    """What became of a command. `seq` is null where nothing new was told, or where the log has not come to it yet."""

    id: UUID
    stream: str
    version: int
    seq: int | None
    events: list[ToldEvent]


ANSWERS: Final[Mapping[str, Any]] = {
    "status_code": 201,
    "responses": {200: {"model": Receipt, "description": "Nothing new was told"}},
}
"""What a command's route says of its answers: `@router.post(path, operation_id=…, **ANSWERS)`."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Carries out commands for one request, by one actor.

    Answers 201 with the events told, 200 where the command told nothing new; `ETag` is the stream's version, and
    `expected_version` the one that the request's `If-Match` asks for.
    """

    running: Running
    actor: Actor
    context: Context
    idempotency: Idempotency | None
    expected_version: int | None
    response: Response
    _made: "count[int]" = field(default_factory=count)

    async def __call__(
        self, decider: Decider[Command, State, Told], stream: str, command: Command, *, subject: UUID, resource: UUID
    ) -> Receipt:
        """One command to one stream; `resource` is the receipt's id.

        Raises what the decider refuses, VersionConflict and IdempotencyKeyReused.
        """
        written = await self.running.events.execute(
            decider,
            stream,
            command,
            self.context,
            subject=subject,
            expected_version=self.expected_version,
            idempotency=self.idempotency,
        )
        return await self._receipt(written, resource)

    async def together(self, work: Work, *, resource: UUID) -> Receipt:
        """Commands to several streams, all or none; the receipt is of the stream written first.

        `work` passes `expected_version` on for the stream that the request is about. Raises as a single command.
        """
        _, written = await self.running.events.write(work, self.context, idempotency=self.idempotency)
        return await self._receipt(written, resource)

    def fresh_id(self) -> UUID:
        """An id for something new; the same one again when a request is repeated under its idempotency key."""
        if self.idempotency is None:
            return uuid4()
        return uuid5(IDS, f"{self.idempotency.scope} {next(self._made)} {self.idempotency.key}")

    async def _receipt(self, written: Written, resource: UUID) -> Receipt:
        seq = written.seq
        if seq is None and written.position is not None:
            seq = await self.running.events.sequence_of(written.position, SEQUENCED_WITHIN_SECONDS)
        self.response.status_code = 201 if written.events else 200
        self.response.headers["etag"] = f'"{written.version}"'
        if seq is not None:
            self.response.headers["seq"] = str(seq)
        if written.replayed:
            self.response.headers["idempotency-replayed"] = "true"
        told = [ToldEvent(id=recorded.id, type=recorded.event.type) for recorded in written.events]
        return Receipt(id=resource, stream=written.stream, version=written.version, seq=seq, events=told)


def writes(*roles: Role) -> Any:
    """What a command's route depends on; gives its Writer.

    Written `write: Annotated[Writer, writes(Role.IRO)]`.
    """
    guard = Requires(frozenset(roles))

    async def writer(
        request: Request,
        response: Response,
        actor: Annotated[Actor, Depends(guard)],
        idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200, pattern=r"^[!-~]+$")] = None,
        if_match: Annotated[str | None, Header(max_length=40)] = None,
    ) -> Writer:
        running = running_of(request)
        return Writer(
            running=running,
            actor=actor,
            context=context_of(request, running, actor),
            idempotency=await idempotency_of(request, actor, idempotency_key),
            expected_version=None if if_match is None else version_of(if_match),
            response=response,
        )

    return Depends(writer)


def context_of(request: Request, running: Running, actor: Actor) -> Context:
    """What a decision of this request may know."""
    now = running.clock()
    correlation_id: UUID = request.state.correlation_id
    return Context(recorded_at=now, today=today_in_england(now), actor=actor.id, correlation_id=correlation_id)


async def idempotency_of(request: Request, actor: Actor, key: str | None) -> Idempotency | None:
    """A key is of one actor and one route; the request under it is its address with its body."""
    if key is None:
        return None
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode() + await request.body()
    scope = f"{actor.id} {request.method} {request.scope['route'].path}"
    return Idempotency(key=key, scope=scope, request=hashlib.sha256(asked).digest())


def version_of(tag: str) -> int:
    """The version that an `If-Match` names. Raises RequestInvalid for anything but one strong tag of ours."""
    digits = tag[1:-1]
    if tag == f'"{digits}"' and digits.isascii() and digits.isdigit() and int(digits) <= NEWEST_VERSION:
        return int(digits)
    raise RequestInvalid([Fault("If-Match", "etag_malformed", 'give the ETag that was answered before, such as "3"')])
