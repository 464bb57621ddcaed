"""A broker's record is one service's to take or to refuse, whatever is in it, and says at what place it was refused."""

import json
from typing import Any

import pytest

from iro_chassis.inbound.envelope import Given
from iro_chassis.inbound.owners import ESCALATIONS, METRICS, OWNERS, PARTICIPATION, REVIEWS
from iro_chassis.inbound.unpacking import given_in
from iro_events.facts.inbound import InboundRejection
from iro_events.kafka.sent import Sent

EVENT = {
    "specversion": "1.0",
    "id": "e-1",
    "source": "/system",
    "type": "missing.episode",
    "record": "r-1",
    "subject": "7f8d2c1e-1111-4111-8111-111111111111",
}
KEY = EVENT["subject"].encode()
SERVICES = (REVIEWS, ESCALATIONS, PARTICIPATION, METRICS)
NOBODYS: dict[str, bytes | None] = {
    "no value": None,
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "too deep": b"[" * 100_000,
    "a list": b'[{"type": "missing.episode"}]',
    "a number": b"1",
    "a type that is no text": b'{"type": ["missing.episode"]}',
    "no type": b'{"specversion": "1.0"}',
    "a type of nobody's": json.dumps({**EVENT, "type": "missing.cat"}).encode(),
}


def given(value: bytes | None, key: bytes | None = None) -> dict[str, Given]:
    """What each service finds in the record that has something to do with it."""
    record = Sent(partition=4, offset=17, key=key, value=value)
    found = {service: given_in(record, service) for service in SERVICES}
    return {service: given for service, given in found.items() if given is not None}


def only(value: Any, key: bytes | None = KEY) -> Given:
    [one] = given(json.dumps(value).encode(), key).values()
    return one


@pytest.mark.parametrize("kind", OWNERS)
def test_an_event_is_its_owners_alone_be_there_anything_wrong_with_it(kind: str) -> None:
    assert list(given(json.dumps({**EVENT, "type": kind}).encode())) == [OWNERS[kind]]
    assert list(given(json.dumps({"type": kind}).encode())) == [OWNERS[kind]]


@pytest.mark.parametrize("value", NOBODYS.values(), ids=NOBODYS)
def test_what_is_nobodys_is_given_to_review_service_alone(value: bytes | None) -> None:
    assert list(given(value)) == [REVIEWS]


@pytest.mark.parametrize("value", [None, b"{", b"[1]", b'{"specversion": "1.0"}'])
def test_what_has_no_id_is_refused_with_its_place(value: bytes | None) -> None:
    refusal = given(value)[REVIEWS].refusal

    assert refusal is not None
    assert refusal.reason is InboundRejection.NOT_AN_EVENT
    assert refusal.detail.startswith("partition 4, offset 17: ")


def test_an_event_under_another_childs_key_is_refused_and_under_its_own_it_is_another_matter() -> None:
    right, wrong = only(EVENT), only(EVENT, b"another")

    assert (right.refusal, wrong.envelope) == (None, None)
    assert wrong.refusal is not None
    assert (wrong.refusal.reason, wrong.refusal.field) == (InboundRejection.OTHER_SUBJECT, "subject")
    assert right.event == wrong.event
    assert right.digest != wrong.digest


@pytest.mark.parametrize("key", [None, b"", KEY])
def test_a_record_may_have_no_key(key: bytes | None) -> None:
    assert only(EVENT, key).refusal is None
