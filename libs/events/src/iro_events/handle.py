"""Handles one command on one stream: what it records, where a repeat of what is recorded already records nothing.

A decider decides as if every command were new. What cannot happen twice it refuses, and refusals that say "already
recorded" or "nothing to withdraw" yield to a repeat: then the stream is searched backwards for the last point at which
the command was possible. If the stream goes on there with exactly the events that the command records, it is a repeat.
Where those events change no state, any earlier such point counts.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from iro_events.dates import today_in_england
from iro_events.decider import ByState, Command, Context, Decider, Refused, State, Told, fold, nothing_needed
from iro_events.event import Event, derived_fields
from iro_events.notes import NoteRecorded, given_notes, new_notes

LATE: Final = 23
"""The hour in UTC from which it may be the next day in England, in summer."""


class Past(NamedTuple):
    """An event of a stream, when it was recorded (UTC), and as part of what; None where that is not known."""

    event: Event
    recorded_at: datetime
    correlation_id: UUID | None = None

    def goes_with(self, other: "Past") -> bool:
        """Whether both are known to be of one request."""
        one, another = (self.correlation_id, self.recorded_at), (other.correlation_id, other.recorded_at)
        return self.correlation_id is not None and one == another


def handle(
    decider: Decider[Command, State, Told],
    command: Command,
    state: State,
    history: Sequence[Past],
    context: Context,
) -> Sequence[Told | NoteRecorded]:
    """The events that the command records; empty where it repeats what is recorded.

    `state` is that after `history`, the whole stream. A repeat with another note records that note. Raises what the
    decider refuses.
    """
    if isinstance(command, ByState):
        return _with_calculated(decider, command, state, decider.decide(command, state, context))
    try:
        events = decider.decide(command, state, context)
    except Refused as refusal:
        repeated = _last_possible(decider, command, history, context) if refusal.yields_to_repeat else None
        if repeated is None:
            raise
        return new_notes(command, repeated, _events(history))
    if not events:
        # The value is set already: only a note can be new, about the event that set it.
        repeated = _recorded_anywhere(decider, command, history, context) if given_notes(command) else None
        return [] if repeated is None else new_notes(command, repeated, _events(history))
    after = fold(decider, events, state)
    if after == state and any(same(events[0], past.event) for past in history):
        repeated = _recorded_anywhere(decider, command, history, context)
        if repeated is not None:
            return new_notes(command, repeated, _events(history))
    about = len(history) + 1
    notes = [NoteRecorded(about=about, field=name, text=text) for name, text in given_notes(command).items()]
    return [*events, *notes, *decider.calculate(command, state, events, after)]


def _with_calculated(
    decider: Decider[Command, State, Told], command: Command, state: State, events: Sequence[Told]
) -> Sequence[Told]:
    if not events:
        return events
    return [*events, *decider.calculate(command, state, events, fold(decider, events, state))]


def _last_possible(
    decider: Decider[Command, State, Told], command: Command, history: Sequence[Past], context: Context
) -> int | None:
    """The version of the first event that the command would repeat; None where it repeats nothing."""
    for at, before, events in _possible(decider, command, history, context):
        if _goes_on_with(events, history, at, _skipped(decider)):
            return at + 1
        if fold(decider, events, before) != before:
            return None
    return None


def _recorded_anywhere(
    decider: Decider[Command, State, Told], command: Command, history: Sequence[Past], context: Context
) -> int | None:
    """As `_last_possible`, at any earlier point: what changes no state, or sets a value, was possible all along."""
    for at, _, events in _possible(decider, command, history, context):
        if _goes_on_with(events, history, at, _skipped(decider)):
            return at + 1
    return None


def _possible(
    decider: Decider[Command, State, Told], command: Command, history: Sequence[Past], context: Context
) -> Iterator[tuple[int, State, Sequence[Told]]]:
    """The points at which the command was possible, the last first, the state there, and what it would have recorded.

    Each is decided on the day on which it was recorded. Where the command would have recorded nothing is no such point.
    """
    skipped, decide, needed = _skipped(decider), decider.decide, decider.needed
    states = _states(decider, history)
    then = context
    for at in range(len(history) - 1, -1, -1):
        past = history[at]
        if type(past.event) in skipped:
            continue
        if past.recorded_at != then.recorded_at or then is context or needed is not nothing_needed:
            following: Sequence[Any] = () if needed is nothing_needed else _events(history[at:])
            then = _as_of(context, past.recorded_at, needed(following))
        try:
            events = decide(command, states[at], then)
        except Refused:
            continue
        if events:
            yield at, states[at], events


def _events(history: Sequence[Past]) -> list[Event]:
    return [past.event for past in history]


def _states(decider: Decider[Any, State, Any], history: Sequence[Past]) -> list[State]:
    """The state before each event."""
    states, state, evolve = [], decider.initial, decider.evolve
    for past in history:
        states.append(state)
        if type(past.event) is not NoteRecorded:
            state = evolve(state, past.event)
    return states


def _as_of(context: Context, recorded_at: datetime, needed: object) -> Context:
    """The context as it was at that moment."""
    return Context(
        recorded_at=recorded_at,
        today=_day_of(recorded_at),
        actor=context.actor,
        correlation_id=context.correlation_id,
        causation_id=context.causation_id,
        subject=context.subject,
        id=context.id,
        needed=needed,
    )


def _day_of(recorded_at: datetime) -> date:
    """The day in England: before 23:00 it is that of UTC, and no time zone needs to be asked."""
    return (
        recorded_at.date() if recorded_at.hour < LATE and recorded_at.tzinfo is UTC else today_in_england(recorded_at)
    )


def _goes_on_with(events: Sequence[Event], history: Sequence[Past], at: int, skipped: frozenset[type]) -> bool:
    """Whether exactly these events follow there: a request that recorded more than these is another one."""
    following = (past for past in history[at:] if type(past.event) not in skipped)
    if not all((found := next(following, None)) is not None and same(event, found.event) for event in events):
        return False
    after = next(following, None)
    return after is None or not history[at].goes_with(after)


@cache
def _skipped_types(calculated: tuple[type[Event], ...]) -> frozenset[type]:
    return frozenset({NoteRecorded, *calculated})


def _skipped(decider: Decider[Any, Any, Any]) -> frozenset[type]:
    return _skipped_types(decider.calculated)


def same(one: Event, other: Event) -> bool:
    """Whether two events say the same, apart from fields that are derived."""
    if type(one) is not type(other):
        return False
    derived = derived_fields(type(one))
    if not derived:
        return one.__dict__ == other.__dict__
    return all(value == other.__dict__[name] for name, value in one.__dict__.items() if name not in derived)
