"""What another system says began and ended for a child: proceedings in court, and times when it was missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, assert_never
from uuid import UUID

from iro_events.facts.missing import Absence, MissingEpisodeRecorded, MissingEpisodeWithdrawn
from iro_events.facts.proceedings import ProceedingsRecorded, ProceedingsWithdrawn

ProceedingsFact = ProceedingsRecorded | ProceedingsWithdrawn
MissingFact = MissingEpisodeRecorded | MissingEpisodeWithdrawn


class ProceedingsCase(NamedTuple):
    """Proceedings about a child; `ended_on` is None while they run."""

    child: UUID
    proceedings: UUID
    issued_on: date
    ended_on: date | None
    events: tuple[UUID, ...]


class MissingCase(NamedTuple):
    """A time when a child was missing or away; `found_on` is None while it is."""

    child: UUID
    episode: UUID
    since: date
    found_on: date | None
    absence: Absence
    events: tuple[UUID, ...]


SpanCase = ProceedingsCase | MissingCase


@dataclass(frozen=True, slots=True)
class Proceedings:
    """Proceedings as last told, and the events that told of them."""

    told: ProceedingsRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A time missing as last told, and the events that told of it."""

    told: MissingEpisodeRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProceedingsHistory:
    """A child's proceedings by their ids."""

    child: UUID
    told: Mapping[UUID, Proceedings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MissingHistory:
    """A child's times missing by their ids."""

    child: UUID
    told: Mapping[UUID, Missing] = field(default_factory=dict)


def evolve_proceedings(history: ProceedingsHistory, fact: ProceedingsFact, event: UUID) -> ProceedingsHistory:
    """The history with one more fact, told by that event."""
    before = history.told.get(fact.proceedings)
    others = {key: told for key, told in history.told.items() if key != fact.proceedings}
    match fact:
        case ProceedingsRecorded():
            events = (*(before.events if before else ()), event)
            return replace(history, told={**others, fact.proceedings: Proceedings(fact, events)})
        case ProceedingsWithdrawn():
            return replace(history, told=others)
        case _:
            assert_never(fact)


def evolve_missing(history: MissingHistory, fact: MissingFact, event: UUID) -> MissingHistory:
    """The history with one more fact, told by that event."""
    before = history.told.get(fact.episode)
    others = {key: told for key, told in history.told.items() if key != fact.episode}
    match fact:
        case MissingEpisodeRecorded():
            events = (*(before.events if before else ()), event)
            return replace(history, told={**others, fact.episode: Missing(fact, events)})
        case MissingEpisodeWithdrawn():
            return replace(history, told=others)
        case _:
            assert_never(fact)


def judge_proceedings(history: ProceedingsHistory) -> Sequence[Sequence[SpanCase]]:
    """A case for each of the child's proceedings."""
    return [
        [
            ProceedingsCase(history.child, each.told.proceedings, each.told.on, each.told.until, each.events)
            for each in history.told.values()
        ]
    ]


def judge_missing(history: MissingHistory) -> Sequence[Sequence[SpanCase]]:
    """A case for each time that the child was missing."""
    return [
        [
            MissingCase(history.child, each.told.episode, each.told.on, each.told.until, each.told.absence, each.events)
            for each in history.told.values()
        ]
    ]
