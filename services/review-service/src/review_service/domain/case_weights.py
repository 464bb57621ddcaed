"""The authority's formula for its IROs' caseloads, from a day on: an earlier one stays told of the days before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider
from iro_events.facts.case_weights import CaseWeightsSet

MOST = 1000

Hundredths = Annotated[int, Field(ge=0, le=MOST)]
"""Of the work for one child looked after."""


@dataclass(frozen=True, slots=True)
class CaseWeights:
    """Every formula by its first day."""

    by_day: Mapping[date, CaseWeightsSet] = field(default_factory=lambda: MappingProxyType({}))


class SetCaseWeights(Command):
    """From that day on each child weighs so much in its IRO's caseload, in hundredths; what is left out adds nothing.

    `looked_after` is every child's, and the others are added where they hold: no review of this care was held yet,
    proceedings run, and a child protection plan beside care or without.
    """

    valid_from: StrictDate
    looked_after: Annotated[int, Field(ge=1, le=MOST)]
    not_yet_reviewed: Hundredths = 0
    in_proceedings: Hundredths = 0
    protection_plan: Hundredths = 0


def evolve(weights: CaseWeights, event: CaseWeightsSet) -> CaseWeights:
    """The formulas after the event."""
    return CaseWeights({**weights.by_day, event.valid_from: event})


def decide(command: SetCaseWeights, weights: CaseWeights, context: Context) -> Sequence[CaseWeightsSet]:
    """What the command brings about. Days to come are welcome: a formula is agreed before it is used."""
    told = CaseWeightsSet(
        valid_from=command.valid_from,
        looked_after=command.looked_after,
        not_yet_reviewed=command.not_yet_reviewed,
        in_proceedings=command.in_proceedings,
        protection_plan=command.protection_plan,
    )
    return [] if weights.by_day.get(command.valid_from) == told else [told]


CASE_WEIGHTS: Decider[SetCaseWeights, CaseWeights, CaseWeightsSet] = Decider(
    decide=decide, evolve=evolve, initial=CaseWeights()
)
