"""How the authority weighs caseloads. The `child` of a case is the authority."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.case_weights import CaseWeightsSet


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
class Weights:
    """Weights as last set for their first day, and the events that set them."""

    last_set: CaseWeightsSet
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class WeightsHistory:
    """The authority's weights by their first days."""

    child: UUID
    weights: Mapping[date, Weights] = field(default_factory=dict)


def evolve_weights(history: WeightsHistory, event: CaseWeightsSet, id_: UUID) -> WeightsHistory:
    """The history with one more event, of that id."""
    before = history.weights[event.valid_from].events if event.valid_from in history.weights else ()
    return replace(history, weights={**history.weights, event.valid_from: Weights(event, (*before, id_))})


def judge_weights(history: WeightsHistory) -> tuple[Sequence[WeightsCase]]:
    """A case for each time during which the same weights are used."""
    days = sorted(history.weights)
    return (
        [
            WeightsCase(
                child=history.child,
                valid_from=day,
                until=until,
                looked_after=history.weights[day].last_set.looked_after,
                not_yet_reviewed=history.weights[day].last_set.not_yet_reviewed,
                in_proceedings=history.weights[day].last_set.in_proceedings,
                protection_plan=history.weights[day].last_set.protection_plan,
                events=history.weights[day].events,
            )
            for day, until in zip_longest(days, days[1:])
        ],
    )
