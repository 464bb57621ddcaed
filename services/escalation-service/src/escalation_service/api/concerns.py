"""Commands about concerns: raised, answered, settled, referred to Cafcass, advised on, withdrawn."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from escalation_service.api.who import ANSWERS, CHALLENGES
from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerConcern,
    RaiseConcern,
    ReferToCafcass,
    SettleConcern,
    TakeLegalAdvice,
    WithdrawConcern,
    WithdrawConcernEntry,
)
from escalation_service.following import AFTER_REVIEWS
from escalation_service.locate import a_concern, new_concern
from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt

router = APIRouter(tags=["concerns"])
Raises = Annotated[Execute, executes(*CHALLENGES, locate=new_concern, after=AFTER_REVIEWS)]
Challenges = Annotated[Execute, executes(*CHALLENGES, locate=a_concern)]
Answers = Annotated[Execute, executes(*ANSWERS, locate=a_concern)]


@router.post("/children/{child}/concerns", **command(RaiseConcern))
async def raise_concern(child: UUID, command: RaiseConcern, execute: Raises) -> Receipt:
    """Raise a concern informally. The same again is the concern that is recorded."""
    return await execute(CONCERN, child, command)


@router.post("/concerns/{concern}/answers", **command(AnswerConcern))
async def answer_concern(concern: UUID, command: AnswerConcern, execute: Answers) -> Receipt:
    """Record the answer of those with whom the concern was raised."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/settlements", **command(SettleConcern))
async def settle_concern(concern: UUID, command: SettleConcern, execute: Challenges) -> Receipt:
    """Settle the concern without a formal dispute."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/cafcass-referrals", **command(ReferToCafcass))
async def refer_to_cafcass(concern: UUID, command: ReferToCafcass, execute: Challenges) -> Receipt:
    """Refer the case to Cafcass, beside whatever else goes on."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/legal-advice", **command(TakeLegalAdvice))
async def take_legal_advice(concern: UUID, command: TakeLegalAdvice, execute: Challenges) -> Receipt:
    """Record that the IRO took independent legal advice."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/withdrawals", **command(WithdrawConcern))
async def withdraw_concern(concern: UUID, command: WithdrawConcern, execute: Challenges) -> Receipt:
    """Pursue the matter no further."""
    return await execute(CONCERN, concern, command)


@router.post("/concerns/{concern}/entry-withdrawals", **command(WithdrawConcernEntry))
async def withdraw_concern_entry(
    concern: UUID, execute: Challenges, command: WithdrawConcernEntry | None = None
) -> Receipt:
    """Withdraw a whole matter that was recorded in error."""
    return await execute(CONCERN, concern, command or WithdrawConcernEntry())
