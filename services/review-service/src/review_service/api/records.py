"""Commands about what must follow a review."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt
from review_service.api.who import ANSWERS, CHAIRS, RECORDS
from review_service.domain.record import RECORD
from review_service.domain.record_commands import (
    CompleteRecord,
    DecisionSeen,
    DeemAgreed,
    DistributeRecord,
    IssueDecisions,
    ProgressDecision,
    RespondAsManager,
)
from review_service.locate import a_review

router = APIRouter(tags=["records"])
Records = Annotated[Execute, executes(*RECORDS, locate=a_review)]
Decides = Annotated[Execute, executes(*CHAIRS, locate=a_review)]
Answers = Annotated[Execute, executes(*ANSWERS, locate=a_review)]


@router.post("/reviews/{review}/decisions", **command(IssueDecisions))
async def issue_decisions(review: UUID, command: IssueDecisions, execute: Decides) -> Receipt:
    """Record that the decisions of a review went to all who must act."""
    return await execute(RECORD, review, command)


@router.post("/reviews/{review}/manager-responses", **command(RespondAsManager))
async def respond_as_manager(review: UUID, command: RespondAsManager, execute: Answers) -> Receipt:
    """Record that the manager agreed with the decisions, or queried them."""
    return await execute(RECORD, review, command)


@router.post("/reviews/{review}/deemed-agreements", **command(DeemAgreed))
async def deem_agreed(review: UUID, execute: Records, command: DeemAgreed | None = None) -> Receipt:
    """Record that the manager was silent for five working days, and so agrees."""
    return await execute(RECORD, review, command or DeemAgreed())


@router.post("/reviews/{review}/record-completions", **command(CompleteRecord))
async def complete_record(review: UUID, command: CompleteRecord, execute: Records) -> Receipt:
    """Record that the full record of a review is complete."""
    return await execute(RECORD, review, command)


@router.post("/reviews/{review}/distributions", **command(DistributeRecord))
async def distribute_record(review: UUID, command: DistributeRecord, execute: Records) -> Receipt:
    """Record that decisions and record went to all who must have them."""
    return await execute(RECORD, review, command)


@router.post("/reviews/{review}/decisions/{number}/progress", **command(ProgressDecision))
async def progress_decision(review: UUID, number: int, command: DecisionSeen, execute: Records) -> Receipt:
    """Record how a decision stood when it was looked at between reviews."""
    return await execute(RECORD, review, ProgressDecision(decision=number, **command.fields("on", "progress")))
