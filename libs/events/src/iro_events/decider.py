"""How a decision is made: decide(command, state, context) gives events, evolve(state, event) gives state; both pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from iro_events.event import Event

State = TypeVar("State")
Command = TypeVar("Command")
Told = TypeVar("Told", bound=Event)


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know of its surroundings: when, by whom, and as part of what.

    `recorded_at` is UTC; `today` is the calendar day in England at that moment.
    """

    recorded_at: datetime
    today: date
    actor: UUID
    correlation_id: UUID
    causation_id: UUID | None = None


class Refused(Exception):
    """A rule says no. Nothing is written; the HTTP edge answers 409 with the stable `code`.

    `field` names the part of the command that would have to change, where one can be named.
    """

    code: ClassVar[str]

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Decider(Generic[Command, State, Told]):
    """One aggregate's decisions. Asking for the same thing twice yields no second event."""

    decide: Callable[[Command, State, Context], Sequence[Told]]
    evolve: Callable[[State, Told], State]
    initial: State


def fold(decider: Decider[Command, State, Told], events: Sequence[Told], state: State | None = None) -> State:
    """The state after these events, from the decider's initial state or the one given."""
    current = decider.initial if state is None else state
    for event in events:
        current = decider.evolve(current, event)
    return current
