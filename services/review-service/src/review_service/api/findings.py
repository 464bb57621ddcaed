"""Commands about what a review found, and the question after it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade, Right
from review_service.api.who import CHAIRS, SEES_TEXTS
from review_service.domain.finding_commands import (
    ConsiderPermanence,
    ConsiderRisk,
    ExplainRights,
    GradePlan,
    RecordMidwayCheck,
    WithdrawFinding,
)
from review_service.domain.findings import FINDINGS, Findings
from review_service.locate import a_review, child_of_review

router = APIRouter(tags=["findings"])
Finds = Annotated[Execute, executes(*CHAIRS, locate=a_review)]


class FindingsShown(BaseModel):
    """What the review found, as last said; null and nothing where nobody has said."""

    review: UUID
    plans: Sequence[PermanencePlan] | None
    agreed: bool | None
    risk_identified: bool | None
    agencies_together: bool | None
    grades: Mapping[GradedPlan, PlanGrade]
    rights: Sequence[Right]
    midway_checked_on: date | None


@router.post("/reviews/{review}/permanence", **command(ConsiderPermanence))
async def consider_permanence(review: UUID, command: ConsiderPermanence, execute: Finds) -> Receipt:
    """Record which plans for permanence there were, and whether one was agreed; the last record counts."""
    return await execute(FINDINGS, review, command)


@router.post("/reviews/{review}/risks", **command(ConsiderRisk))
async def consider_risk(review: UUID, command: ConsiderRisk, execute: Finds) -> Receipt:
    """Record whether the child is at risk, and how agencies work together; the last record counts."""
    return await execute(FINDINGS, review, command)


@router.post("/reviews/{review}/plan-grades", **command(GradePlan))
async def grade_plan(review: UUID, command: GradePlan, execute: Finds) -> Receipt:
    """Grade one of the child's plans; the last grade counts."""
    return await execute(FINDINGS, review, command)


@router.post("/reviews/{review}/rights", **command(ExplainRights))
async def explain_rights(review: UUID, command: ExplainRights, execute: Finds) -> Receipt:
    """Record which rights the IRO made sure that the child knows; the last record counts."""
    return await execute(FINDINGS, review, command)


@router.post("/reviews/{review}/midway-checks", **command(RecordMidwayCheck))
async def record_midway_check(review: UUID, command: RecordMidwayCheck, execute: Finds) -> Receipt:
    """Record the check between this review and the next; the last record counts."""
    return await execute(FINDINGS, review, command)


@router.post("/reviews/{review}/finding-withdrawals", **command(WithdrawFinding))
async def withdraw_finding(review: UUID, command: WithdrawFinding, execute: Finds) -> Receipt:
    """Withdraw a finding that was recorded in error."""
    return await execute(FINDINGS, review, command)


@router.get("/reviews/{review}/findings", operation_id="Findings")
async def findings_of(review: UUID, reader: Annotated[Reader, reads(*SEES_TEXTS)]) -> FindingsShown:
    """What the review found, for those who may know of it."""
    async with reader.running.database.connection() as connection:
        await child_of_review(connection, review)
    return _shown(review, (await reader.state(FINDINGS, review)).state)


def _shown(review: UUID, known: Findings) -> FindingsShown:
    return FindingsShown(
        review=review,
        plans=known.permanence.plans if known.permanence else None,
        agreed=known.permanence.agreed if known.permanence else None,
        risk_identified=known.risk.identified if known.risk else None,
        agencies_together=known.risk.together if known.risk else None,
        grades=known.grades,
        rights=known.rights,
        midway_checked_on=known.checked_on,
    )
