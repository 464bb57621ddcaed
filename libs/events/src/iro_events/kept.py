"""A record that another system keeps: what it says now is told, and that it was made in error; never the same twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from iro_events.decider import ByState, Context, Decider
from iro_events.event import Event

Saying = TypeVar("Saying", bound=Event)
Ending = TypeVar("Ending", bound=Event)


@dataclass(frozen=True, slots=True)
class Say(ByState, Generic[Saying]):
    """The record says this."""

    told: Saying


@dataclass(frozen=True, slots=True)
class Withdraw(ByState, Generic[Ending]):
    """The record was made in error."""

    told: Ending


@dataclass(frozen=True, slots=True)
class Kept:
    """What the record says; None where it says nothing, or no longer."""

    said: Event | None = None


def record_of(
    saying: type[Saying], ending: type[Ending], stream: str
) -> Decider[Say[Saying] | Withdraw[Ending], Kept, Saying | Ending]:
    """The decider of a record that is told as the one event while it stands, and as the other when it is withdrawn.

    Its streams are named `{stream}-{id}`, by the id that the record has here.
    """

    def decide(command: Say[Saying] | Withdraw[Ending], kept: Kept, context: Context) -> Sequence[Saying | Ending]:
        if isinstance(command, Say):
            return [] if kept.said == command.told else [command.told]
        return [] if kept.said is None else [command.told]

    def evolve(kept: Kept, event: Saying | Ending) -> Kept:
        return Kept(event if isinstance(event, saying) else None)

    return Decider(decide=decide, evolve=evolve, initial=Kept(), events=saying | ending, stream=stream)
