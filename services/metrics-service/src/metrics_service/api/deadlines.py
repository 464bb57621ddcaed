"""The deadlines: every open clock that runs out by a day, with whose turn it is and why; and how many of each kind."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_chassis.roles import Role
from iro_events.dates import StrictDate, today_in_england
from iro_events.facts.deadline_codes import ClockId
from metrics_service.api.moments import moment_asked
from metrics_service.api.who import SEES_FIGURES, may_see_restricted
from metrics_service.deadlines.asking import Asked, Place, count_deadlines, open_deadlines, place_of
from metrics_service.deadlines.clocks import CLOCKS
from metrics_service.following import caught_up

router = APIRouter(tags=["deadlines"])

Reads = Annotated[Reader, reads(*SEES_FIGURES, caught_up=caught_up)]
_MOST_DAYS = 366
_BY_ID = {clock.id: clock for clock in CLOCKS}


class Standing(StrEnum):
    """Whether the day has gone by."""

    MISSED = "missed"
    APPROACHING = "approaching"


class Deadline(BaseModel):
    """Something to be done for a child by a day. `turn` is the role that is to act, `command` the settling operation.

    `care`, `review` and `concern` are what it is about, null where it is about none of that kind. `planned_for` is the
    day booked for a review, null where none is or for another clock.
    """

    child: UUID
    clock: ClockId
    due_by: date
    standing: Standing
    turn: Role
    settled_by: str
    command: str
    care: UUID | None
    review: UUID | None
    concern: UUID | None
    since: date
    planned_for: date | None
    because: Sequence[str]
    events: Sequence[UUID]


class ClockCount(BaseModel):
    """One clock's deadlines: `missed` before the day asked for, `approaching` from it on."""

    clock: ClockId
    turn: Role
    missed: int
    approaching: int


class DeadlineCounts(BaseModel):
    """Whether deadlines are safe on a day, and up to which."""

    as_at: date
    until: date
    missed: int
    approaching: int
    clocks: Sequence[ClockCount]


async def the_question(  # noqa: PLR0913, PLR0917 -- one parameter for each part of the query
    reader: Reads,
    as_at: Annotated[StrictDate | None, Query()] = None,
    within_days: Annotated[int, Query(ge=0, le=_MOST_DAYS)] = 14,
    as_known_at: Annotated[str | None, Query(max_length=64)] = None,
    clock: ClockId | None = None,
    child: UUID | None = None,
) -> Asked:
    """As at which day (today in England, if none is given), how many days ahead, as known when."""
    now = reader.running.clock()
    moment = moment_asked(as_known_at)
    today = today_in_england(min(moment or now, now))
    day = as_at or today
    within, restricted = timedelta(days=within_days), may_see_restricted(reader.actor)
    return Asked(day, within, day < today, moment, clock, child, restricted)


Question = Annotated[Asked, Depends(the_question)]


@router.get("/deadlines", operation_id="Deadlines")
async def deadlines(
    asked: Question, reader: Reads, paging: Annotated[Paging[Place], paged(date, str, UUID)]
) -> Page[Deadline]:
    """All that is to be done and is not, missed or running out within those days, soonest first."""
    async with reader.running.database.connection() as connection:
        found = await open_deadlines(connection, asked, paging.after, paging.limit)
    page = paging.page(found, place_of)
    return Page(items=[deadline_told(row, asked.as_at) for row in page.items], next=page.next)


@router.get("/deadlines/counts", operation_id="DeadlineCounts")
async def counts(asked: Question, reader: Reads) -> DeadlineCounts:
    """How many deadlines are missed, and how many approach within those days, by clock."""
    async with reader.running.database.connection() as connection:
        numbers = {number.clock: number for number in await count_deadlines(connection, asked)}
    each = [
        ClockCount(clock=clock.id, turn=clock.turn, missed=number.missed, approaching=number.approaching)
        for clock in CLOCKS
        if (number := numbers.get(clock.id))
    ]
    return DeadlineCounts(
        as_at=asked.as_at,
        until=asked.as_at + asked.within,
        missed=sum(one.missed for one in each),
        approaching=sum(one.approaching for one in each),
        clocks=each,
    )


def deadline_told(row: asyncpg.Record, as_at: date) -> Deadline:
    """The row of an open clock as a deadline, as it stands on that day."""
    clock = _BY_ID[ClockId(row["clock"])]
    return Deadline(
        child=row["child"],
        clock=clock.id,
        due_by=row["due_by"],
        standing=Standing.MISSED if row["due_by"] < as_at else Standing.APPROACHING,
        turn=clock.turn,
        settled_by=clock.settled_by,
        command=clock.command,
        care=row["care"],
        review=row["review"],
        concern=row["concern"],
        since=row["since"],
        planned_for=row["planned_for"],
        because=clock.because(row),
        events=row["events"],
    )
