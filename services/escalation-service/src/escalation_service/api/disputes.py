"""Commands about formal disputes: raised, moved up the ladder, answered at a stage, resolved."""

# ruff: noqa: FAST003 - the dependency that gives the concern takes the path's id

from fastapi import APIRouter

from escalation_service.api.one_concern import ANewConcern, AnsweredConcern, TheConcern
from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    MoveDisputeUp,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ResolveDispute,
)
from escalation_service.following import AFTER_REVIEWS
from iro_chassis.writing import Receipt

router = APIRouter(tags=["disputes"])


@router.post("/children/{child}/disputes", operation_id="RaiseDisputeAtOnce", dependencies=[AFTER_REVIEWS])
async def raise_dispute_at_once(command: RaiseDisputeAtOnce, concern: ANewConcern) -> Receipt:
    """A concern that cannot wait is a formal dispute at once; asked again in the same words, the one there is."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/disputes", operation_id="RaiseDispute")
async def raise_dispute(command: RaiseDispute, concern: TheConcern) -> Receipt:
    """The concern becomes a formal dispute, under the ladder in force that day."""
    return await concern.takes_under_ladder(command)


@router.post("/concerns/{concern}/stages", operation_id="MoveDisputeUp")
async def move_dispute_up(command: MoveDisputeUp, concern: TheConcern) -> Receipt:
    """The IRO takes the dispute to a higher stage."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/stage-answers", operation_id="AnswerAtStage")
async def answer_at_stage(command: AnswerAtStage, concern: AnsweredConcern) -> Receipt:
    """A stage to which the dispute has come answered."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/resolutions", operation_id="ResolveDispute")
async def resolve_dispute(command: ResolveDispute, concern: TheConcern) -> Receipt:
    """The formal dispute is concluded."""
    return await concern.takes(command)
