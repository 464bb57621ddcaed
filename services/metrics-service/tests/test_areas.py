"""The areas read, between them, every event that any service publishes, each once."""

from collections import Counter

from iro_events.facts import deadlines, inbound
from iro_events.published import all_published, published_in
from metrics_service.areas import AREAS

NOT_READ = {*published_in(deadlines, inbound)}
"""What this service publishes of its own clocks, and what the information system alone is told."""


def test_every_published_event_is_read_by_one_area() -> None:
    read = Counter(event for area in AREAS for event in area.catalogue)

    assert read == Counter(set(all_published()) - NOT_READ)
