"""Every event a service stores or reads, by its stored name; decodes any version ever written."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from iro_events.event import Event


class UnknownEventType(LookupError):
    """The stored name is in no catalogue here."""


class UnknownEventVersion(LookupError):
    """The shape is newer than this process knows: it must stop, since it would misread it."""


class NotInCatalogue(LookupError):
    """The event is in no union of the service's deciders: stored, it could never be read again."""


class Catalogue:
    """A closed set of event classes. Raises ValueError where two share a stored name."""

    def __init__(self, events: Iterable[type[Event]]) -> None:
        self._events: dict[str, type[Event]] = {}
        for event in events:
            if self._events.setdefault(event.type, event) is not event:
                raise ValueError(f"two events are stored as {event.type!r}")

    def __iter__(self) -> Iterator[type[Event]]:
        return iter(self._events.values())

    def __contains__(self, name: object) -> bool:
        return name in self._events

    def named(self, name: str) -> type[Event]:
        """The event class stored under this name. Raises UnknownEventType."""
        try:
            return self._events[name]
        except KeyError:
            raise UnknownEventType(f"no event is known here as {name!r}") from None

    def require(self, event: type[Event]) -> None:
        """Raises NotInCatalogue where this very class could not be read back."""
        if self._events.get(event.type) is not event:
            raise NotInCatalogue(f"{event.__name__} is in no union of this service's deciders; add it to one")

    def decode(self, name: str, version: int, data: bytes | str) -> Event:
        """The event, whatever version it was stored in. Raises UnknownEventType or UnknownEventVersion.

        Fields that are not known here are ignored: a newer writer added them, and they are optional.
        """
        event = self.named(name)
        if version == event.version():
            return event.model_validate_json(data, extra="ignore")
        if version > event.version() or version < 1:
            raise UnknownEventVersion(f"{name} version {version} is not known here; the newest is {event.version()}")
        shape: Mapping[str, Any] = json.loads(data)
        for upcast in event.upcasts[version - 1 :]:
            shape = upcast(shape)
        return event.model_validate_json(json.dumps(shape), extra="ignore")


def encode(event: Event) -> bytes:
    """The event's data as stored: UTF-8 JSON, fields in the order of the class."""
    return event.__pydantic_serializer__.to_json(event)
