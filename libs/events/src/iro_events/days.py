"""The days that have passed here: time comes in as a command, so that what follows from it can be told again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from iro_events.command import Command, happened
from iro_events.dates import StrictDate
from iro_events.decider import ByState, Context, Decider
from iro_events.event import Event

AUTHORITIES = UUID("2f0c7a52-1f0e-5b0a-8a63-0b6f2c7e4d11")
"""Namespace of the ids that stand for an authority, where an event is about no child: never change it."""


def authority_id(code: str) -> UUID:
    """The subject of what is told of the authority itself, by its ONS code."""
    return uuid5(AUTHORITIES, code)


class DayPassed(Event):
    """That day had come, and what its coming brings about was done."""

    effective: ClassVar = "on"
    on: date


@dataclass(frozen=True, slots=True)
class Days:
    """The last day that passed."""

    last: date = date.min


def evolve(days: Days, event: DayPassed) -> Days:
    """The days after the event."""
    return Days(max(days.last, event.on))


class PassDay(ByState, Command):
    """That day has come, and what its coming brings about is to be done."""

    on: StrictDate


def decide(command: PassDay, days: Days, context: Context) -> Sequence[DayPassed]:
    """Each day passes once; one that was left out needs no catching up, the later one does its work."""
    happened(command.on, context)
    return [DayPassed(on=command.on)] if command.on > days.last else []


DAYS: Decider[PassDay, Days, DayPassed] = Decider(
    decide=decide, evolve=evolve, initial=Days(), events=DayPassed, stream="days"
)
