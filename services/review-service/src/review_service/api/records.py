"""Commands about what must follow a review."""

# ruff: noqa: FAST003 - the dependency that gives the period, review or record takes the path's id

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.store import Writing
from review_service.api.who import ANSWERS, CHAIRS, RECORDS
from review_service.domain.record import RECORD
from review_service.domain.record_commands import (
    CompleteRecord,
    DecisionSeen,
    DeemAgreed,
    DistributeRecord,
    IssueDecisions,
    OpenRecord,
    ProgressDecision,
    RecordBody,
    RespondAsManager,
)
from review_service.domain.record_refusals import ReviewNotCompleted
from review_service.domain.review import REVIEW
from review_service.domain.review_state import Stage
from review_service.streams import record_stream, review_stream
from review_service.subjects import child_of_review

router = APIRouter(tags=["records"])


@dataclass(frozen=True, slots=True)
class ReviewsRecord:
    """The record of the review in the path, ready to take a command."""

    review: UUID
    child: UUID
    write: Writer

    async def takes(self, command: RecordBody) -> Receipt:
        """Carries the command out; the record opens by itself, once its review is completed and while it stands."""

        async def work(writing: Writing) -> None:
            review = (await writing.state(REVIEW, review_stream(self.review))).state
            if review.stage is not Stage.COMPLETED or review.completed_on is None:
                raise ReviewNotCompleted("nothing is owed before the review is completed; complete it first")
            opening = OpenRecord(review_completed_on=review.completed_on)
            await self._execute(writing, opening, self.write.expected_version)
            await self._execute(writing, command, None)

        return await self.write.together(work, resource=self.review)

    async def _execute(self, writing: Writing, command: RecordBody, expected: int | None) -> None:
        asked = Addressed(self.review, command)
        stream = record_stream(self.review)
        await writing.execute(RECORD, stream, asked, subject=self.child, expected_version=expected)


async def the_record(review: UUID, write: Annotated[Writer, writes(*RECORDS)]) -> ReviewsRecord:
    """The record of the review in the path. Raises Unknown."""
    return ReviewsRecord(review, await child_of_review(write.running.database, review), write)


async def the_record_to_decide(review: UUID, write: Annotated[Writer, writes(*CHAIRS)]) -> ReviewsRecord:
    """As `the_record`, for those who chair reviews."""
    return ReviewsRecord(review, await child_of_review(write.running.database, review), write)


async def the_record_to_answer(review: UUID, write: Annotated[Writer, writes(*ANSWERS)]) -> ReviewsRecord:
    """As `the_record`, for those who answer for the authority."""
    return ReviewsRecord(review, await child_of_review(write.running.database, review), write)


TheRecord = Annotated[ReviewsRecord, Depends(the_record)]


@router.post("/reviews/{review}/decisions", operation_id="IssueDecisions")
async def issue_decisions(
    command: IssueDecisions, record: Annotated[ReviewsRecord, Depends(the_record_to_decide)]
) -> Receipt:
    """The decisions went to all who must act."""
    return await record.takes(command)


@router.post("/reviews/{review}/manager-responses", operation_id="RespondAsManager")
async def respond_as_manager(
    command: RespondAsManager, record: Annotated[ReviewsRecord, Depends(the_record_to_answer)]
) -> Receipt:
    """The manager agreed or queried."""
    return await record.takes(command)


@router.post("/reviews/{review}/deemed-agreements", operation_id="DeemAgreed")
async def deem_agreed(record: TheRecord, command: DeemAgreed | None = None) -> Receipt:
    """Five working days have passed in silence."""
    return await record.takes(command or DeemAgreed())


@router.post("/reviews/{review}/record-completions", operation_id="CompleteRecord")
async def complete_record(command: CompleteRecord, record: TheRecord) -> Receipt:
    """The full record is complete."""
    return await record.takes(command)


@router.post("/reviews/{review}/distributions", operation_id="DistributeRecord")
async def distribute_record(command: DistributeRecord, record: TheRecord) -> Receipt:
    """Decisions and record went to all who must have them."""
    return await record.takes(command)


@router.post("/reviews/{review}/decisions/{number}/progress", operation_id="ProgressDecision")
async def progress_decision(number: int, command: DecisionSeen, record: TheRecord) -> Receipt:
    """How a decision stood when looked at between reviews."""
    return await record.takes(ProgressDecision(decision=number, on=command.on, progress=command.progress))
