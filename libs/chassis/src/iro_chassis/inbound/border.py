"""What a service says of its border: which types it takes, and how it translates them into its own commands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_chassis.inbound.envelope import SCHEMA, Envelope, Refusal
from iro_events.store import Writing


class Body(BaseModel):
    """What an event's `data` holds; it takes no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class About(StrEnum):
    """How the `subject` of an event names whom it is about; the values are the remedies where it does not."""

    CHILD_THERE = "give the child's id in the information system"
    CHILD_HERE = "give the id by which the child is known here"
    WORKER = "give the worker's id in the information system"
    NOBODY = "leave it out; the event is about nobody"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of event that is taken. `happened` names the days of its body that cannot lie in the future."""

    name: str
    body: type[Body]
    happened: tuple[str, ...] = ()
    about: About = About.CHILD_THERE
    version: int = 1

    @property
    def schema(self) -> str:
        """What `dataschema` says of it."""
        return f"{SCHEMA}{self.name}/{self.version}"


@dataclass(frozen=True, slots=True)
class Notice:
    """An event that is new, in order and whole. `body` is None where the record is withdrawn.

    `known_as` is what its record is called here from its first version on: that system's own id stays at the border.
    """

    envelope: Envelope
    digest: bytes
    body: Any
    known_as: UUID

    @property
    def matter(self) -> "Matter":
        """What it is a version of."""
        return matter_of(self.envelope)


Matter = tuple[str, str, str]
"""Source, type, record."""


def matter_of(envelope: Envelope) -> Matter:
    """What the event is a version of."""
    return envelope.source, envelope.type, envelope.record


@dataclass(frozen=True, slots=True)
class Taken:
    """The event was taken, and what followed was told; `about` is the child or IRO by its id here."""

    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """The event is kept until whom it is about appears: `mark` tells the translator whom."""

    mark: str


Fate = Taken | Waits | Refusal


class Translator(Protocol):
    """Turns notices into commands of one write. Nothing of a refused one may have been told."""

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        """The fate of each, in the order given; no two are of the same matter."""
        ...

    async def here(self, marks: Collection[str]) -> Collection[str]:
        """Those of the marks that something waits for who are known here by now."""
        ...


@dataclass(frozen=True, slots=True)
class Border:
    """A service's border. `translator` is made anew for each write; it is given a source of fresh ids."""

    service: str
    kinds: Mapping[str, Kind]
    translator: Callable[[Writing, Callable[[], UUID]], Translator]


def kinds_of(*kinds: Kind) -> Mapping[str, Kind]:
    """Kinds by their types."""
    return {kind.name: kind for kind in kinds}
