"""Commands about concerns: raised, answered, settled, referred to Cafcass, advised on, withdrawn."""

# ruff: noqa: FAST003 - the dependency that gives the concern takes the path's id

from fastapi import APIRouter

from escalation_service.api.one_concern import ANewConcern, AnsweredConcern, TheConcern
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
from iro_chassis.writing import Receipt

router = APIRouter(tags=["concerns"])


@router.post("/children/{child}/concerns", operation_id="RaiseConcern", dependencies=[AFTER_REVIEWS])
async def raise_concern(command: RaiseConcern, concern: ANewConcern) -> Receipt:
    """The IRO raises a concern informally; asked again in the same words, the one there is."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/answers", operation_id="AnswerConcern")
async def answer_concern(command: AnswerConcern, concern: AnsweredConcern) -> Receipt:
    """Those with whom the concern was raised answered."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/settlements", operation_id="SettleConcern")
async def settle_concern(command: SettleConcern, concern: TheConcern) -> Receipt:
    """The concern was settled without a formal dispute."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/cafcass-referrals", operation_id="ReferToCafcass")
async def refer_to_cafcass(command: ReferToCafcass, concern: TheConcern) -> Receipt:
    """The IRO refers the case to Cafcass, beside whatever else goes on."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/legal-advice", operation_id="TakeLegalAdvice")
async def take_legal_advice(command: TakeLegalAdvice, concern: TheConcern) -> Receipt:
    """The IRO took independent legal advice."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/withdrawals", operation_id="WithdrawConcern")
async def withdraw_concern(command: WithdrawConcern, concern: TheConcern) -> Receipt:
    """The IRO pursues the matter no further."""
    return await concern.takes(command)


@router.post("/concerns/{concern}/entry-withdrawals", operation_id="WithdrawConcernEntry")
async def withdraw_concern_entry(concern: TheConcern, command: WithdrawConcernEntry | None = None) -> Receipt:
    """The whole matter was recorded in error."""
    return await concern.takes(command or WithdrawConcernEntry())
