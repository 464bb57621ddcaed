"""The populations that rates rest on. The `child` of a case is the authority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, assert_never
from uuid import UUID

from iro_events.facts.reference import (
    PopulationRecorded,
    PopulationSource,
    PopulationWithdrawn,
    TargetRecorded,
    TargetWithdrawn,
)

ReferenceEvent = PopulationRecorded | PopulationWithdrawn | TargetRecorded | TargetWithdrawn
"""Every reference value; no figure rests on targets, which are for the reader beside one."""


class PopulationCase(NamedTuple):
    """How many children under 18 lived in the authority's area on a day."""

    child: UUID
    population: UUID
    counted_on: date
    children: int
    source: PopulationSource
    published_on: date | None
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """A population as last recorded, and the events that recorded it."""

    recorded: PopulationRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PopulationHistory:
    """The authority's populations by their ids."""

    child: UUID
    populations: Mapping[UUID, Population] = field(default_factory=dict)


def evolve_populations(history: PopulationHistory, event: ReferenceEvent, id_: UUID) -> PopulationHistory:
    """The history with one more event, of that id."""
    populations = history.populations
    match event:
        case PopulationRecorded():
            before = populations[event.population].events if event.population in populations else ()
            recorded = Population(event, (*before, id_))
            return replace(history, populations={**populations, event.population: recorded})
        case PopulationWithdrawn():
            kept = {known: each for known, each in populations.items() if known != event.population}
            return replace(history, populations=kept)
        case TargetRecorded() | TargetWithdrawn():
            return history
        case _:
            assert_never(event)


def judge_populations(history: PopulationHistory) -> tuple[Sequence[PopulationCase]]:
    """A case for each population."""
    return (
        [
            PopulationCase(
                child=history.child,
                population=each.recorded.population,
                counted_on=each.recorded.on,
                children=each.recorded.children,
                source=each.recorded.source,
                published_on=each.recorded.published_on,
                events=each.events,
            )
            for each in history.populations.values()
        ],
    )
