"""Takes the participation codes of SSDA903 returns in: many reviews in one request, each one's fate told back."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import ARRAY, Uuid, any_, bindparam, select

from iro_chassis.execute import Execute, executes
from iro_chassis.guarding import LARGEST_BODY
from iro_chassis.roles import Role
from iro_events import sql
from iro_events.command import Command
from iro_events.decider import Refused
from iro_events.store import Writing
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.participation_commands import TakeParticipationFromReturn
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import KnownReview
from participation_service.tables import known_review

router = APIRouter(tags=["returns"])

MAY_SEND = (Role.INFORMATION_SYSTEM, Role.BUSINESS_SUPPORT, Role.MANAGER)
_KNOWN = select(known_review).where(known_review.c.review == any_(bindparam("reviews", type_=ARRAY(Uuid))))


class ReturnedParticipation(TakeParticipationFromReturn):
    """What a return says of one review."""

    review: UUID


class TakeParticipations(Command):
    """The codes of many reviews; a review's last one in the request stands."""

    participations: Annotated[tuple[ReturnedParticipation, ...], Field(max_length=10_000)]


class Fate(StrEnum):
    """What became of a code."""

    TAKEN = "taken"
    KNOWN = "known"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class ReviewAnswer(BaseModel):
    """What became of one review's code; of a rejected one, why, with the remedy."""

    review: UUID
    result: Fate
    code: str | None = None
    reason: str | None = None


class ParticipationsAnswer(BaseModel):
    """Every code's fate, in the order of the request; without `seq` nothing was new."""

    reviews: list[ReviewAnswer]
    seq: int | None


@router.post(
    "/returns/participations",
    operation_id="TakeParticipations",
    max_body_size=LARGEST_BODY,
    response_model_exclude_none=True,
    dependencies=[AFTER_REVIEWS],
)
async def take_participations(
    body: TakeParticipations, execute: Annotated[Execute, executes(*MAY_SEND)]
) -> ParticipationsAnswer:
    """Taken anew, the same codes are all known: what was cut off is simply sent again."""

    async def work(writing: Writing) -> list[ReviewAnswer]:
        return await _take(writing, body.participations)

    taken, written = await execute.running.events.write(work, execute.context)
    seq = None if written.position is None else await execute.running.events.sequence_of(written.position)
    return ParticipationsAnswer(reviews=taken or [], seq=seq)


async def _take(writing: Writing, returned: Sequence[ReturnedParticipation]) -> list[ReviewAnswer]:
    known = await _known(writing, {one.review for one in returned})
    await writing.prefetch([(PARTICIPATION, PARTICIPATION.stream_of(review)) for review in known])
    with writing.without_policies():
        return [await _fate(writing, one, known.get(one.review)) for one in returned]


async def _known(writing: Writing, reviews: Iterable[UUID]) -> Mapping[UUID, KnownReview]:
    rows = await sql.fetch(writing.connection, _KNOWN, {"reviews": list(reviews)})
    return {row["review"]: KnownReview(row["review"], row["child"], row["held_on"]) for row in rows}


async def _fate(writing: Writing, one: ReturnedParticipation, review: KnownReview | None) -> ReviewAnswer:
    if review is None:
        why = "review-service has told of no review by this id"
        return ReviewAnswer(review=one.review, result=Fate.REJECTED, code="review.unknown", reason=why)
    stream = PARTICIPATION.stream_of(review.review)
    new = (await writing.state(PARTICIPATION, stream)).state.recorded is None
    held = None if review.held_on is None else HeldReview(review.held_on)
    try:
        events = await writing.execute(PARTICIPATION, stream, one, subject=review.child, id_=review.review, needed=held)
    except Refused as refused:
        return ReviewAnswer(review=one.review, result=Fate.REJECTED, code=refused.code, reason=str(refused))
    result = (Fate.TAKEN if new else Fate.CORRECTED) if events else Fate.KNOWN
    return ReviewAnswer(review=one.review, result=result)
