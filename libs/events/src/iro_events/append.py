"""Appends events: decided ones become rows, one statement writes them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from asyncpg.pgproto import pgproto

from iro_events import statements
from iro_events.database import Connection
from iro_events.decider import Context
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.stored import to_store


@dataclass(frozen=True, slots=True)
class Origin:
    """Who tells: the service (`/E10000011/review-service`) and its authority (ONS code)."""

    source: str
    authority: str


class Place(NamedTuple):
    """Where an event goes: the stream, the version before it, and whom it is about; made for each append."""

    stream: str
    after: int
    subject: UUID


def record(origin: Origin, context: Context, place: Place, events: Sequence[Event]) -> list[Recorded]:
    """The events as they will be recorded, each with an id and a version of its own."""
    return [
        Recorded(
            id=_event_id(context),
            source=origin.source,
            stream=place.stream,
            version=version,
            subject=place.subject,
            event=event,
            recorded_at=context.recorded_at,
            effective_on=event.effective_on,
            actor=context.actor,
            correlation_id=context.correlation_id,
            causation_id=context.causation_id,
            authority=origin.authority,
        )
        for version, event in enumerate(events, place.after + 1)
    ]


async def append(connection: Connection, recorded: Sequence[Recorded]) -> int:
    """Writes events, and queues them for their number; gives the highest position.

    Raises the driver's UniqueViolationError where a version is taken.
    """
    position: int
    if len(recorded) == 1:
        row = to_store(recorded[0])
        position = await connection.fetchval(statements.APPEND_ONE, *row, row.digest())
    else:
        rows = [to_store(one) for one in recorded]
        digests = [row.digest() for row in rows]
        position = await connection.fetchval(statements.APPEND, *map(list, zip(*rows, strict=True)), digests)
    return position


def _event_id(context: Context) -> UUID:
    """Random but for the moment at its front (RFC 9562, version 7), so that the index of ids grows at its end.

    The driver's own kind of UUID, as is read back, too: it is made, written and sent in less time than Python's.
    """
    milliseconds = int(context.recorded_at.timestamp() * 1000)
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF000 << 64) | (0x7000 << 64)
    number = number & ~(0xC000 << 48) | (0x8000 << 48)
    return pgproto.UUID(number.to_bytes(16, "big"))
