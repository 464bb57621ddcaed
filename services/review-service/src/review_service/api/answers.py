"""The questions: a child's timetable, a review and what is owed after it, an IRO's list, all that is due."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_events.dates import StrictDate, today_in_england
from review_service.api.who import SEES_DATES, SEES_TEXTS
from review_service.domain.care import CARE
from review_service.domain.record import RECORD
from review_service.domain.review import REVIEW
from review_service.dues_set import DueSet, dues_set
from review_service.dues_set import Place as DueSetPlace
from review_service.locate import child_of_care, child_of_review, known_child
from review_service.owed import ReviewShown, review_shown
from review_service.questions import DueReview, Place, Window, due_reviews, reviews_of_iro
from review_service.timetable_told import TimetableTold, timetable_told

router = APIRouter(tags=["questions"])
Reads = Annotated[Reader, reads(*SEES_DATES)]
MOST_DAYS = 366


@router.get("/children/{child}/timetable", operation_id="Timetable")
async def timetable_of(child: UUID, reader: Reads, response: Response) -> TimetableTold:
    """Each period's reviews judged on both bases with reasons, and what is due next."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
    loaded = await reader.state(CARE, child)
    response.headers["etag"] = f'"{loaded.version}"'
    return timetable_told(child, loaded.state)


@router.get("/care/{care}/due-dates", operation_id="DueDates")
async def due_dates_of(care: UUID, reader: Reads, paging: Annotated[Paging[DueSetPlace], paged(int)]) -> Page[DueSet]:
    """Each due date that was set for the period, what brought it, and the law's reasons then."""
    async with reader.running.database.connection() as connection:
        child = await child_of_care(connection, care)
    history = await reader.running.events.read_stream(CARE.stream_of(child))
    (after,) = paging.after or (0,)
    found = [told for told in dues_set(care, history) if told.version > after]
    return paging.page(found, DueSet.place)


@router.get("/reviews/{review}", operation_id="Review")
async def review_of(review: UUID, reader: Annotated[Reader, reads(*SEES_TEXTS)], response: Response) -> ReviewShown:
    """A review, its decisions, and what is still owed after it."""
    async with reader.running.database.connection() as connection:
        child = await child_of_review(connection, review)
    loaded = await reader.state(REVIEW, review)
    response.headers["etag"] = f'"{loaded.version}"'
    return review_shown(review, child, loaded, await reader.state(RECORD, review))


async def asked_window(
    reader: Reads,
    paging: Annotated[Paging[Place], paged(date, UUID)],
    as_at: Annotated[StrictDate | None, Query()] = None,
    within_days: Annotated[int, Query(ge=0, le=MOST_DAYS)] = 14,
    due_from: Annotated[StrictDate | None, Query()] = None,
) -> Window:
    """As at which day (today in England, if none is given), how many days ahead, and from which due date on."""
    day = as_at or today_in_england(reader.running.clock())
    return Window(day, timedelta(days=within_days), due_from, paging.after, paging.limit)


Asked = Annotated[Window, Depends(asked_window)]
Pages = Annotated[Paging[Place], paged(date, UUID)]


@router.get("/iros/{iro}/reviews", operation_id="ReviewsOfIro")
async def reviews_of(iro: UUID, reader: Reads, window: Asked, paging: Pages) -> Page[DueReview]:
    """The next review of each child of this IRO: overdue, booked, unbooked, or due later on."""
    async with reader.running.database.connection() as connection:
        found = await reviews_of_iro(connection, iro, window)
    return paging.page(found, DueReview.place)


@router.get("/due-reviews", operation_id="DueReviews")
async def all_due(reader: Reads, window: Asked, paging: Pages) -> Page[DueReview]:
    """All that is overdue or falls due within those days, soonest first."""
    async with reader.running.database.connection() as connection:
        found = await due_reviews(connection, window)
    return paging.page(found, DueReview.place)
