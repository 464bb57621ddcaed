"""A recorded event as a CloudEvent 1.0 in structured JSON, and back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _text
from typing import Any, Final

from iro_events.catalogue import Catalogue, UnknownEventType
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.ids import UUID
from iro_events.stored import StoredEvent, to_store, utc_text

TYPE_PREFIX: Final = "footprint."
"""A CloudEvent's `type` is this and the name of the event: footprint.ReviewHeld."""


def cloudevent_type(name: str) -> str:
    """The CloudEvents type of the event of that name."""
    return f"{TYPE_PREFIX}{name}"


def event_name(cloudevent_type: str) -> str:
    """The name of the event of that CloudEvents type. Raises UnknownEventType where the type is not Footprint's."""
    if not cloudevent_type.startswith(TYPE_PREFIX):
        raise UnknownEventType(f"no event is known here as {cloudevent_type!r}")
    return cloudevent_type.removeprefix(TYPE_PREFIX)


def schema_path(name: str, version: int) -> str:
    """A CloudEvent's `dataschema`: where a service publishes the JSON Schema of the data; the host is not stored."""
    return f"/schemas/{name}/{version}"


def sequence_text(sequence: int) -> str:
    """The number in the log as 20 digits: it sorts as text, as the standard's extension asks."""
    return f"{sequence:020d}"


def encode_cloudevent(recorded: Recorded) -> dict[str, Any]:
    """The event with its attributes; `sequence` is left out until the log has numbered it."""
    row = to_store(recorded)
    return {**_attributes(row, recorded.sequence), "data": json.loads(row.data)}


def cloudevent_json(row: Iterable[Any]) -> bytes:
    """The same as JSON text, the data being the stored bytes themselves: nothing is decoded to be told.

    `row` has the columns of a StoredEvent and then the number in the log. Written out by hand, since it is made for
    each fact told, at every reader's asking: half the time of a dictionary's way.
    """
    id_, stream, version, name, shape, _, subject, at, on, actor, correlation, cause, source, authority, data, seq = row
    child = str(subject)
    caused = "" if cause is None else f', "causationid": "{cause}"'
    effective = "" if on is None else f', "effectiveon": "{on.isoformat()}"'
    attributes = (
        f'{{"specversion": "1.0", "id": "{id_!s}", "source": {_text(source)}, "type": {_type_text(name)}, '
        f'"subject": "{child}", "time": "{utc_text(at)}", "datacontenttype": "application/json", '
        f'"dataschema": {_schema_text(name, shape)}, "stream": {_text(stream)}, "version": {version}, '
        f'"authority": {_text(authority)}, "actor": "{actor!s}", "correlationid": "{correlation!s}", '
        f'"partitionkey": "{child}", "sequence": "{seq:020d}"{caused}{effective}'
    )
    return b'%s,"data":%s}' % (attributes.encode("ascii"), data)


@lru_cache(maxsize=1024)
def _type_text(name: str) -> str:
    """There are about a hundred names, and each comes again from event to event."""
    return _text(cloudevent_type(name))


@lru_cache(maxsize=1024)
def _schema_text(name: str, shape: int) -> str:
    return _text(schema_path(name, shape))


def decode_cloudevent(told: Mapping[str, Any], catalogue: Catalogue) -> Recorded:
    """What was recorded, from the parsed JSON.

    Raises UnknownEventType, UnknownEventVersion, KeyError for an attribute that is missing, ValueError for one that
    is not what it should be.
    """
    version = int(told["dataschema"].rpartition("/")[2])
    effective_on = told.get("effectiveon")
    causation_id = told.get("causationid")
    sequence = told.get("sequence")
    return Recorded(
        id=UUID(told["id"]),
        source=told["source"],
        stream=told["stream"],
        version=told["version"],
        subject=UUID(told["subject"]),
        event=_decode(catalogue, event_name(told["type"]), version, told["data"]),
        recorded_at=datetime.fromisoformat(told["time"]),
        effective_on=None if effective_on is None else date.fromisoformat(effective_on),
        actor=UUID(told["actor"]),
        correlation_id=UUID(told["correlationid"]),
        causation_id=None if causation_id is None else UUID(causation_id),
        authority=told["authority"],
        sequence=None if sequence is None else int(sequence),
    )


def _decode(catalogue: Catalogue, name: str, version: int, data: Mapping[str, Any]) -> Event:
    event = catalogue.named(name)
    if version == event.version():
        return event.model_validate(data, extra="ignore")
    return catalogue.decode(name, version, json.dumps(data))


def _attributes(row: StoredEvent, sequence: int | None) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(row.id),
        "source": row.source,
        "type": cloudevent_type(row.type),
        "subject": str(row.subject),
        "time": utc_text(row.recorded_at),
        "datacontenttype": "application/json",
        "dataschema": schema_path(row.type, row.schema_version),
        "stream": row.stream,
        "version": row.version,
        "authority": row.authority,
        "actor": str(row.actor),
        "correlationid": str(row.correlation_id),
        "partitionkey": str(row.subject),
    }
    if sequence is not None:
        attributes["sequence"] = sequence_text(sequence)
    if row.causation_id is not None:
        attributes["causationid"] = str(row.causation_id)
    if row.effective_on is not None:
        attributes["effectiveon"] = row.effective_on.isoformat()
    return attributes
