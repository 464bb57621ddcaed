"""Commands about formal disputes: raised, moved up the ladder, answered at a stage, resolved."""

from uuid import UUID

from fastapi import APIRouter

from escalation_service.api.concerns import Answers, Challenges, Raises
from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    MoveDisputeUp,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ResolveDispute,
)
from iro_chassis.execute import command
from iro_chassis.writing import Receipt

router = APIRouter(tags=["disputes"])


@router.post("/children/{child}/disputes", **command(RaiseDisputeAtOnce))
async def raise_dispute_at_once(child: UUID, command: RaiseDisputeAtOnce, execute: Raises) -> Receipt:
    """Raise a concern that cannot wait as a formal dispute. The same again is the dispute that is recorded."""
    return await execute(CONCERN, child, command)


@router.post("/concerns/{concern}/disputes", **command(RaiseDispute))
async def raise_dispute(concern: UUID, command: RaiseDispute, execute: Challenges) -> Receipt:
    """Make the concern a formal dispute, under the ladder in force on that day."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/stages", **command(MoveDisputeUp))
async def move_dispute_up(concern: UUID, command: MoveDisputeUp, execute: Challenges) -> Receipt:
    """Take the dispute to a higher stage."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/stage-answers", **command(AnswerAtStage))
async def answer_at_stage(concern: UUID, command: AnswerAtStage, execute: Answers) -> Receipt:
    """Record the answer of a stage to which the dispute has come."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/resolutions", **command(ResolveDispute))
async def resolve_dispute(concern: UUID, command: ResolveDispute, execute: Challenges) -> Receipt:
    """Conclude the formal dispute."""
    return await execute(CONCERN, concern, command)
