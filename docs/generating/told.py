"""Who tells which facts on which topic, taken from the services' own catalogues."""

import inspect
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TypeGuard

import iro_events.facts
from generating.http import catalogue_of
from generating.members import Member, services
from iro_events.event import Event, PublishedEvent, RestrictedEvent
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
    for found in pkgutil.iter_modules(iro_events.facts.__path__, "iro_events.facts."):
        module = import_module(found.name)
        own = [thing for thing in vars(module).values() if _is_fact(thing) and thing.__module__ == module.__name__]
        if own:
            yield Area(found.name.rpartition(".")[2], first_line(inspect.getdoc(module)), own)


def tellers() -> Mapping[type[PublishedEvent], Sequence[Member]]:
    """Which services tell each fact; one that no service tells yet is absent."""
    told: dict[type[PublishedEvent], list[Member]] = {}
    for service in services():
        for event in catalogue_of(service):
            if _is_fact(event):
                told.setdefault(event, []).append(service)
    return told


def topic_of(fact: type[PublishedEvent], service: Member) -> str:
    """Where the fact is told."""
    return TOPICS[service.name] + (RESTRICTED if issubclass(fact, RestrictedEvent) else "")


def private_events(service: Member) -> list[type[Event]]:
    """What the service stores and never tells."""
    return [event for event in catalogue_of(service) if not issubclass(event, PublishedEvent)]


def first_line(text: str | None) -> str:
    """A docstring's summary."""
    return (text or "").partition("\n")[0]


def _is_fact(thing: object) -> TypeGuard[type[PublishedEvent]]:
    return isinstance(thing, type) and issubclass(thing, PublishedEvent) and not thing.__name__.startswith("_")
