"""The authority's formula for its IROs' caseloads, from a day on: an earlier one stays told of the days before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider
from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.hundredths import Between, Hundredths

MOST: Final = 1000
"""Ten children looked after."""

Weight = Annotated[Hundredths, Between(0, MOST)]
"""A part of the work for one child looked after: "0.50" in a request, 50 in an event."""

NOTHING: Final = Hundredths(0)


@dataclass(frozen=True, slots=True)
class CaseWeights:
    """Every formula by its first day."""

    by_day: Mapping[date, CaseWeightsSet] = field(default_factory=lambda: MappingProxyType({}))


class SetCaseWeights(Command):
    """From that day on each child weighs so much in its IRO's caseload, where one child looked after is about "1.00".

    `looked_after` is every child's, and the others are added where they hold: no review of this care was held yet,
    proceedings run, and a child protection plan beside care or without. What is left out adds nothing.
    """

    valid_from: StrictDate
    looked_after: Sets[Annotated[Hundredths, Between(1, MOST)]]
    not_yet_reviewed: Sets[Weight] = NOTHING
    in_proceedings: Sets[Weight] = NOTHING
    protection_plan: Sets[Weight] = NOTHING


def evolve(weights: CaseWeights, event: CaseWeightsSet) -> CaseWeights:
    """The formulas after the event."""
    return CaseWeights({**weights.by_day, event.valid_from: event})


def decide(command: SetCaseWeights, weights: CaseWeights, context: Context) -> Sequence[CaseWeightsSet]:
    """What the command records. Days to come are welcome: a formula is agreed before it is used."""
    weights_then = CaseWeightsSet(
        **command.fields("valid_from", "looked_after", "not_yet_reviewed", "in_proceedings", "protection_plan")
    )
    return [] if weights.by_day.get(command.valid_from) == weights_then else [weights_then]


CASE_WEIGHTS: Decider[SetCaseWeights, CaseWeights, CaseWeightsSet] = Decider(
    decide=decide, evolve=evolve, initial=CaseWeights(), events=CaseWeightsSet, stream="case-weights"
)
