"""Commands about a child's wishes, and the wishes themselves for those who may read them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.facts.participation_codes import WishOutcome, WishTheme
from participation_service.api.who import RECORDS, SEES_WORDS
from participation_service.domain.wishes import WISH, AnswerWish, ExpressWish, WithdrawWishEntry
from participation_service.following import AFTER_REVIEWS
from participation_service.streams import wish_stream
from participation_service.subjects import child_of_wish, known_child, known_review

router = APIRouter(tags=["wishes"])
Writes = Annotated[Writer, writes(*RECORDS)]


@router.post("/children/{child}/wishes", operation_id="ExpressWish", dependencies=[AFTER_REVIEWS])
async def express_wish(child: UUID, command: ExpressWish, write: Writes) -> Receipt:
    """The child would have something otherwise."""
    await known_child(write.running.database, child)
    if command.review is not None and (await known_review(write.running.database, command.review)).child != child:
        raise Unknown("that review is of another child", code="review.unknown", field="review")
    wish = write.fresh_id()
    return await write(WISH, wish_stream(wish), Addressed(wish, command), subject=child, resource=wish)


@router.post("/wishes/{wish}/answers", operation_id="AnswerWish")
async def answer_wish(wish: UUID, command: AnswerWish, write: Writes) -> Receipt:
    """The wish was granted, in part or not, or the child no longer has it."""
    child = await child_of_wish(write.running.database, wish, or_was=True)
    return await write(WISH, wish_stream(wish), Addressed(wish, command), subject=child, resource=wish)


@router.post("/wishes/{wish}/withdrawals", operation_id="WithdrawWishEntry")
async def withdraw_wish_entry(wish: UUID, write: Writes, command: WithdrawWishEntry | None = None) -> Receipt:
    """The wish was recorded in error."""
    child = await child_of_wish(write.running.database, wish, or_was=True)
    asked = Addressed(wish, command or WithdrawWishEntry())
    return await write(WISH, wish_stream(wish), asked, subject=child, resource=wish)


class AnswerShown(BaseModel):
    """One answer to a wish, and what was said to the child about it."""

    on: date
    outcome: WishOutcome
    note: str | None


class WishShown(BaseModel):
    """A wish in the child's own words."""

    wish: UUID
    child: UUID
    expressed_on: date | None
    theme: WishTheme | None
    review: UUID | None
    words: str | None
    closed: bool
    answers: Sequence[AnswerShown]


@router.get("/wishes/{wish}", operation_id="Wish")
async def wish_shown(wish: UUID, reader: Annotated[Reader, reads(*SEES_WORDS)], response: Response) -> WishShown:
    """The wish and what was answered, for those who may read the child's words."""
    child = await child_of_wish(reader.running.database, wish)
    loaded = await reader.running.events.state(WISH, wish_stream(wish))
    known = loaded.state
    response.headers["etag"] = f'"{loaded.version}"'
    return WishShown(
        wish=wish,
        child=child,
        expressed_on=known.expressed_on,
        theme=known.theme,
        review=known.review,
        words=known.words,
        closed=known.closed,
        answers=[
            AnswerShown(on=answer.on, outcome=answer.outcome, note=known.notes.get(number))
            for number, answer in enumerate(known.answers, start=1)
        ],
    )
