"""Who tells which facts on which topic, taken from the services' own catalogues."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generating.http import catalogue_of
from generating.members import Member, services
from iro_events.event import Event, PublishedEvent, RestrictedEvent
from iro_events.published import all_published, modules_of_events, published_in
from iro_events.topics import RESTRICTED, TOLD_BY

TOPICS = {service: plain.name for service, (plain, _) in TOLD_BY.items()}


@dataclass(frozen=True, slots=True)
class Area:
    """One module of `iro_events.facts`: its facts in the order in which they are written there."""

    name: str
    about: str
    facts: Sequence[type[PublishedEvent]]


def areas() -> Iterator[Area]:
    """Every module that defines facts, by name."""
    for module in modules_of_events():
        yield Area(module.__name__.rpartition(".")[2], first_line(inspect.getdoc(module)), published_in(module))


def tellers() -> Mapping[type[PublishedEvent], Sequence[Member]]:
    """Which services tell each fact; one that no service tells yet is absent."""
    stored = {service: set(catalogue_of(service)) for service in services()}
    told = {fact: [service for service in stored if fact in stored[service]] for fact in all_published()}
    return {fact: by for fact, by in told.items() if by}


def topic_of(fact: type[PublishedEvent], service: Member) -> str:
    """Where the fact is told."""
    return TOPICS[service.name] + (RESTRICTED if issubclass(fact, RestrictedEvent) else "")


def private_events(service: Member) -> list[type[Event]]:
    """What the service stores and never tells."""
    return [event for event in catalogue_of(service) if not issubclass(event, PublishedEvent)]


def first_line(text: str | None) -> str:
    """A docstring's summary."""
    return (text or "").partition("\n")[0]
