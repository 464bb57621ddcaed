"""Unpacks the records of a broker: an event for this service's border, something to refuse, or another service's."""

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from iro_chassis.inbound.envelope import Given, Refusal, digest_of, read
from iro_chassis.inbound.owners import owner_of
from iro_events.facts.inbound import InboundRejection

if TYPE_CHECKING:
    from iro_events.kafka.sent import Sent

_NO_JSON: Final = "cannot be read as JSON; send one CloudEvent 1.0 in structured JSON"
_ANOTHERS_KEY: Final = "the key of the broker's record names another; give the subject as key, or none"


def given_in(record: "Sent", service: str) -> Given | None:
    """The event in the record, whatever is wrong with it; None where it is another service's to take or to refuse."""
    try:
        sent = json.loads(record.value or b"")
        given = read(sent)
    except (ValueError, RecursionError):
        return _unreadable(record) if service == owner_of(None) else None
    if owner_of(sent) != service:
        return None
    if _names_another(record.key, sent):
        refusal = Refusal(InboundRejection.OTHER_SUBJECT, "subject", _ANOTHERS_KEY)
        # The same event under its own key may be taken, or be refused for a reason of its own.
        return replace(given, digest=digest_of([given.digest.hex(), refusal.reason]), envelope=None, refusal=refusal)
    if given.refusal is not None and not {"source", "id"} <= given.known_by.keys():
        # Nothing else tells the sender which it was.
        return replace(given, refusal=replace(given.refusal, detail=f"{_place(record)}: {given.refusal.detail}"))
    return given


def _unreadable(record: "Sent") -> Given:
    refusal = Refusal(InboundRejection.NOT_AN_EVENT, None, f"{_place(record)}: {_NO_JSON}")
    return Given(hashlib.sha256(record.value or b"").digest(), None, refusal, {})


def _names_another(key: bytes | None, sent: Any) -> bool:
    subject = sent.get("subject") if isinstance(sent, dict) else None
    return bool(key) and isinstance(subject, str) and key != subject.encode("utf-8", "surrogatepass")


def _place(record: "Sent") -> str:
    """As the broker counts, since the sender knows it so."""
    return f"partition {record.partition}, offset {record.offset}"
