"""What a request's headers say of its command, and the answer to it."""

import hashlib
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel

from iro_chassis.problems import Fault, RequestInvalid
from iro_chassis.roles import Actor
from iro_chassis.running import Running
from iro_events.dates import today_in_england
from iro_events.decider import Context
from iro_events.store import Idempotency

IDS = UUID("f5a5a9a4-5c3f-5d0e-9a43-7d6d1f3f2d10")
"""Namespace of the ids made from idempotency keys: never change it, or a repeated request makes a second thing."""

SEQUENCED_WITHIN_SECONDS = 5.0
NEWEST_VERSION = 2**31 - 1


class ToldEvent(BaseModel):
    """One event that the write appended."""

    id: UUID
    type: str


class Receipt(BaseModel):
    """The result of a command. `seq` is null where nothing new was recorded, or the log has not numbered it yet."""

    id: UUID
    stream: str
    version: int
    seq: int | None
    events: list[ToldEvent]


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
