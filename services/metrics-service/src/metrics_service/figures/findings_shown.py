"""What a review found, as a case is shown: codes and days with the reasons in words."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg

from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade
from iro_statute import in_words, listed
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import MET_OR_NOT, CaseShown, common


class PermanenceCaseShown(CaseShown):
    """A second review; `agreed` is null where nobody said."""

    review: UUID
    care: UUID
    held_on: date
    ordinal: int | None
    plans: Sequence[PermanencePlan]
    agreed: bool | None


class RiskCaseShown(CaseShown):
    """A review at which risk was considered; `together` is null where nobody said."""

    review: UUID
    held_on: date
    identified: bool
    together: bool | None


class GradeCaseShown(CaseShown):
    """A plan as one review found it."""

    review: UUID
    held_on: date
    plan: GradedPlan
    grade: PlanGrade


class MidwayCaseShown(CaseShown):
    """The interval that follows a review."""

    review: UUID
    care: UUID
    held_on: date
    midway_on: date
    checked_on: date | None
    until: date | None


FindingCaseShown = PermanenceCaseShown | RiskCaseShown | GradeCaseShown | MidwayCaseShown


def permanence_considered(row: asyncpg.Record, _: Asked) -> CaseShown:
    """Which plans there were, and whether one was agreed."""
    review = f"second review, held on {in_words(row['held_on'])}"
    plans = f"before it: {listed(row['plans'])}" if row["plans"] else "no plan for permanence before it"
    agreed = "a plan was agreed" if row["agreed"] else "none was agreed"
    because = (review, "nobody said whether a plan was agreed") if row["agreed"] is None else (review, plans, agreed)
    return PermanenceCaseShown(**common(row, MET_OR_NOT), because=because)


def risk_considered(row: asyncpg.Record, _: Asked) -> CaseShown:
    """What the review found of risk."""
    found = "identified" if row["identified"] else "not identified"
    together = {None: (), True: ("agencies work together",), False: ("agencies do not work together",)}
    because = (f"risk {found} at the review held on {in_words(row['held_on'])}", *together[row["together"]])
    return RiskCaseShown(**common(row), because=because)


def plan_graded(row: asyncpg.Record, _: Asked) -> CaseShown:
    """How the review found the plan."""
    grade = "missing" if row["grade"] == PlanGrade.NO_PLAN else row["grade"].replace("-", " ")
    because = (f"{row['plan']} plan {grade} at the review held on {in_words(row['held_on'])}",)
    return GradeCaseShown(**common(row, MET_OR_NOT), because=because)


def midway_check(row: asyncpg.Record, _: Asked) -> CaseShown:
    """Why the check was due by its day, and when it was made."""
    done = "no check" if row["checked_on"] is None else f"checked on {in_words(row['checked_on'])}"
    ended = () if row["until"] is None else (f"the interval ended on {in_words(row['until'])}",)
    return MidwayCaseShown(**common(row, MET_OR_NOT), because=(*row["because"], done, *ended))
