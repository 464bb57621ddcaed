"""What a review found, as cases: permanence, the grades of plans, the check midway to the next, risk."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade


@dataclass(frozen=True, slots=True)
class PermanenceCase:
    """A review at which permanence was considered, or the second of a period of care, at which it is to be.

    `plans` and `agreed` are None where nobody said. `own` is False where the review is known from a return only.
    """

    KEY: ClassVar = "review"
    child: UUID
    review: UUID
    care: UUID
    held_on: date
    ordinal: int | None
    own: bool
    plans: tuple[PermanencePlan, ...]
    agreed: bool | None
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class GradeCase:
    """One plan of a child as one review found it."""

    KEY: ClassVar = "told_by"
    child: UUID
    told_by: UUID
    review: UUID
    held_on: date
    plan: GradedPlan
    grade: PlanGrade
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MidwayCase:
    """The interval that follows a review, with the day by which half of it is over.

    `until` is the day on which the next review was held or care ended, None while neither has come.
    """

    KEY: ClassVar = "review"
    child: UUID
    review: UUID
    care: UUID
    held_on: date
    midway_on: date
    checked_on: date | None
    until: date | None
    because: tuple[str, ...]
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class RiskCase:
    """Whether a review found that the child puts itself at risk, and whether agencies work together on it."""

    KEY: ClassVar = "review"
    child: UUID
    review: UUID
    held_on: date
    identified: bool
    together: bool | None
    events: tuple[UUID, ...]
