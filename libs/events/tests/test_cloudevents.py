"""A fact's text, written out by hand, says what its CloudEvent says, whatever stands in it."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iro_events.catalogue import Catalogue, UnknownEventType, UnknownEventVersion
from iro_events.cloudevents import cloudevent_json, decode_cloudevent, encode_cloudevent
from iro_events.envelope import Recorded
from iro_events.facts.reviews import ReviewHeld
from iro_events.stored import to_store

MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is added

RECORDED = st.builds(
    Recorded,
    id=st.uuids(),
    source=st.text(),
    stream=st.text(),
    version=st.integers(1, 2**31 - 1),
    subject=st.uuids(),
    event=st.builds(ReviewHeld, review=st.uuids(), held_on=st.dates(date(1990, 1, 1))),
    recorded_at=MOMENTS,
    effective_on=st.none() | st.dates(),
    actor=st.uuids(),
    correlation_id=st.uuids(),
    causation_id=st.none() | st.uuids(),
    authority=st.text(),
    sequence=st.integers(1, 2**63 - 1),
)


AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
ONE = UUID(int=2)
HELD = ReviewHeld(review=UUID(int=1), held_on=date(2026, 1, 5))
RECORDED_ONCE = Recorded(
    ONE, "/E10000011/review-service", "care-1", 1, ONE, HELD, AT, AT.date(), ONE, ONE, ONE, "E1", 7
)
REVIEWS = Catalogue([ReviewHeld])


@given(RECORDED)
def test_the_text_of_a_fact_is_its_cloudevent(recorded: Recorded) -> None:
    assert recorded.sequence is not None
    text = cloudevent_json((*to_store(recorded), recorded.sequence))

    assert json.loads(text) == encode_cloudevent(recorded)
    assert text.isascii()


def test_a_type_is_the_name_with_a_prefix_a_schema_a_path_and_a_sequence_twenty_digits() -> None:
    told = encode_cloudevent(RECORDED_ONCE)

    assert told["type"] == "footprint.ReviewHeld"
    assert told["dataschema"] == "/schemas/ReviewHeld/1"
    assert told["sequence"] == "00000000000000000007"
    assert decode_cloudevent(told, REVIEWS) == RECORDED_ONCE


def test_a_field_that_a_newer_service_added_is_ignored() -> None:
    told = encode_cloudevent(RECORDED_ONCE)
    newer = {**told, "data": {**told["data"], "venue": "home"}}

    assert decode_cloudevent(newer, REVIEWS) == RECORDED_ONCE


def test_a_higher_version_stops_the_reader() -> None:
    newer = {**encode_cloudevent(RECORDED_ONCE), "dataschema": "/schemas/ReviewHeld/2"}

    with pytest.raises(UnknownEventVersion, match="ReviewHeld version 2"):
        decode_cloudevent(newer, REVIEWS)


@pytest.mark.parametrize("type_", ["ReviewHeld", "elsewhere.ReviewHeld", "footprint.ReviewBurnt"])
def test_a_type_that_is_not_in_the_catalogue_under_the_prefix_is_unknown(type_: str) -> None:
    with pytest.raises(UnknownEventType):
        decode_cloudevent({**encode_cloudevent(RECORDED_ONCE), "type": type_}, REVIEWS)


def test_the_text_of_a_fact_has_the_attributes_in_the_order_of_the_page() -> None:
    text = cloudevent_json((*to_store(RECORDED_ONCE), 7))

    assert list(json.loads(text)) == list(encode_cloudevent(RECORDED_ONCE))
