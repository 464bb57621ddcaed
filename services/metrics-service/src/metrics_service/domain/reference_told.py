"""What is told of the authority: the populations that rates rest on, and how it weighs caseloads.

What stands as a case's `child` is the authority.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import NamedTuple, assert_never
from uuid import UUID

from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.facts.reference import (
    PopulationRecorded,
    PopulationSource,
    PopulationWithdrawn,
    TargetRecorded,
    TargetWithdrawn,
)

ReferenceFact = PopulationRecorded | PopulationWithdrawn | TargetRecorded | TargetWithdrawn | CaseWeightsSet
"""Every reference figure; no figure rests on targets, which are for the reader beside one."""


class PopulationCase(NamedTuple):
    """How many children under 18 lived in the authority's area on a day."""

    child: UUID
    population: UUID
    counted_on: date
    children: int
    source: PopulationSource
    published_on: date | None
    events: tuple[UUID, ...]


class WeightsCase(NamedTuple):
    """What each child weighs in a caseload from that day until the other, in hundredths; `until` is the day after."""

    child: UUID
    valid_from: date
    until: date | None
    looked_after: int
    not_yet_reviewed: int
    in_proceedings: int
    protection_plan: int
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """A population as last told, and the events that told of it."""

    told: PopulationRecorded
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights as last told for their first day, and the events that told of them."""

    told: CaseWeightsSet
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ReferenceHistory:
    """The authority's populations by their ids, and its weights by their first days."""

    child: UUID
    populations: Mapping[UUID, Population] = field(default_factory=dict)
    weights: Mapping[date, Weights] = field(default_factory=dict)


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
        case CaseWeightsSet():
            before = history.weights[fact.valid_from].events if fact.valid_from in history.weights else ()
            return replace(history, weights={**history.weights, fact.valid_from: Weights(fact, (*before, event))})
        case TargetRecorded() | TargetWithdrawn():
            return history
        case _:
            assert_never(fact)


def judge_reference(history: ReferenceHistory) -> tuple[Sequence[PopulationCase], Sequence[WeightsCase]]:
    """A case for each population, and one for each time during which the same weights are used."""
    populations = [
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
    days = sorted(history.weights)
    return populations, [
        WeightsCase(
            child=history.child,
            valid_from=day,
            until=until,
            looked_after=history.weights[day].told.looked_after,
            not_yet_reviewed=history.weights[day].told.not_yet_reviewed,
            in_proceedings=history.weights[day].told.in_proceedings,
            protection_plan=history.weights[day].told.protection_plan,
            events=history.weights[day].events,
        )
        for day, until in zip_longest(days, days[1:])
    ]
