"""A fact's text, written out by hand, says what its CloudEvent says, whatever stands in it."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from iro_events.cloudevents import cloudevent_json, encode_cloudevent
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


@given(RECORDED)
def test_the_text_of_a_fact_is_its_cloudevent(recorded: Recorded) -> None:
    assert recorded.sequence is not None
    text = cloudevent_json((*to_store(recorded), recorded.sequence))

    assert json.loads(text) == encode_cloudevent(recorded)
    assert text.isascii()


def test_the_text_of_a_fact_has_the_attributes_in_the_order_of_the_page() -> None:
    fact = ReviewHeld(review=UUID(int=1), held_on=date(2026, 1, 5))
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    one = UUID(int=2)
    recorded = Recorded(one, "/E10000011/review-service", "care-1", 1, one, fact, at, at.date(), one, one, one, "E1", 7)

    assert list(json.loads(cloudevent_json((*to_store(recorded), 7)))) == list(encode_cloudevent(recorded))
