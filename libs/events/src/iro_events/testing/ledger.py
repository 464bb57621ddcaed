"""A small aggregate for trying a store: entries in a ledger, some of which may be told, some to few."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias, assert_never

from iro_events.catalogue import Catalogue
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event, PublishedEvent, RestrictedEvent


class Noted(Event):
    """Something private, with words of its own."""

    number: int
    words: str


class Entered(PublishedEvent):
    """Something that others are told."""

    effective: ClassVar = "on"
    number: int
    on: date


class Guarded(RestrictedEvent):
    """Something that few are told."""

    number: int


LedgerEvent: TypeAlias = Noted | Entered | Guarded
LEDGER_EVENTS = Catalogue([Noted, Entered, Guarded])


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many entries there are."""

    entries: int = 0


@dataclass(frozen=True, slots=True)
class Enter:
    """So many new entries of each kind, the private first; nothing where the ledger has `up_to` entries already."""

    private: int = 0
    told: int = 1
    restricted: int = 0
    up_to: int | None = None


class LedgerFull(Refused):
    """Nobody may enter a negative number of things."""

    code = "ledger.full"


def evolve(ledger: Ledger, event: LedgerEvent) -> Ledger:
    """One entry more."""
    match event:
        case Noted() | Entered() | Guarded():
            return replace(ledger, entries=ledger.entries + 1)
        case _:
            assert_never(event)


def decide(command: Enter, ledger: Ledger, context: Context) -> Sequence[LedgerEvent]:
    """The entries, numbered on from those that are there."""
    if command.told < 0:
        raise LedgerFull("no more than nothing can be taken from a ledger")
    if command.up_to is not None and ledger.entries >= command.up_to:
        return []
    number = ledger.entries
    events: list[LedgerEvent] = []
    for _ in range(command.private):
        events.append(Noted(number=number + len(events) + 1, words="a line in nobody's words"))
    for _ in range(command.told):
        events.append(Entered(number=number + len(events) + 1, on=context.today))
    for _ in range(command.restricted):
        events.append(Guarded(number=number + len(events) + 1))
    return events


LEDGER: Decider[Enter, Ledger, LedgerEvent] = Decider(
    decide=decide, evolve=evolve, initial=Ledger(), events=LedgerEvent, stream="ledger"
)
