"""Commands about what a review found, and the question after it."""

# ruff: noqa: FAST003 - the dependency that gives the review takes the path's id

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade, Right
from iro_events.store import Writing
from review_service.api.who import CHAIRS, SEES_TEXTS
from review_service.domain.finding_commands import (
    AtReview,
    ConsiderPermanence,
    ConsiderRisk,
    ExplainRights,
    FindingBody,
    GradePlan,
    RecordMidwayCheck,
    WithdrawFinding,
)
from review_service.domain.findings import FINDINGS, Findings
from review_service.domain.review import REVIEW
from review_service.domain.review_state import Stage
from review_service.streams import findings_stream, review_stream
from review_service.subjects import child_of_review

router = APIRouter(tags=["findings"])


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


@dataclass(frozen=True, slots=True)
class ReviewsFindings:
    """The findings of the review in the path, ready to take a command."""

    review: UUID
    child: UUID
    write: Writer

    async def takes(self, command: FindingBody) -> Receipt:
        """Carries the command out, while the review is held and stands."""

        async def work(writing: Writing) -> None:
            review = (await writing.state(REVIEW, review_stream(self.review))).state
            held_on = None if review.stage is Stage.WITHDRAWN else review.held_on
            await writing.execute(
                FINDINGS,
                findings_stream(self.review),
                AtReview(self.review, held_on, command),
                subject=self.child,
                expected_version=self.write.expected_version,
            )

        return await self.write.together(work, resource=self.review)


async def the_findings(review: UUID, write: Annotated[Writer, writes(*CHAIRS)]) -> ReviewsFindings:
    """The findings of the review in the path. Raises Unknown."""
    return ReviewsFindings(review, await child_of_review(write.running.database, review), write)


TheFindings = Annotated[ReviewsFindings, Depends(the_findings)]


@router.post("/reviews/{review}/permanence", operation_id="ConsiderPermanence")
async def consider_permanence(command: ConsiderPermanence, findings: TheFindings) -> Receipt:
    """Which plans for permanence there were, and whether one was agreed; said again, the last stands."""
    return await findings.takes(command)


@router.post("/reviews/{review}/risks", operation_id="ConsiderRisk")
async def consider_risk(command: ConsiderRisk, findings: TheFindings) -> Receipt:
    """Whether the child puts itself at risk, and how agencies work together; said again, the last stands."""
    return await findings.takes(command)


@router.post("/reviews/{review}/plan-grades", operation_id="GradePlan")
async def grade_plan(command: GradePlan, findings: TheFindings) -> Receipt:
    """How good one of the child's plans is; graded again, the last stands."""
    return await findings.takes(command)


@router.post("/reviews/{review}/rights", operation_id="ExplainRights")
async def explain_rights(command: ExplainRights, findings: TheFindings) -> Receipt:
    """Which rights the IRO made sure that the child knows; said again, the last stands."""
    return await findings.takes(command)


@router.post("/reviews/{review}/midway-checks", operation_id="RecordMidwayCheck")
async def record_midway_check(command: RecordMidwayCheck, findings: TheFindings) -> Receipt:
    """The check between this review and the next; said again, the last stands."""
    return await findings.takes(command)


@router.post("/reviews/{review}/finding-withdrawals", operation_id="WithdrawFinding")
async def withdraw_finding(command: WithdrawFinding, findings: TheFindings) -> Receipt:
    """What was said of this kind was said in error."""
    return await findings.takes(command)


@router.get("/reviews/{review}/findings", operation_id="Findings")
async def findings_of(review: UUID, reader: Annotated[Reader, reads(*SEES_TEXTS)]) -> FindingsShown:
    """What the review found, for those who may know of it."""
    await child_of_review(reader.running.database, review)
    known = (await reader.running.events.state(FINDINGS, findings_stream(review))).state
    return _shown(review, known)


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
