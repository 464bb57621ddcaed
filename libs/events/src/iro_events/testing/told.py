"""Makes facts as a bus brings them, for tests of what reads a bus."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from iro_events.bus import Batch, CloudEvent
from iro_events.cloudevents import encode_cloudevent
from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.spec import SPEC_ACTOR, SPEC_CORRELATION

TOPIC = "iro.reviews"
AUTHORITY = "E10000011"
SOURCE = f"/{AUTHORITY}/review-service"
RECORDED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def told(event: Event, subject: UUID, sequence: int, *, source: str = SOURCE) -> CloudEvent:
    """One fact about a child, with its place in the source's log."""
    return encode_cloudevent(
        Recorded(
            id=uuid4(),
            source=source,
            stream=f"care-{subject}",
            version=sequence,
            subject=subject,
            event=event,
            recorded_at=RECORDED_AT,
            effective_on=event.effective_on,
            actor=SPEC_ACTOR,
            correlation_id=SPEC_CORRELATION,
            causation_id=None,
            authority=AUTHORITY,
            sequence=sequence,
        )
    )


def batch(facts: Sequence[CloudEvent], *, topic: str = TOPIC, next_offset: int | None = None) -> Batch:
    """The facts as one batch that ends with the last of them."""
    end = next_offset if next_offset is not None else int(facts[-1]["sequence"])
    return Batch(topic=topic, partition=0, facts=tuple(facts), next_offset=end, head=end)
