"""Commands about a child's advocates, and how it stands with them."""

# ruff: noqa: FAST003 - the dependency that gives the child takes the path's id

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.facts.participation_codes import AdvocacyAnswer
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.advocacy import ADVOCACY, Standing
from participation_service.domain.advocacy_commands import (
    ChildsCommand,
    EndAdvocacy,
    MatchAdvocate,
    OfferAdvocate,
    RequestAdvocate,
)
from participation_service.following import AFTER_REVIEWS
from participation_service.streams import advocacy_stream
from participation_service.subjects import known_child

router = APIRouter(tags=["advocacy"])


@dataclass(frozen=True, slots=True)
class ChildsAdvocacy:
    """The advocacy of the child in the path, ready to take a command."""

    child: UUID
    write: Writer

    async def takes(self, command: ChildsCommand) -> Receipt:
        """Carries the command out."""
        stream = advocacy_stream(self.child)
        return await self.write(ADVOCACY, stream, command, subject=self.child, resource=self.child)


async def the_advocacy(child: UUID, write: Annotated[Writer, writes(*RECORDS)]) -> ChildsAdvocacy:
    """The advocacy of the child in the path. Raises Unknown."""
    return ChildsAdvocacy(await known_child(write.running.database, child), write)


TheAdvocacy = Annotated[ChildsAdvocacy, Depends(the_advocacy)]


@router.post("/children/{child}/advocate-requests", operation_id="RequestAdvocate", dependencies=[AFTER_REVIEWS])
async def request_advocate(command: RequestAdvocate, advocacy: TheAdvocacy) -> Receipt:
    """An advocate was asked for."""
    return await advocacy.takes(command)


@router.post("/children/{child}/advocate-offers", operation_id="OfferAdvocate", dependencies=[AFTER_REVIEWS])
async def offer_advocate(command: OfferAdvocate, advocacy: TheAdvocacy) -> Receipt:
    """The child was offered an advocate."""
    return await advocacy.takes(command)


@router.post("/children/{child}/advocate-matches", operation_id="MatchAdvocate", dependencies=[AFTER_REVIEWS])
async def match_advocate(command: MatchAdvocate, advocacy: TheAdvocacy) -> Receipt:
    """An advocate works for the child, who has no part in the matter."""
    return await advocacy.takes(command)


@router.post("/children/{child}/advocate-endings", operation_id="EndAdvocacy")
async def end_advocacy(command: EndAdvocacy, advocacy: TheAdvocacy) -> Receipt:
    """The advocate's work ended."""
    return await advocacy.takes(command)


class AwarenessShown(BaseModel):
    """What the child said of advocates at a review."""

    review: UUID
    held_on: date
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer


class AdvocacyShown(BaseModel):
    """How it stands with a child's advocate; `since` is the day of the request or of the match."""

    child: UUID
    standing: Standing
    since: date | None
    advocate: UUID | None
    awareness: Sequence[AwarenessShown]


@router.get("/children/{child}/advocacy", operation_id="AdvocacyOfChild")
async def advocacy_of_child(
    child: UUID, reader: Annotated[Reader, reads(*SEES_DATES)], response: Response
) -> AdvocacyShown:
    """Whether an advocate is requested or works for the child, and what it said at each review."""
    await known_child(reader.running.database, child)
    loaded = await reader.running.events.state(ADVOCACY, advocacy_stream(child))
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
