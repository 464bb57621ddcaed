"""Commands about a child's part in a review."""

# ruff: noqa: FAST003 - the dependency that gives the review takes the path's id

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from iro_chassis.writing import Receipt, Writer, writes
from participation_service.api.who import RECORDS
from participation_service.domain.address import OfReview
from participation_service.domain.advocacy import ADVOCACY
from participation_service.domain.advocacy_commands import RecordAdvocacyAwareness
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    ParticipationBody,
    RecordConversation,
    RecordParticipation,
)
from participation_service.following import AFTER_REVIEWS
from participation_service.streams import advocacy_stream, participation_stream
from participation_service.subjects import KnownReview, known_review

router = APIRouter(tags=["participation"], dependencies=[AFTER_REVIEWS])


@dataclass(frozen=True, slots=True)
class ChildsPart:
    """The child's part in the review that the path names, ready to take a command."""

    of: KnownReview
    write: Writer

    async def takes(self, command: ParticipationBody) -> Receipt:
        """Carries the command out."""
        asked = OfReview(self.of.review, self.of.held_on, command)
        stream = participation_stream(self.of.review)
        return await self.write(PARTICIPATION, stream, asked, subject=self.of.child, resource=self.of.review)


async def the_part(review: UUID, write: Annotated[Writer, writes(*RECORDS)]) -> ChildsPart:
    """The child's part in the review in the path. Raises Unknown."""
    return ChildsPart(await known_review(write.running.database, review), write)


ThePart = Annotated[ChildsPart, Depends(the_part)]


@router.post("/reviews/{review}/invitations", operation_id="InviteChild")
async def invite_child(command: InviteChild, part: ThePart) -> Receipt:
    """The child was invited."""
    return await part.takes(command)


@router.post("/reviews/{review}/conversations", operation_id="RecordConversation")
async def record_conversation(command: RecordConversation, part: ThePart) -> Receipt:
    """The IRO spoke to the child in private, or did not, and why."""
    return await part.takes(command)


@router.post("/reviews/{review}/views", operation_id="GiveViews")
async def give_views(command: GiveViews, part: ThePart) -> Receipt:
    """The child's views came to the review."""
    return await part.takes(command)


@router.post("/reviews/{review}/participations", operation_id="RecordParticipation")
async def record_participation(command: RecordParticipation, part: ThePart) -> Receipt:
    """How the child took part."""
    return await part.takes(command)


@router.post("/reviews/{review}/participation-corrections", operation_id="CorrectParticipation")
async def correct_participation(command: CorrectParticipation, part: ThePart) -> Receipt:
    """The child took part otherwise than recorded."""
    return await part.takes(command)


@router.post("/reviews/{review}/advocacy-awareness", operation_id="RecordAdvocacyAwareness")
async def record_advocacy_awareness(command: RecordAdvocacyAwareness, part: ThePart) -> Receipt:
    """What the child said of advocates at the review."""
    of = part.of
    asked = OfReview(of.review, of.held_on, command)
    return await part.write(ADVOCACY, advocacy_stream(of.child), asked, subject=of.child, resource=of.review)
