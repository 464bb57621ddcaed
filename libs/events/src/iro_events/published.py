"""Which events are published: those that the modules of `iro_events.facts` declare. Nothing lists them beside that.

Which service publishes an event is said by the union of the decider that records it, and there alone.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from iro_events import facts
from iro_events.event import PublishedEvent


def published_in(*modules: ModuleType) -> tuple[type[PublishedEvent], ...]:
    """The published events that these modules declare, in the order in which they are written there."""
    return tuple(
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, PublishedEvent) and _is_declared_in(module, thing)
    )


def modules_of_events() -> Iterator[ModuleType]:
    """Every module of `iro_events.facts` that declares events, by name."""
    for found in pkgutil.iter_modules(facts.__path__, f"{facts.__name__}."):
        module = import_module(found.name)
        if published_in(module):
            yield module


def all_published() -> tuple[type[PublishedEvent], ...]:
    """Every published event."""
    return published_in(*modules_of_events())


def _is_declared_in(module: ModuleType, event: type[PublishedEvent]) -> bool:
    """Whether it is the module's own, and no base that several of its events have in common."""
    return event.__module__ == module.__name__ and not event.__name__.startswith("_")
