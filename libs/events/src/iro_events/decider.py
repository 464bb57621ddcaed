"""How a decision is made: decide(command, state, context) gives events, evolve(state, event) gives state; both pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final, Generic, TypeVar, get_args
from uuid import UUID

from iro_events.event import Event
from iro_events.notes import NoteRecorded

State = TypeVar("State")
Command = TypeVar("Command")
Told = TypeVar("Told", bound=Event)
Needed = TypeVar("Needed")

NOBODY: Final = UUID(int=0)
"""Stands for a subject or thing that a context was given none of."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know of its surroundings: when, by whom, about whom, and as part of what.

    `recorded_at` is UTC; `today` is the calendar day in England at that moment. `subject` is the child (or the
    authority) whom the events are about, `id` the thing that the command is given to: the one in the request's path, or
    the id that a new one shall have. `needed` is what `policies.NEEDS` read for the command; ask by `need`.
    """

    recorded_at: datetime
    today: date
    actor: UUID
    correlation_id: UUID
    causation_id: UUID | None = None
    subject: UUID = NOBODY
    id: UUID = NOBODY
    needed: object = None

    def need(self, kind: type[Needed]) -> Needed | None:
        """What was read for the command from another aggregate; None where nothing was, as when it is replayed."""
        return self.needed if isinstance(self.needed, kind) else None


class Refused(Exception):
    """A rule says no. Nothing is written; the HTTP edge answers 409 with the stable `code`.

    `field` names the part of the command that would have to change, where one can be named. `yields_to_repeat` is
    True of a rule that says "already recorded" or "nothing to withdraw": a command that repeats what the stream holds
    is then nothing new. Rules about the wrong situation never yield.
    """

    code: ClassVar[str]
    yields_to_repeat: ClassVar[bool] = False

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ByState:
    """Marks commands that say how things are now, or are given by time or a policy: they are never compared as repeats.

    Their decider records the difference from its state, so the same command again records nothing.
    """

    __slots__ = ()


def calculate_nothing(command: Any, before: Any, events: Sequence[Any], after: Any) -> Sequence[Any]:
    """What a decider without calculated events calculates."""
    return ()


def nothing_needed(events: Sequence[Any]) -> object:
    """What a decider whose streams hold nothing of its needs says of them."""
    return None


@dataclass(frozen=True, slots=True)
class Decider(Generic[Command, State, Told]):
    """One aggregate's decisions.

    `events` is the union of all that its streams hold: the registry from which the service's catalogue is made.
    `stream` is the kind of its streams, each of which is named `{stream}-{id}`. Events of the `calculated` types come
    from `calculate(command, before, events, after)`, never from `decide`, and take no part in the comparison of
    repeats. `needed` says, of the events that followed a point of the stream, what had been needed there.
    """

    decide: Callable[[Command, State, Context], Sequence[Told]]
    evolve: Callable[[State, Told], State]
    initial: State
    events: object
    stream: str
    calculated: tuple[type[Event], ...] = ()
    calculate: Callable[[Command, State, Sequence[Told], State], Sequence[Told]] = calculate_nothing
    needed: Callable[[Sequence[Told]], object] = nothing_needed

    @property
    def event_types(self) -> tuple[type[Event], ...]:
        """The classes in the union of its events."""
        return get_args(self.events) or (self.events,)

    def stream_of(self, id_: UUID) -> str:
        """The name of one of its streams."""
        return f"{self.stream}-{id_}"

    def id_of(self, stream: str) -> UUID:
        """The id in the name of one of its streams."""
        return UUID(stream.removeprefix(f"{self.stream}-"))


def fold(
    decider: Decider[Command, State, Told], events: Sequence[Told | NoteRecorded], state: State | None = None
) -> State:
    """The state after these events, from the decider's initial state or the one given; notes change none."""
    current = decider.initial if state is None else state
    evolve = decider.evolve
    for event in events:
        if not isinstance(event, NoteRecorded):
            current = evolve(current, event)
    return current
