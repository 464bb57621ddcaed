"""Commands about a child's wishes, and the wishes themselves for those who may read them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.participation import WishAnswered, WishExpressed, WishThemeRecorded
from iro_events.facts.participation_codes import WishOutcome, WishTheme
from participation_service.api.who import RECORDS, SEES_WORDS
from participation_service.domain.wishes import WISH, AnswerWish, ExpressWish, WishTextRecorded, WithdrawWishEntry
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import a_wish, child_of_wish, new_wish

router = APIRouter(tags=["wishes"])
Expresses = Annotated[Execute, executes(*RECORDS, locate=new_wish, after=AFTER_REVIEWS)]
Records = Annotated[Execute, executes(*RECORDS, locate=a_wish)]


@router.post("/children/{child}/wishes", **command(ExpressWish))
async def express_wish(child: UUID, command: ExpressWish, execute: Expresses) -> Receipt:
    """Record what a child would have otherwise."""
    return await execute(WISH, child, command)


@router.post("/wishes/{wish}/answers", **command(AnswerWish))
async def answer_wish(wish: UUID, command: AnswerWish, execute: Records) -> Receipt:
    """Record that a wish was granted, in part or not, or that the child no longer has it."""
    return await execute(WISH, wish, command)


@router.post("/wishes/{wish}/withdrawals", **command(WithdrawWishEntry))
async def withdraw_wish_entry(wish: UUID, execute: Records, command: WithdrawWishEntry | None = None) -> Receipt:
    """Withdraw a wish that was recorded in error."""
    return await execute(WISH, wish, command or WithdrawWishEntry())


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
    async with reader.running.database.connection() as connection:
        child = await child_of_wish(connection, wish)
    loaded = await reader.state(WISH, wish)
    response.headers["etag"] = f'"{loaded.version}"'
    [(expressed, _)] = loaded.noted(WishExpressed)
    [(about, _)] = loaded.noted(WishThemeRecorded)
    words = [text.words for text, _ in loaded.noted(WishTextRecorded)]
    return WishShown(
        wish=wish,
        child=child,
        expressed_on=expressed.on,
        theme=about.theme,
        review=expressed.review,
        words=words[0] if words else None,
        closed=loaded.state.closed,
        answers=[
            AnswerShown(on=answer.on, outcome=answer.outcome, note=notes.get("note"))
            for answer, notes in loaded.noted(WishAnswered)
        ],
    )
