"""Commands about a child's independent visitor, and how it stands with one."""

# ruff: noqa: FAST003 - the dependency that gives the child takes the path's id

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.facts.participation_codes import VisitorEnd, VisitorNeed
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.visitors import (
    VISITING,
    ConsiderVisitor,
    EndVisitor,
    MatchVisitor,
    VisitorCommand,
    WithdrawVisitorEnd,
)
from participation_service.following import AFTER_REVIEWS
from participation_service.streams import visiting_stream
from participation_service.subjects import known_child

router = APIRouter(tags=["independent visitors"])


@dataclass(frozen=True, slots=True)
class ChildsVisiting:
    """The visiting of the child in the path, ready to take a command."""

    child: UUID
    write: Writer

    async def takes(self, command: VisitorCommand) -> Receipt:
        """Carries the command out."""
        stream = visiting_stream(self.child)
        return await self.write(VISITING, stream, command, subject=self.child, resource=self.child)


async def the_visiting(child: UUID, write: Annotated[Writer, writes(*RECORDS)]) -> ChildsVisiting:
    """The visiting of the child in the path. Raises Unknown."""
    return ChildsVisiting(await known_child(write.running.database, child), write)


TheVisiting = Annotated[ChildsVisiting, Depends(the_visiting)]


@router.post("/children/{child}/visitor-considerations", operation_id="ConsiderVisitor", dependencies=[AFTER_REVIEWS])
async def consider_visitor(command: ConsiderVisitor, visiting: TheVisiting) -> Receipt:
    """Whether the child should have an independent visitor was considered."""
    return await visiting.takes(command)


@router.post("/children/{child}/visitor-matches", operation_id="MatchVisitor", dependencies=[AFTER_REVIEWS])
async def match_visitor(command: MatchVisitor, visiting: TheVisiting) -> Receipt:
    """An independent visitor was appointed."""
    return await visiting.takes(command)


@router.post("/children/{child}/visitor-endings", operation_id="EndVisitor")
async def end_visitor(command: EndVisitor, visiting: TheVisiting) -> Receipt:
    """The appointment ended."""
    return await visiting.takes(command)


@router.post("/children/{child}/visitor-ending-withdrawals", operation_id="WithdrawVisitorEnd")
async def withdraw_visitor_end(visiting: TheVisiting, command: WithdrawVisitorEnd | None = None) -> Receipt:
    """The recorded end had not happened."""
    return await visiting.takes(command or WithdrawVisitorEnd())


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
    """How it stands with an independent visitor."""
    await known_child(reader.running.database, child)
    loaded = await reader.running.events.state(VISITING, visiting_stream(child))
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
