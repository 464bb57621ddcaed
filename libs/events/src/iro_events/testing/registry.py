"""Whether the unions of all services' deciders together declare each event once, and every published event."""

from collections.abc import Iterable, Iterator, Mapping

from iro_events.catalogue import Catalogue
from iro_events.event import Event, PublishedEvent


def registry_faults(catalogues: Mapping[str, Catalogue], published: Iterable[type[PublishedEvent]]) -> Iterator[str]:
    """What is wrong, in sentences: `catalogues` are the services' own by their names, `published` every such event."""
    yield from _of_one_name(catalogues)
    stored = {event for catalogue in catalogues.values() for event in catalogue}
    declared: set[type[Event]] = set(published)
    for event in sorted(declared - stored, key=_name):
        yield f"{event.type} is published by no service: add it to the union of the decider that records it"
    for event in sorted(stored - declared, key=_name):
        if issubclass(event, PublishedEvent):
            yield f"{event.type} is published, but {event.__module__} declares it: move it to iro_events.facts"


def _of_one_name(catalogues: Mapping[str, Catalogue]) -> Iterator[str]:
    first: dict[str, tuple[str, type[Event]]] = {}
    for service, catalogue in catalogues.items():
        for event in catalogue:
            other, known = first.setdefault(event.type, (service, event))
            if known is not event:
                yield f"{event.type} is one event in {other} and another in {service}: rename one of them"


def _name(event: type[Event]) -> str:
    return event.type
