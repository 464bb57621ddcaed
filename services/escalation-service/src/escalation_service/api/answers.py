"""The questions: an IRO's open matters, a child's, one with its whole history, and the open disputes by stage."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from escalation_service.api.who import SEES_ADVICE, SEES_DATES, SEES_VIEWS, SEES_WORDS
from escalation_service.domain.concern import CONCERN
from escalation_service.locate import child_of_concern, known_child
from escalation_service.matter import MatterShown, Readable, matter_shown
from escalation_service.open_matter import OpenMatter, Place
from escalation_service.questions import (
    Asked,
    StageNumber,
    disputes_by_stage,
    matters_of_child,
    matters_of_iro,
    open_disputes,
)
from iro_chassis.paging import Page, Paging, paged
from iro_chassis.reading import Reader, reads
from iro_events.dates import StrictDate, today_in_england
from iro_events.facts.escalation_codes import DisputeStage

router = APIRouter(tags=["questions"])
Reads = Annotated[Reader, reads(*SEES_DATES)]
Pages = Annotated[Paging[Place], paged(date, UUID)]


async def asked_day(reader: Reads, as_at: Annotated[StrictDate | None, Query()] = None) -> date:
    """As at which day: today in England, if none is given."""
    return as_at or today_in_england(reader.running.clock())


AsAt = Annotated[date, Depends(asked_day)]


async def asked_list(as_at: AsAt, paging: Pages) -> Asked:
    """As at which day, and which part of the list."""
    return Asked(as_at, paging.after, paging.limit)


AskedList = Annotated[Asked, Depends(asked_list)]


@router.get("/iros/{iro}/concerns", operation_id="ConcernsOfIro")
async def concerns_of_iro(iro: UUID, reader: Reads, asked: AskedList, paging: Pages) -> Page[OpenMatter]:
    """This IRO's open matters, the oldest first: where each stands, for how long, whose turn it is and why."""
    async with reader.running.database.connection() as connection:
        found = await matters_of_iro(connection, iro, asked)
    return paging.page(found, OpenMatter.place)


@router.get("/children/{child}/concerns", operation_id="ConcernsOfChild")
async def concerns_of_child(child: UUID, reader: Reads, asked: AskedList, paging: Pages) -> Page[OpenMatter]:
    """The open matters about this child, the oldest first."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
        found = await matters_of_child(connection, child, asked)
    return paging.page(found, OpenMatter.place)


@router.get("/open-disputes", operation_id="OpenDisputes")
async def disputes_open(
    reader: Reads, asked: AskedList, paging: Pages, stage: DisputeStage | None = None
) -> Page[OpenMatter]:
    """The formal disputes open on that day, at one stage where it is given, the oldest concern first."""
    async with reader.running.database.connection() as connection:
        found = await open_disputes(connection, stage, asked)
    return paging.page(found, OpenMatter.place)


@router.get("/open-disputes/stages", operation_id="DisputesByStage")
async def disputes_at_stages(reader: Reads, as_at: AsAt) -> Sequence[StageNumber]:
    """How many disputes were open at each stage on that day, and how many of them past a limit."""
    async with reader.running.database.connection() as connection:
        return await disputes_by_stage(connection, as_at)


@router.get("/concerns/{concern}", operation_id="Concern")
async def concern_shown(concern: UUID, reader: Reads, response: Response) -> MatterShown:
    """The matter with its whole history; what was written and the child's view are for those who may read them."""
    async with reader.running.database.connection() as connection:
        await child_of_concern(connection, concern)
    told = await reader.running.events.read_stream(CONCERN.stream_of(concern))
    response.headers["etag"] = f'"{len(told)}"'
    roles = reader.actor.roles
    readable = Readable(
        words=not roles.isdisjoint(SEES_WORDS),
        advice=not roles.isdisjoint(SEES_ADVICE),
        childs_view=not roles.isdisjoint(SEES_VIEWS),
    )
    return matter_shown(concern, told, readable)
