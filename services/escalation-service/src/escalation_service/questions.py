"""The open matters as this service's own tables tell them: at which stage on a day, for how long, and whose turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Date, Integer, Select, Text, Uuid, and_, bindparam, func, or_, select, true
from sqlalchemy import tuple_ as row_of

from escalation_service.open_matter import OpenMatter, Place, matter_from
from escalation_service.tables import concern, dispute_stage
from iro_events import sql
from iro_events.database import Connection
from iro_events.facts.escalation_codes import DisputeStage


@dataclass(frozen=True, slots=True)
class Asked:
    """As at which day, and which part of the list; one more than the limit is read, which tells that more follow."""

    as_at: date
    after: Place | None
    limit: int

    def values(self) -> dict[str, Any]:
        """What the statements' parameters stand for."""
        after_on, after = self.after or (None, None)
        return {"as_at": self.as_at, "after_on": after_on, "after": after, "limit": self.limit + 1}


_AS_AT = bindparam("as_at", type_=Date)
_STAGE_THEN = (
    select(
        dispute_stage.c.stage,
        dispute_stage.c.step,
        dispute_stage.c.entered_on,
        dispute_stage.c.answer_by.label("stage_answer_by"),
        dispute_stage.c.answered_on.label("stage_answered_on"),
    )
    .where(dispute_stage.c.concern == concern.c.concern, dispute_stage.c.entered_on <= _AS_AT)
    .order_by(dispute_stage.c.step.desc())
    .limit(1)
    .lateral("stage_then")
)
_OPEN = and_(
    concern.c.raised_on <= _AS_AT,
    or_(concern.c.closed_on.is_(None), concern.c.closed_on > _AS_AT),
    ~concern.c.in_error,
)


def _listed(asked: ColumnElement[bool], *, informal: bool) -> Select[Any]:
    """The open matters asked for, in order; without the `informal` ones, the open disputes."""
    after_on, after = bindparam("after_on", type_=Date), bindparam("after", type_=Uuid)
    return (
        select(concern, _STAGE_THEN)
        .select_from(concern.join(_STAGE_THEN, true(), isouter=informal))
        .where(
            _OPEN,
            asked,
            or_(after_on.is_(None), row_of(concern.c.raised_on, concern.c.concern) > row_of(after_on, after)),
        )
        .order_by(concern.c.raised_on, concern.c.concern)
        .limit(bindparam("limit", type_=Integer))
    )


_STAGE = bindparam("stage", type_=Text)
_OF_IRO = _listed(concern.c.iro == bindparam("iro", type_=Uuid), informal=True)
_OF_CHILD = _listed(concern.c.child == bindparam("child", type_=Uuid), informal=True)
_DISPUTES = _listed(or_(_STAGE.is_(None), _STAGE_THEN.c.stage == _STAGE), informal=False)


async def matters_of_iro(connection: Connection, iro: UUID, asked: Asked) -> list[OpenMatter]:
    """The IRO's open matters, the oldest first."""
    return _matters(await sql.fetch(connection, _OF_IRO, {**asked.values(), "iro": iro}), asked)


async def matters_of_child(connection: Connection, child: UUID, asked: Asked) -> list[OpenMatter]:
    """The open matters about the child, the oldest first."""
    return _matters(await sql.fetch(connection, _OF_CHILD, {**asked.values(), "child": child}), asked)


async def open_disputes(connection: Connection, stage: DisputeStage | None, asked: Asked) -> list[OpenMatter]:
    """The open formal disputes, at that stage where one is given; the oldest concern first."""
    return _matters(await sql.fetch(connection, _DISPUTES, {**asked.values(), "stage": stage}), asked)


class StageNumber(BaseModel):
    """How many disputes were open at a stage; those unanswered past its limit, and those past the cap of the whole."""

    stage: DisputeStage
    open: int
    past_limit: int
    past_cap: int


_UNANSWERED = or_(_STAGE_THEN.c.stage_answered_on.is_(None), _STAGE_THEN.c.stage_answered_on > _AS_AT)
_NUMBERS = (
    select(
        _STAGE_THEN.c.stage,
        func.count().label("open"),
        func.count().filter(_STAGE_THEN.c.stage_answer_by < _AS_AT, _UNANSWERED).label("past_limit"),
        func.count().filter(concern.c.conclude_by < _AS_AT).label("past_cap"),
    )
    .select_from(concern.join(_STAGE_THEN, true()))
    .where(_OPEN)
    .group_by(_STAGE_THEN.c.stage)
)
_OVERDUE_STAGES = (
    select(concern.c.concern, concern.c.child)
    .select_from(concern.join(_STAGE_THEN, true()))
    .where(_OPEN, _STAGE_THEN.c.stage_answer_by < _AS_AT, _STAGE_THEN.c.stage_answered_on.is_(None))
    .order_by(concern.c.concern)
)


async def disputes_by_stage(connection: Connection, as_at: date) -> list[StageNumber]:
    """The open disputes of that day, counted at each stage that has any, the lowest first."""
    rows = {row["stage"]: row for row in await sql.fetch(connection, _NUMBERS, {"as_at": as_at})}
    return [StageNumber(**rows[stage]) for stage in DisputeStage if stage in rows]


async def overdue_stages(connection: Connection, as_at: date) -> list[tuple[UUID, UUID]]:
    """Concern and child of each open dispute whose stage let its time pass before that day."""
    rows = await sql.fetch(connection, _OVERDUE_STAGES, {"as_at": as_at})
    return [(row["concern"], row["child"]) for row in rows]


def _matters(rows: Sequence[asyncpg.Record], asked: Asked) -> list[OpenMatter]:
    return [matter_from(row, asked.as_at) for row in rows]
