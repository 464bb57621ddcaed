"""What reviews found of children who put themselves at risk: told to few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import UUID

from iro_events.facts.findings import RiskConsidered, RiskWithdrawn
from metrics_service.domain.finding_cases import RiskCase

RiskFact = RiskConsidered | RiskWithdrawn


@dataclass(frozen=True, slots=True)
class RiskTold:
    """What was last told of one review, and by which event."""

    fact: RiskConsidered
    event: UUID


@dataclass(frozen=True, slots=True)
class RiskHistory:
    """What was told of each of a child's reviews, by the review."""

    child: UUID
    told: Mapping[UUID, RiskTold] = field(default_factory=dict)


def evolve_risk(history: RiskHistory, fact: RiskFact, event: UUID) -> RiskHistory:
    """The history with one more fact, told by that event."""
    match fact:
        case RiskConsidered():
            return replace(history, told={**history.told, fact.review: RiskTold(fact, event)})
        case RiskWithdrawn():
            return replace(history, told={each: told for each, told in history.told.items() if each != fact.review})
        case _:
            assert_never(fact)


def judge_risk(history: RiskHistory) -> Sequence[Sequence[RiskCase]]:
    """A case for each review of which risk was told."""
    return [
        [
            RiskCase(
                child=history.child,
                review=review,
                held_on=told.fact.on,
                identified=told.fact.identified,
                together=told.fact.together,
                events=(told.event,),
            )
            for review, told in history.told.items()
        ]
    ]
