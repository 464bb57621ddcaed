"""One event exactly as its row holds it, its digest, and its reading back into what happened."""

import hashlib
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from json.encoder import encode_basestring_ascii as _text
from typing import Final, NamedTuple
from uuid import UUID

from iro_events.catalogue import Catalogue, encode
from iro_events.envelope import Recorded
from iro_events.event import Event, PublishedEvent, RestrictedEvent

PRIVATE: Final = 0
FACT: Final = 1
RESTRICTED: Final = 2


class StoredEvent(NamedTuple):
    """The columns of table `events` apart from its position and digest, in the order in which they are digested."""

    id: UUID
    stream: str
    version: int
    type: str
    schema_version: int
    kind: int
    subject: UUID
    recorded_at: datetime
    effective_on: date | None
    actor: UUID
    correlation_id: UUID
    causation_id: UUID | None
    source: str
    authority: str
    data: bytes

    def digest(self) -> bytes:
        """SHA-256 over every column: a JSON array of the first fourteen as text and numbers, a line end, the data.

        The array is compact ASCII JSON and holds no line end, so that no two rows have the same form. Kept for ever:
        whoever verifies the log offline must come to the same bytes.
        """
        return hashlib.sha256(b"%s\n%s" % (_header(self).encode("ascii"), self.data)).digest()


COLUMNS: Final = ", ".join(StoredEvent._fields)


def _header(row: StoredEvent) -> str:
    """Written out by hand, since it is made for each event: ids, moments and dates need no escape."""
    id_, stream, version, name, shape, kind, subject, at, on, actor, correlation, cause, source, authority, _ = row
    effective_on = "null" if on is None else f'"{on.isoformat()}"'
    causation = "null" if cause is None else f'"{id_text(cause)}"'
    return (
        f'["{id_!s}",{_text(stream)},{version},{_text(name)},{shape},{kind},"{subject!s}","{utc_text(at)}",'
        f'{effective_on},"{id_text(actor)}","{id_text(correlation)}",{causation},{_text(source)},{_text(authority)}]'
    )


@lru_cache(maxsize=1024)
def id_text(known: UUID) -> str:
    """Who acts and what belongs together comes again from event to event, and Python is slow at writing a UUID."""
    return str(known)


def utc_text(at: datetime) -> str:
    """The moment in UTC with microseconds, as RFC 3339 writes it: 2026-01-05T12:00:00.000000Z."""
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    day, time = (utc.year, utc.month, utc.day), (utc.hour, utc.minute, utc.second, utc.microsecond)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ" % (*day, *time)  # noqa: UP031 - half the time of any other way


@cache
def kind_of(event: type[Event]) -> int:
    """Who may be told of such events, as stored."""
    if issubclass(event, RestrictedEvent):
        return RESTRICTED
    return FACT if issubclass(event, PublishedEvent) else PRIVATE


def to_store(recorded: Recorded) -> StoredEvent:
    """The row of what was recorded."""
    event = recorded.event
    return StoredEvent(
        id=recorded.id,
        stream=recorded.stream,
        version=recorded.version,
        type=event.type,
        schema_version=event.version(),
        kind=kind_of(type(event)),
        subject=recorded.subject,
        recorded_at=recorded.recorded_at,
        effective_on=recorded.effective_on,
        actor=recorded.actor,
        correlation_id=recorded.correlation_id,
        causation_id=recorded.causation_id,
        source=recorded.source,
        authority=recorded.authority,
        data=encode(event),
    )


def from_store(row: StoredEvent, catalogue: Catalogue, sequence: int | None = None) -> Recorded:
    """What was recorded. Raises UnknownEventType or UnknownEventVersion."""
    return Recorded(
        id=row.id,
        source=row.source,
        stream=row.stream,
        version=row.version,
        subject=row.subject,
        event=catalogue.decode(row.type, row.schema_version, row.data),
        recorded_at=row.recorded_at,
        effective_on=row.effective_on,
        actor=row.actor,
        correlation_id=row.correlation_id,
        causation_id=row.causation_id,
        authority=row.authority,
        sequence=sequence,
    )
