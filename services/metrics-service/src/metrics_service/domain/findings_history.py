"""What one review was told to have found, the last of each kind, and by which events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade
from iro_events.facts.findings import (
    FindingWithdrawn,
    MidwayChecked,
    PermanenceConsidered,
    PlanGraded,
    RightsExplained,
)

FindingFact = PermanenceConsidered | PlanGraded | RightsExplained | MidwayChecked | FindingWithdrawn
"""What all may be told of a review's findings; no figure rests on the rights explained."""


@dataclass(frozen=True, slots=True)
class Permanence:
    """The plans before the review, whether one was agreed, and the event that told so."""

    plans: tuple[PermanencePlan, ...]
    agreed: bool
    event: UUID


@dataclass(frozen=True, slots=True)
class Graded:
    """A plan's grade and the event that told it."""

    grade: PlanGrade
    event: UUID


@dataclass(frozen=True, slots=True)
class FindingsHistory:
    """The findings of one review. `check_events`: all that was told of its midway check."""

    permanence: Permanence | None = None
    grades: Mapping[GradedPlan, Graded] = field(default_factory=dict)
    checked_on: date | None = None
    check_events: tuple[UUID, ...] = ()


def evolve_findings(known: FindingsHistory, fact: FindingFact, event: UUID) -> FindingsHistory:
    """The findings with one more fact, told by that event."""
    match fact:
        case PermanenceConsidered():
            return replace(known, permanence=Permanence(fact.plans, fact.agreed, event))
        case PlanGraded():
            return replace(known, grades={**known.grades, fact.plan: Graded(fact.grade, event)})
        case MidwayChecked():
            return replace(known, checked_on=fact.on, check_events=(*known.check_events, event))
        case FindingWithdrawn():
            return _without(known, fact, event)
        case RightsExplained():
            return known
        case _:
            assert_never(fact)


def _without(known: FindingsHistory, fact: FindingWithdrawn, event: UUID) -> FindingsHistory:
    match fact.finding:
        case Finding.PERMANENCE:
            return replace(known, permanence=None)
        case Finding.PLAN_GRADE:
            return replace(known, grades={plan: told for plan, told in known.grades.items() if plan != fact.plan})
        case Finding.MIDWAY_CHECK:
            return replace(known, checked_on=None, check_events=(*known.check_events, event))
        case Finding.RIGHTS | Finding.RISK:
            return known
