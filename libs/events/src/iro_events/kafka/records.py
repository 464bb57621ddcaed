"""A fact as a record: structured CloudEvents 1.0, keyed by the child; and what is found that is no fact."""

import json
from typing import Any, Final

from pydantic_core import from_json

from iro_events.bus import CloudEvent
from iro_events.cloudevents import sequence_text
from iro_events.ids import UUID
from iro_events.topics import LARGEST_RECORD

HEADERS: Final = [("content-type", b"application/cloudevents+json; charset=UTF-8")]
"""Of every record that carries a fact: the structured mode of CloudEvents' binding to Kafka."""

NEEDED: Final = ("id", "source", "type", "subject", "sequence")


MARK: Final = "log.known-up-to"
"""The type of a record that says: all that is told on this partition up to that number of the log stands before it."""


class NotAFact(ValueError):
    """The record is none of ours; the message says why, and never repeats what it holds."""


def mark_of(source: str, place: str, seq: int) -> bytes:
    """A mark, an event about the log and no child's. `place` is the topic and partition, so that each has one id."""
    mark = {
        "specversion": "1.0",
        "id": f"{place}/{seq}",
        "source": source,
        "type": MARK,
        "sequence": sequence_text(seq),
    }
    return json.dumps(mark).encode("ascii")


def read_record(key: bytes | None, value: bytes | None) -> CloudEvent | int:
    """The record's fact, parsed and not yet decoded, or the number that a mark tells. Raises NotAFact."""
    told = _parsed(value)
    if told.get("specversion") == "1.0" and told.get("type") == MARK and _is_number(told.get("sequence")):
        return int(told["sequence"])
    return _fact_of(key, told)


def _fact_of(key: bytes | None, told: dict[str, Any]) -> CloudEvent:
    if told.get("specversion") != "1.0":
        raise NotAFact("it is no CloudEvent 1.0")
    missing = [name for name in NEEDED if told.get(name) is None]
    if missing:
        raise NotAFact(f"it has no {missing[0]}")
    _mind_the_child(told, key)
    return told


def _is_number(sequence: object) -> bool:
    return isinstance(sequence, str) and sequence.isascii() and sequence.isdecimal()


def _parsed(value: bytes | None) -> dict[str, Any]:
    if value is None:
        raise NotAFact("it has no value")
    if len(value) > LARGEST_RECORD:
        raise NotAFact(f"it is larger than {LARGEST_RECORD} bytes")
    try:
        told = from_json(value)
    except ValueError:
        raise NotAFact("it is no JSON") from None
    if not isinstance(told, dict):
        raise NotAFact("it is no JSON object")
    return told


def _mind_the_child(told: CloudEvent, key: bytes | None) -> None:
    """A fact under another's key would stand in another's order."""
    try:
        subject, _ = UUID(told["subject"]), int(told["sequence"])
    except (AttributeError, TypeError, ValueError):
        raise NotAFact("its subject is no id, or its sequence no number") from None
    if key is None or key.decode("ascii", "replace") != str(subject):
        raise NotAFact("its key is not its subject")
