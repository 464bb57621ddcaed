"""What an event is: private to its service (Event), told to others (Fact), or told to few (RestrictedFact)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

Upcast = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Turns the stored data of one version into the next; pure, and kept for ever."""


class Event(BaseModel):
    """Something that happened, in the past participle; private to the service that stores it.

    Names, shapes and stored `type` are kept for 75 years: a changed shape needs an upcast and a new golden file.
    A concrete event sets `type` (stored name, such as `review.held`) and may set `effective`, the name of the
    field whose date matters to the law.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]
    effective: ClassVar[str | None] = None
    upcasts: ClassVar[tuple[Upcast, ...]] = ()

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


class Fact(Event):
    """An event that others may be told: its fields are UUID, date, int, bool or Enum, never text."""


class RestrictedFact(Fact):
    """A fact of a special category (ethnicity, disability, participation code, risk): told on a topic of its own."""
