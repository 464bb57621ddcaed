"""What handling one command costs, given the stream's state: a new one, and the search for what one repeats."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from uuid import UUID

from table import Row

from iro_events.decider import Context, fold
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from iro_events.handle import Past, handle
from iro_events.spec import context_on
from participation_service.domain.contacts import CONTACTS, ContactEvent, LogContact, contact_id

CHILD, IRO = UUID(int=1), UUID(int=2)
FIRST = date(2014, 4, 1)
BOUNDS = {30: 50.0, 200: 150.0}
"""Microseconds for a new command, by the events in the stream."""

SEARCH = 2.0
"""Folds of the stream that a search for a repeat may take, over every command of the stream in turn."""

ROUNDS = 200


def measure(folder: Path) -> list[Row]:
    """The median of many rounds, for a child with so many contacts, each logged on a day of its own."""
    return [row for events, bound in BOUNDS.items() for row in _rows(events, bound)]


def _rows(events: int, bound: float) -> list[Row]:
    commands = [_contact(FIRST + timedelta(days=day)) for day in range(events)]
    history = _logged(commands)
    recorded: list[ContactEvent] = [past.event for past in history]  # type: ignore[misc] # contacts without notes
    state = fold(CONTACTS, recorded)
    new = partial(handle, CONTACTS, _contact(FIRST - timedelta(days=1)), state, history, _context(commands[-1].on))
    took = _microseconds(new)
    folding = _microseconds(partial(fold, CONTACTS, recorded))
    again = _context(commands[-1].on)
    searches = [_microseconds(partial(handle, CONTACTS, one, state, history, again), 5) for one in commands]
    searching = sum(searches) / len(searches)
    last = _microseconds(partial(handle, CONTACTS, commands[-1], state, history, again))
    return [
        Row(
            what=f"a new command, {events} events in its stream",
            ours=f"{took:.0f} µs",
            peer="",
            ratio="",
            bound=f"under {bound:g} µs",
            met=took < bound,
        ),
        Row(
            what=f"the search for a repeat of the last command, {events} events",
            ours=f"{last:.0f} µs",
            peer=f"one fold: {folding:.0f} µs",
            ratio=f"{last / folding:.2f}",
            bound=f"at most {SEARCH:g}",
            met=last <= SEARCH * folding,
        ),
        Row(
            what=f"the search for a repeat, {events} events, every command in turn",
            ours=f"{searching:.0f} µs",
            peer=f"one fold: {folding:.0f} µs",
            ratio=f"{searching / folding:.2f}",
            bound=f"at most {SEARCH:g}",
            met=searching <= SEARCH * folding,
        ),
    ]


def _contact(on: date) -> LogContact:
    return LogContact(iro=IRO, on=on, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO, seen_alone=True)


def _context(on: date) -> Context:
    return context_on(on, subject=CHILD, id_=CHILD)


def _logged(commands: list[LogContact]) -> list[Past]:
    history: list[Past] = []
    state = CONTACTS.initial
    for command in commands:
        context = context_on(command.on, subject=CHILD, id_=contact_id(command, state, CHILD))
        events = handle(CONTACTS, command, state, history, context)
        state = fold(CONTACTS, events, state)
        history += [Past(event, context.recorded_at) for event in events]
    return history


def _microseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    took: list[float] = []
    for _ in range(rounds):
        begun = perf_counter_ns()
        work()
        took.append((perf_counter_ns() - begun) / 1000)
    return median(took)
