"""The footprint of one child: its period in order on one sheet, with every clock, for a meeting or an inspector."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_events.event import RestrictedEvent
from iro_events.facts.reviews import ReviewHeld
from metrics_service.api.deadlines import Deadline, deadline_told
from metrics_service.api.figures import Question
from metrics_service.api.who import READS_RESTRICTED, SEES_FIGURES
from metrics_service.deadlines.asking import Asked, open_deadlines
from metrics_service.following import caught_up
from metrics_service.footprint.asking import Told, is_known, reviews_judged, told_of
from metrics_service.footprint.saying import said

router = APIRouter(tags=["footprint"])

Reads = Annotated[Reader, reads(*SEES_FIGURES, caught_up=caught_up)]
_A_YEAR_AHEAD = timedelta(days=366)
_MOST_OPEN = 50


class Line(BaseModel):
    """One thing that happened: on which day it matters, when it was recorded, what it is, and by which event.

    `because` tells why a review was in time or late; it is empty for everything else.
    """

    on: date
    recorded_at: datetime
    seq: int
    event: UUID
    type: str
    what: str
    because: Sequence[str]


class Footprint(BaseModel):
    """A child's period: the lines in the order of their days, and what is open on its last day, soonest first.

    `as_at` is the last day of the period that has come. Only what was known at `as_known_at` is told; null: all.
    """

    child: UUID
    period: str
    as_known_at: datetime | None
    as_at: date
    lines: Sequence[Line]
    open: Sequence[Deadline]


@router.get("/children/{child}/footprint", operation_id="Footprint")
async def footprint_of(reader: Reads, child: UUID, asked: Question) -> Footprint:
    """What happened to the child in the period, in order, and what is still owed. No name, no words of the child.

    Lines of restricted events, such as how they took part in a review, are shown only to those who work with the child.
    """
    first, last, moment = asked.period.first, asked.period.last, asked.as_known_at
    works_with_it = not reader.actor.roles.isdisjoint(READS_RESTRICTED)
    gone_by = asked.as_at < asked.today
    clocks = Asked(asked.as_at, _A_YEAR_AHEAD, gone_by, moment, child=child, restricted=works_with_it)
    async with reader.running.database.connection() as connection:
        if not await is_known(connection, child):
            raise Unknown("nothing was ever told of a child by this id", code="child.unknown", field="child")
        everything = await told_of(connection, child, first, last, moment)
        judged = await reviews_judged(connection, child, first, last, moment)
        still_open = await open_deadlines(connection, clocks, None, _MOST_OPEN)
    return Footprint(
        child=child,
        period=asked.period.asked,
        as_known_at=moment,
        as_at=asked.as_at,
        lines=list(_lines([each for each in everything if works_with_it or not _is_restricted(each)], judged)),
        open=[deadline_told(row, asked.as_at) for row in still_open],
    )


def _is_restricted(told: Told) -> bool:
    return isinstance(told.fact, RestrictedEvent)


def _lines(told: Sequence[Told], judged: Mapping[UUID, Sequence[str]]) -> Iterator[Line]:
    for each in told:
        because = judged.get(each.fact.review, ()) if isinstance(each.fact, ReviewHeld) else ()
        yield Line(
            on=each.on,
            recorded_at=each.recorded_at,
            seq=each.seq,
            event=each.event,
            type=each.fact.type,
            what=said(each.fact),
            because=because,
        )
