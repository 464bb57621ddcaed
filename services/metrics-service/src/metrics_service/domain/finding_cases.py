"""What a review found, as cases: permanence, the grades of plans, the check midway to the next, risk."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade


class PermanenceCase(NamedTuple):
    """A review at which permanence was considered, or the second of a period of care, at which it is to be.

    `plans` and `agreed` are None where nobody said. `own` is False where the review is known from a return only.
    """

    child: UUID
    review: UUID
    care: UUID
    held_on: date
    ordinal: int | None
    own: bool
    plans: tuple[PermanencePlan, ...]
    agreed: bool | None
    events: tuple[UUID, ...]


class GradeCase(NamedTuple):
    """One plan of a child as one review found it."""

    child: UUID
    told_by: UUID
    review: UUID
    held_on: date
    plan: GradedPlan
    grade: PlanGrade
    events: tuple[UUID, ...]


class MidwayCase(NamedTuple):
    """The interval that follows a review, with the day by which half of it is over.

    `until` is the day on which the next review was held or care ended, None while neither has come.
    """

    child: UUID
    review: UUID
    care: UUID
    held_on: date
    midway_on: date
    checked_on: date | None
    until: date | None
    because: tuple[str, ...]
    events: tuple[UUID, ...]


class RiskCase(NamedTuple):
    """Whether a review found that the child puts itself at risk, and whether agencies work together on it."""

    child: UUID
    review: UUID
    held_on: date
    identified: bool
    together: bool | None
    events: tuple[UUID, ...]
