"""Commands about a child's advocates, and the state of a child's advocacy."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.participation_codes import AdvocacyAnswer
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.advocacy import ADVOCACY, Standing
from participation_service.domain.advocacy_commands import EndAdvocacy, MatchAdvocate, OfferAdvocate, RequestAdvocate
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import a_child, known_child

router = APIRouter(tags=["advocacy"])
Records = Annotated[Execute, executes(*RECORDS, locate=a_child, after=AFTER_REVIEWS)]
RecordsEnd = Annotated[Execute, executes(*RECORDS, locate=a_child)]


@router.post("/children/{child}/advocate-requests", **command(RequestAdvocate))
async def request_advocate(child: UUID, command: RequestAdvocate, execute: Records) -> Receipt:
    """Record that an advocate was asked for."""
    return await execute(ADVOCACY, child, command)


@router.post("/children/{child}/advocate-offers", **command(OfferAdvocate))
async def offer_advocate(child: UUID, command: OfferAdvocate, execute: Records) -> Receipt:
    """Record that the child was offered an advocate."""
    return await execute(ADVOCACY, child, command)


@router.post("/children/{child}/advocate-matches", **command(MatchAdvocate))
async def match_advocate(child: UUID, command: MatchAdvocate, execute: Records) -> Receipt:
    """Record that an advocate, who has no part in the matter, works for the child."""
    return await execute(ADVOCACY, child, command)


@router.post("/children/{child}/advocate-endings", **command(EndAdvocacy))
async def end_advocacy(child: UUID, command: EndAdvocacy, execute: RecordsEnd) -> Receipt:
    """Record that the advocate's work for the child ended."""
    return await execute(ADVOCACY, child, command)


class AwarenessShown(BaseModel):
    """What the child said of advocates at a review."""

    review: UUID
    held_on: date
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer


class AdvocacyShown(BaseModel):
    """The state of a child's advocacy; `since` is the day of the request or of the match."""

    child: UUID
    standing: Standing
    since: date | None
    advocate: UUID | None
    awareness: Sequence[AwarenessShown]


@router.get("/children/{child}/advocacy", operation_id="AdvocacyOfChild")
async def advocacy_of_child(
    child: UUID, reader: Annotated[Reader, reads(*SEES_DATES)], response: Response
) -> AdvocacyShown:
    """Whether an advocate is requested or works for the child, and what they said at each review."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
    loaded = await reader.state(ADVOCACY, child)
    response.headers["etag"] = f'"{loaded.version}"'
    known = loaded.state
    said = sorted(known.awareness.values(), key=lambda one: (one.held_on, one.review))
    return AdvocacyShown(
        child=child,
        standing=known.standing,
        since=known.since,
        advocate=known.advocate,
        awareness=[AwarenessShown(**one.model_dump()) for one in said],
    )
