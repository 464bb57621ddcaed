"""Commands about reviews: planned, held in parts, adjourned, completed, cancelled, explained, withdrawn."""

# ruff: noqa: FAST003 - the dependency that gives the period, review or record takes the path's id

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.store import Writing
from review_service.api.who import CHAIRS, RECORDS
from review_service.domain.care import CARE
from review_service.domain.care_commands import CountReview, UncountReview
from review_service.domain.counting import refuse_plan_outside
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
    ReviewBody,
    WithdrawReviewEntry,
)
from review_service.domain.review_state import Stage
from review_service.one_a_day import review_there_is
from review_service.streams import care_stream, review_of, review_stream
from review_service.subjects import child_of_review, known_child

router = APIRouter(tags=["reviews"])
Writes = Annotated[Writer, writes(*RECORDS)]
Explains = Annotated[Writer, writes(*CHAIRS)]


@dataclass(frozen=True, slots=True)
class OneReview:
    """A review of a child, ready to take a command; what it means for the child's care is told with it."""

    review: UUID
    child: UUID
    write: Writer

    async def takes(self, command: ReviewBody) -> Receipt:
        """Carries the command out, and has a review that was held count in the child's timetable."""

        async def work(writing: Writing) -> None:
            await self.tell(writing, command)

        return await self.write.together(work, resource=self.review)

    async def tell(self, writing: Writing, command: ReviewBody) -> None:
        """The same as a part of a write."""
        await writing.execute(
            REVIEW,
            review_stream(self.review),
            Addressed(self.review, command),
            subject=self.child,
            expected_version=self.write.expected_version,
        )
        if isinstance(command, BookReview | RebookReview):
            care = await writing.state(CARE, care_stream(self.child))
            refuse_plan_outside(command.planned_for, care.state)
        else:
            await self._count(writing)

    async def _count(self, writing: Writing) -> None:
        review = (await writing.state(REVIEW, review_stream(self.review))).state
        counted = (await writing.state(CARE, care_stream(self.child))).state.reviews
        if review.stage is Stage.WITHDRAWN:
            if self.review in counted:
                uncount = UncountReview(review=self.review)
                await writing.execute(CARE, care_stream(self.child), uncount, subject=self.child)
        elif review.held_on is not None:
            count = CountReview(review=self.review, held_on=review.held_on, completed_on=review.completed_on)
            await writing.execute(CARE, care_stream(self.child), count, subject=self.child)


@dataclass(frozen=True, slots=True)
class NewReview:
    """A review of the child in the path which the request gives no id: a new one, or one there is of that day."""

    child: UUID
    write: Writer

    async def takes(self, command: BookReview | RecordReviewHeld) -> Receipt:
        """Carries the command out; the receipt's id is that of the review it came to."""
        fresh = self.write.fresh_id()

        async def work(writing: Writing) -> None:
            known = await review_there_is(writing.connection, self.child, command)
            await OneReview(known or fresh, self.child, self.write).tell(writing, command)

        receipt = await self.write.together(work, resource=fresh)
        return receipt.model_copy(update={"id": review_of(receipt.stream)})


async def the_review(review: UUID, write: Writes) -> OneReview:
    """The review in the path. Raises Unknown."""
    return OneReview(review, await child_of_review(write.running.database, review), write)


async def the_review_to_explain(review: UUID, write: Explains) -> OneReview:
    """As `the_review`, for those who chair reviews."""
    return OneReview(review, await child_of_review(write.running.database, review), write)


async def a_new_review(child: UUID, write: Writes) -> NewReview:
    """A review of the child in the path. Raises Unknown."""
    return NewReview(await known_child(write.running.database, child), write)


TheReview = Annotated[OneReview, Depends(the_review)]
ANewReview = Annotated[NewReview, Depends(a_new_review)]


@router.post("/children/{child}/reviews", operation_id="BookReview")
async def book_review(command: BookReview, review: ANewReview) -> Receipt:
    """A review is planned; asked again with the same day, the one there is."""
    return await review.takes(command)


@router.post("/children/{child}/held-reviews", operation_id="RecordUnbookedReviewHeld")
async def record_unbooked_review_held(command: RecordReviewHeld, review: ANewReview) -> Receipt:
    """A review that nobody had booked was held, or its first part; asked again with the same day, the one there is."""
    return await review.takes(command)


@router.post("/reviews/{review}/first-parts", operation_id="RecordReviewHeld")
async def record_review_held(command: RecordReviewHeld, review: TheReview) -> Receipt:
    """The booked review was held, or its first part."""
    return await review.takes(command)


@router.post("/reviews/{review}/bookings", operation_id="RebookReview")
async def rebook_review(command: RebookReview, review: TheReview) -> Receipt:
    """The plan moves to another day."""
    return await review.takes(command)


@router.post("/reviews/{review}/parts", operation_id="RecordPart")
async def record_part(command: RecordPart, review: TheReview) -> Receipt:
    """A further part was held."""
    return await review.takes(command)


@router.post("/reviews/{review}/adjournments", operation_id="AdjournReview")
async def adjourn_review(command: AdjournReview, review: TheReview) -> Receipt:
    """The review was adjourned, once."""
    return await review.takes(command)


@router.post("/reviews/{review}/completions", operation_id="CompleteReview")
async def complete_review(command: CompleteReview, review: TheReview) -> Receipt:
    """The series is over."""
    return await review.takes(command)


@router.post("/reviews/{review}/cancellations", operation_id="CancelReview")
async def cancel_review(review: TheReview, command: CancelReview | None = None) -> Receipt:
    """The planned review does not take place."""
    return await review.takes(command or CancelReview())


@router.post("/reviews/{review}/late-reasons", operation_id="GiveLateReason")
async def give_late_reason(
    command: GiveLateReason, review: Annotated[OneReview, Depends(the_review_to_explain)]
) -> Receipt:
    """Why the review was late."""
    return await review.takes(command)


@router.post("/reviews/{review}/withdrawals", operation_id="WithdrawReviewEntry")
async def withdraw_review_entry(review: TheReview, command: WithdrawReviewEntry | None = None) -> Receipt:
    """The review was recorded in error."""
    return await review.takes(command or WithdrawReviewEntry())
