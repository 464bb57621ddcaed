"""Commands about a child's part in a review."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt
from participation_service.api.who import RECORDS
from participation_service.domain.advocacy import ADVOCACY
from participation_service.domain.advocacy_commands import RecordAdvocacyAwareness
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    RecordConversation,
    RecordParticipation,
)
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import a_review, advocacy_at_review

router = APIRouter(tags=["participation"])
Records = Annotated[Execute, executes(*RECORDS, locate=a_review, after=AFTER_REVIEWS)]
RecordsAwareness = Annotated[Execute, executes(*RECORDS, locate=advocacy_at_review, after=AFTER_REVIEWS)]


@router.post("/reviews/{review}/invitations", **command(InviteChild))
async def invite_child(review: UUID, command: InviteChild, execute: Records) -> Receipt:
    """Record that the child was invited to a review."""
    return await execute(PARTICIPATION, review, command)


@router.post("/reviews/{review}/conversations", **command(RecordConversation))
async def record_conversation(review: UUID, command: RecordConversation, execute: Records) -> Receipt:
    """Record that the IRO spoke to the child in private before a review, or did not, and why."""
    return await execute(PARTICIPATION, review, command)


@router.post("/reviews/{review}/views", **command(GiveViews))
async def give_views(review: UUID, command: GiveViews, execute: Records) -> Receipt:
    """Record that the child's views came to a review."""
    return await execute(PARTICIPATION, review, command)


@router.post("/reviews/{review}/participations", **command(RecordParticipation))
async def record_participation(review: UUID, command: RecordParticipation, execute: Records) -> Receipt:
    """Record how the child took part in a review."""
    return await execute(PARTICIPATION, review, command)


@router.post("/reviews/{review}/participation-corrections", **command(CorrectParticipation))
async def correct_participation(review: UUID, command: CorrectParticipation, execute: Records) -> Receipt:
    """Correct how the child took part in a review."""
    return await execute(PARTICIPATION, review, command)


@router.post("/reviews/{review}/advocacy-awareness", **command(RecordAdvocacyAwareness))
async def record_advocacy_awareness(
    review: UUID, command: RecordAdvocacyAwareness, execute: RecordsAwareness
) -> Receipt:
    """Record what the child said of advocates at a review."""
    return await execute(ADVOCACY, review, command)
