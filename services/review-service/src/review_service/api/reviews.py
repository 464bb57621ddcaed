"""Commands about reviews: planned, held in parts, adjourned, completed, cancelled, explained, withdrawn."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from iro_chassis.execute import Execute, command, executes
from iro_chassis.writing import Receipt
from review_service.api.who import CHAIRS, RECORDS
from review_service.domain.review import REVIEW
from review_service.domain.review_commands import (
    AdjournReview,
    BookReview,
    CancelReview,
    CompleteReview,
    GiveLateReason,
    RebookReview,
    RecordPart,
    RecordReviewHeld,
    WithdrawReviewEntry,
)
from review_service.locate import a_review, new_review

router = APIRouter(tags=["reviews"])
RecordsNew = Annotated[Execute, executes(*RECORDS, locate=new_review)]
Records = Annotated[Execute, executes(*RECORDS, locate=a_review)]
Explains = Annotated[Execute, executes(*CHAIRS, locate=a_review)]


@router.post("/children/{child}/reviews", **command(BookReview))
async def book_review(child: UUID, command: BookReview, execute: RecordsNew) -> Receipt:
    """Book a review of a child for a day; booked already for that day, it is the review there is."""
    return await execute(REVIEW, child, command)


@router.post("/children/{child}/held-reviews", **command(RecordReviewHeld, operation_id="RecordUnbookedReviewHeld"))
async def record_unbooked_review_held(child: UUID, command: RecordReviewHeld, execute: RecordsNew) -> Receipt:
    """Record that a review that nobody had booked was held, or its first part; a child has one review a day."""
    return await execute(REVIEW, child, command)


@router.post("/reviews/{review}/first-parts", **command(RecordReviewHeld))
async def record_review_held(review: UUID, command: RecordReviewHeld, execute: Records) -> Receipt:
    """Record that a booked review was held, or its first part."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/bookings", **command(RebookReview))
async def rebook_review(review: UUID, command: RebookReview, execute: Records) -> Receipt:
    """Move the booking of a review to another day."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/parts", **command(RecordPart))
async def record_part(review: UUID, command: RecordPart, execute: Records) -> Receipt:
    """Record that a further part of a review was held."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/adjournments", **command(AdjournReview))
async def adjourn_review(review: UUID, command: AdjournReview, execute: Records) -> Receipt:
    """Record that a review was adjourned, which may happen once."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/completions", **command(CompleteReview))
async def complete_review(review: UUID, command: CompleteReview, execute: Records) -> Receipt:
    """Record that a review that was held in parts is over."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/cancellations", **command(CancelReview))
async def cancel_review(review: UUID, execute: Records, command: CancelReview | None = None) -> Receipt:
    """Cancel the booking of a review."""
    return await execute(REVIEW, review, command or CancelReview())


@router.post("/reviews/{review}/late-reasons", **command(GiveLateReason))
async def give_late_reason(review: UUID, command: GiveLateReason, execute: Explains) -> Receipt:
    """Say why a review was late."""
    return await execute(REVIEW, review, command)


@router.post("/reviews/{review}/withdrawals", **command(WithdrawReviewEntry))
async def withdraw_review_entry(review: UUID, execute: Records, command: WithdrawReviewEntry | None = None) -> Receipt:
    """Withdraw a review that was recorded in error."""
    return await execute(REVIEW, review, command or WithdrawReviewEntry())
