"""What an event is: private to its service (Event), PublishedEvent, or RestrictedEvent for few."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Final, TypeVar

from pydantic import BaseModel, ConfigDict

Field = TypeVar("Field")


class _DerivedField:
    """Marks a field of an event."""


_DERIVED: Final = _DerivedField()

Derived = Annotated[Field, _DERIVED]
"""A field of an event that follows from others, or from what was needed: two records that differ in it are the same."""

Upcast = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Turns the stored data of one version into the next; pure, and kept for ever."""


class Event(BaseModel):
    """Something that happened, in the past participle; private to the service that stores it.

    Its stored name is the name of its class: one name per thing, in the log, in CloudEvents and in the documentation.
    Names and shapes are kept for 75 years. An optional field may be added, since older readers ignore it; any other
    changed shape needs an upcast and a new golden file. A concrete event may set `effective`, the name of the field
    whose date matters to the law.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]
    effective: ClassVar[str | None] = None
    upcasts: ClassVar[tuple[Upcast, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        """Name the event after its class, once: every append reads the name."""
        super().__init_subclass__(**options)
        cls.type = cls.__name__

    @classmethod
    def version(cls) -> int:
        """The version of the shape written today, counted from 1."""
        return len(cls.upcasts) + 1

    @property
    def effective_on(self) -> date | None:
        """The day that matters to the law, or None where the event has none."""
        if self.effective is None:
            return None
        on: date | None = getattr(self, self.effective)
        return on


class PublishedEvent(Event):
    """An event that other services may read: its fields are UUID, date, int, bool or Enum, never text."""


class RestrictedEvent(PublishedEvent):
    """An event of a special category (ethnicity, disability, participation code, risk), on a topic of its own."""


@cache
def derived_fields(event: type[Event]) -> frozenset[str]:
    """The fields of an event that are marked as derived."""
    return frozenset(name for name, field in event.model_fields.items() if _DERIVED in field.metadata)
