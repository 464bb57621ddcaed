"""A case of child protection as it is shown: the plan, the conference, and what a caseload is made of."""

from datetime import date
from uuid import UUID

import asyncpg

from iro_events.facts.protection import Conference
from iro_statute import in_words
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import CaseShown, common
from metrics_service.figures.team_shown import CaseloadCaseShown, caseload_of_iro


class PlanCaseShown(CaseShown):
    """A child with a protection plan on a day."""

    plan: UUID
    point: date
    started_on: date
    ended_on: date | None


class ConferenceCaseShown(CaseShown):
    """A child protection conference; `iro` is who chaired it, null where no IRO did."""

    conference: UUID
    held_on: date
    kind: Conference
    iro: UUID | None


class CaseloadPlanShown(CaseloadCaseShown):
    """A child with a protection plan, as a caseload has it: one child, and no part of a post."""

    plan: UUID
    started_on: date
    ended_on: date | None


ProtectionCaseShown = PlanCaseShown | ConferenceCaseShown | CaseloadPlanShown


def plan_on_day(row: asyncpg.Record, _: Asked) -> CaseShown:
    """Since when the child has the plan."""
    return PlanCaseShown(**common(row), because=(_since(row),))


def conference_held(row: asyncpg.Record, _: Asked) -> CaseShown:
    """Which conference, and who was in the chair."""
    chair = "an IRO chaired it" if row["iro"] else "no IRO chaired it"
    because = (f"{row['kind']} conference on {in_words(row['held_on'])}", chair)
    return ConferenceCaseShown(**common(row), because=because)


def caseload_or_plan(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """An IRO with its looked-after children, a child looked after with no IRO of the team, or a child with a plan."""
    if row["plan"] is None:
        return caseload_of_iro(row, asked)
    return CaseloadPlanShown(**common(row), because=(_since(row),))


def _since(row: asyncpg.Record) -> str:
    return f"child protection plan since {in_words(row['started_on'])}, running on {in_words(row['point'])}"
