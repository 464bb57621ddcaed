"""Commands about a child's independent visitor, and the visitor that a child has."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.participation_codes import VisitorEnd, VisitorNeed
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.visitors import (
    VISITING,
    ConsiderVisitor,
    EndVisitor,
    MatchVisitor,
    WithdrawVisitorEnd,
)
from participation_service.following import AFTER_REVIEWS
from participation_service.locate import a_child, known_child

router = APIRouter(tags=["independent visitors"])
Records = Annotated[Execute, executes(*RECORDS, locate=a_child, after=AFTER_REVIEWS)]
RecordsEnd = Annotated[Execute, executes(*RECORDS, locate=a_child)]


@router.post("/children/{child}/visitor-considerations", **command(ConsiderVisitor))
async def consider_visitor(child: UUID, command: ConsiderVisitor, execute: Records) -> Receipt:
    """Record what came of considering an independent visitor for a child."""
    return await execute(VISITING, child, command)


@router.post("/children/{child}/visitor-matches", **command(MatchVisitor))
async def match_visitor(child: UUID, command: MatchVisitor, execute: Records) -> Receipt:
    """Record that an independent visitor was appointed."""
    return await execute(VISITING, child, command)


@router.post("/children/{child}/visitor-endings", **command(EndVisitor))
async def end_visitor(child: UUID, command: EndVisitor, execute: RecordsEnd) -> Receipt:
    """Record that an independent visitor's appointment ended."""
    return await execute(VISITING, child, command)


@router.post("/children/{child}/visitor-ending-withdrawals", **command(WithdrawVisitorEnd))
async def withdraw_visitor_end(child: UUID, execute: RecordsEnd, command: WithdrawVisitorEnd | None = None) -> Receipt:
    """Withdraw the recorded end of an independent visitor's appointment."""
    return await execute(VISITING, child, command or WithdrawVisitorEnd())


class VisitingShown(BaseModel):
    """The last that was considered, and the appointment that stands or was the last; null where there was none."""

    child: UUID
    considered_on: date | None
    need: VisitorNeed | None
    visitor: UUID | None
    since: date | None
    ended_on: date | None
    reason: VisitorEnd | None


@router.get("/children/{child}/independent-visitor", operation_id="IndependentVisitorOfChild")
async def visitor_of_child(
    child: UUID, reader: Annotated[Reader, reads(*SEES_DATES)], response: Response
) -> VisitingShown:
    """The independent visitor that a child has or had last, and what was considered."""
    async with reader.running.database.connection() as connection:
        await known_child(connection, child)
    loaded = await reader.state(VISITING, child)
    response.headers["etag"] = f'"{loaded.version}"'
    known = loaded.state
    last = max(known.considered, default=None)
    return VisitingShown(
        child=child,
        considered_on=last,
        need=None if last is None else known.considered[last],
        visitor=known.visitor,
        since=known.since,
        ended_on=known.ended.on if known.ended else None,
        reason=known.ended.reason if known.ended else None,
    )
