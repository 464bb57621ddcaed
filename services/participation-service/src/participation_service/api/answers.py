"""The queries: a child over their reviews, their views, wishes still open, children not heard, an IRO's contacts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_events.dates import EARLIEST, LATEST, StrictDate
from iro_events.facts.participation import ViewsGiven
from iro_events.facts.participation_codes import ViewsMedium
from participation_service.api.who import SEES_CODES, SEES_DATES, SEES_WORDS
from participation_service.domain.participation import PARTICIPATION
from participation_service.hearing import PartInReview, UnheardChild, participation_of, unheard_children
from participation_service.locate import known_child, known_review
from participation_service.missing import FoundChild, found_children
from participation_service.questions import ContactOfIro, OpenWish, Part, Place, contacts_of_iro, open_wishes

router = APIRouter(tags=["questions"])
MOST_REVIEWS = 100
Pages = Annotated[Paging[Place], paged(date, UUID)]


async def asked_part(paging: Pages) -> Part:
    """Which part of the list is asked for."""
    return Part(paging.after, paging.limit)


AskedPart = Annotated[Part, Depends(asked_part)]
Reviews = Annotated[int, Query(ge=0, le=MOST_REVIEWS)]


@router.get("/children/{child}/participation", operation_id="ParticipationOfChild")
async def participation_of_child(child: UUID, reader: Annotated[Reader, reads(*SEES_CODES)]) -> Sequence[PartInReview]:
    """The child's part in each of its reviews, in order."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
        return await participation_of(connection, child)


class ViewShown(BaseModel):
    """Views of the child that came to a review, in their own words where they were noted."""

    on: date
    medium: ViewsMedium
    words: str | None


@router.get("/reviews/{review}/views", operation_id="ViewsAtReview")
async def views_at_review(
    review: UUID, reader: Annotated[Reader, reads(*SEES_WORDS)], response: Response
) -> Sequence[ViewShown]:
    """What the child said, for those who may read their words."""
    async with reader.running.database.connection() as connection:
        await known_review(connection, review)
    loaded = await reader.state(PARTICIPATION, review)
    response.headers["etag"] = f'"{loaded.version}"'
    views = [
        ViewShown(on=given.on, medium=given.medium, words=notes.get("words"))
        for given, notes in loaded.noted(ViewsGiven)
    ]
    return sorted(views, key=lambda view: (view.on, view.medium))


@router.get("/open-wishes", operation_id="OpenWishes")
async def wishes_open_over(
    reader: Annotated[Reader, reads(*SEES_DATES)],
    part: AskedPart,
    paging: Pages,
    reviews: Reviews = 1,
    child: UUID | None = None,
) -> Page[OpenWish]:
    """The wishes still open over at least that many reviews, the oldest first."""
    async with reader.running.database.connection() as connection:
        found = await open_wishes(connection, reviews, child, part)
    if reader.actor.roles.isdisjoint(SEES_CODES):
        found = [wish.for_all() for wish in found]
    return paging.page(found, OpenWish.place)


@router.get("/unheard-children", operation_id="UnheardChildren")
async def children_not_heard(
    reader: Annotated[Reader, reads(*SEES_CODES)],
    part: AskedPart,
    paging: Pages,
    reviews: Annotated[int, Query(ge=1, le=MOST_REVIEWS)] = 2,
) -> Page[UnheardChild]:
    """The children in care whose views were not conveyed at so many reviews or more, the longest first."""
    async with reader.running.database.connection() as connection:
        found = await unheard_children(connection, reviews, part)
    return paging.page(found, UnheardChild.place)


@router.get("/found-children", operation_id="FoundChildren")
async def children_found(
    reader: Annotated[Reader, reads(*SEES_CODES)], part: AskedPart, paging: Pages
) -> Page[FoundChild]:
    """The children found after they were missing to whom no IRO has spoken since, the longest ago first."""
    async with reader.running.database.connection() as connection:
        found = await found_children(connection, part)
    return paging.page(found, FoundChild.place)


@router.get("/iros/{iro}/contacts", operation_id="ContactsOfIro")
async def contacts_of(  # noqa: PLR0913, PLR0917 - one parameter for each part of the query
    iro: UUID,
    reader: Annotated[Reader, reads(*SEES_DATES)],
    part: AskedPart,
    paging: Pages,
    first: Annotated[StrictDate, Query()] = EARLIEST,
    last: Annotated[StrictDate, Query()] = LATEST,
) -> Page[ContactOfIro]:
    """This IRO's contacts on those days, both included, in order; each with the moment when it was logged."""
    async with reader.running.database.connection() as connection:
        found = await contacts_of_iro(connection, iro, (first, last), part)
    return paging.page(found, ContactOfIro.place)
