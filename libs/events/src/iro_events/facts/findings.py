"""Facts of what was found at a review and midway to the next: codes and days, never a text.

Whatever is told again of a review replaces what was told of it before. Names and shapes here are stored for 75 years:
change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent, RestrictedEvent
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right


class PermanenceConsidered(PublishedEvent):
    """Which plans for permanence the review had before it, and whether one was agreed (rulebook R8.01 to R8.03).

    Several where plans run side by side, none where there is none. `on` is the day of the review's first part.
    """

    effective: ClassVar = "on"
    review: UUID
    on: Derived[date]
    plans: tuple[PermanencePlan, ...]
    agreed: bool


class PlanGraded(PublishedEvent):
    """The IRO's grade for one of the child's plans as the review found it. `on` as in PermanenceConsidered."""

    effective: ClassVar = "on"
    review: UUID
    on: Derived[date]
    plan: GradedPlan
    grade: PlanGrade


class RightsExplained(PublishedEvent):
    """Which rights the IRO made sure that the child knows (rulebook R4.10). `on` as in PermanenceConsidered."""

    effective: ClassVar = "on"
    review: UUID
    on: Derived[date]
    rights: tuple[Right, ...]


class MidwayChecked(PublishedEvent):
    """The IRO looked between this review and the next at how the plan goes (rulebook R4.09)."""

    effective: ClassVar = "on"
    review: UUID
    on: date


class FindingWithdrawn(PublishedEvent):
    """What was told of this kind at the review was told in error; of `plan` alone where it is a grade."""

    review: UUID
    finding: Finding
    plan: GradedPlan | None = None


class RiskConsidered(RestrictedEvent):
    """Whether the child puts itself at risk, and if so whether agencies work together well to lessen it.

    `together` is None where no risk was identified, or where nobody said. `on` as in PermanenceConsidered.
    """

    effective: ClassVar = "on"
    review: UUID
    on: Derived[date]
    identified: bool
    together: bool | None


class RiskWithdrawn(RestrictedEvent):
    """What was told of risk at the review was told in error; `finding` is always risk, as in FindingWithdrawn."""

    review: UUID
    finding: Finding = Finding.RISK
