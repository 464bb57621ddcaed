"""What can be said of what a review found; each command is the body of its own request."""

from typing import Annotated

from pydantic import AfterValidator, Field

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right


def _each_once(plans: tuple[PermanencePlan, ...]) -> tuple[PermanencePlan, ...]:
    return tuple(plan for plan in PermanencePlan if plan in plans)


def _each_right_once(rights: tuple[Right, ...]) -> tuple[Right, ...]:
    return tuple(right for right in Right if right in rights)


class ConsiderPermanence(Command):
    """Which plans for permanence the review had before it, and whether one was agreed (R8.01 to R8.03)."""

    plans: Sets[Annotated[tuple[PermanencePlan, ...], AfterValidator(_each_once)]]
    agreed: Sets[bool]


class GradePlan(Command):
    """How good one of the child's plans is, or that there is none where one is due."""

    plan: GradedPlan
    grade: Sets[PlanGrade]


class ExplainRights(Command):
    """Which rights the IRO made sure that the child knows (R4.10)."""

    rights: Sets[Annotated[tuple[Right, ...], Field(min_length=1), AfterValidator(_each_right_once)]]


class ConsiderRisk(Command):
    """Whether the child is at risk, and if so whether agencies work together well to lessen it."""

    identified: Sets[bool]
    together: Sets[bool | None] = None


class RecordMidwayCheck(Command):
    """The IRO looked, after the review and before the next, at how the plan goes (R4.09)."""

    on: Sets[StrictDate]


class WithdrawFinding(Command):
    """What was said of this kind was said in error; `plan` names which grade."""

    finding: Finding
    plan: GradedPlan | None = None


FindingCommand = ConsiderPermanence | GradePlan | ExplainRights | ConsiderRisk | RecordMidwayCheck | WithdrawFinding
"""Given to the findings of the review by that id."""
