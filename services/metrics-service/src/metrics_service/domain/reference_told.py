"""The populations that rates rest on, as told of the authority. What stands as a case's `child` is the authority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, assert_never
from uuid import UUID

from iro_events.facts.reference import (
    PopulationRecorded,
    PopulationSource,
    PopulationWithdrawn,
    TargetRecorded,
    TargetWithdrawn,
)

ReferenceFact = PopulationRecorded | PopulationWithdrawn | TargetRecorded | TargetWithdrawn
"""Every reference figure; no figure rests on targets, which are for the reader beside one."""


@dataclass(frozen=True, slots=True)
class PopulationCase:
    """How many children under 18 lived in the authority's area on a day."""

    KEY: ClassVar = "population"
    child: UUID
    population: UUID
    counted_on: date
    children: int
    source: PopulationSource
    published_on: date | None
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """A population as last told, and the events that told of it."""

    told: PopulationRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ReferenceHistory:
    """The authority's populations by their ids."""

    child: UUID
    populations: Mapping[UUID, Population] = field(default_factory=dict)


def evolve_reference(history: ReferenceHistory, fact: ReferenceFact, event: UUID) -> ReferenceHistory:
    """The history with one more fact, told by that event."""
    populations = history.populations
    match fact:
        case PopulationRecorded():
            before = populations[fact.population].events if fact.population in populations else ()
            told = Population(fact, (*before, event))
            return replace(history, populations={**populations, fact.population: told})
        case PopulationWithdrawn():
            kept = {known: told for known, told in populations.items() if known != fact.population}
            return replace(history, populations=kept)
        case TargetRecorded() | TargetWithdrawn():
            return history
        case _:
            assert_never(fact)


def judge_reference(history: ReferenceHistory) -> Sequence[Sequence[PopulationCase]]:
    """A case for each population."""
    return [
        [
            PopulationCase(
                child=history.child,
                population=each.told.population,
                counted_on=each.told.on,
                children=each.told.children,
                source=each.told.source,
                published_on=each.told.published_on,
                events=each.events,
            )
            for each in history.populations.values()
        ]
    ]
