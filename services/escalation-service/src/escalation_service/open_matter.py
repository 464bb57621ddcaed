"""An open matter as a list tells it: where it stands on a day, for how long, whose turn it is and why."""

from datetime import date
from uuid import UUID

import asyncpg
from pydantic import BaseModel

from escalation_service.domain.turns import AtStage, Informal, Party, turn
from iro_events.facts.escalation_codes import ConcernCategory, DisputeStage, RaisedWith
from iro_statute import count_working_days

Place = tuple[date, UUID]


class OpenMatter(BaseModel):
    """An open matter on a day. `stage` is null while it is informal; `since` is the first day of where it is.

    `working_days` are those passed there, `limit` the last day in time of whoever has the `turn` (null: no rule sets
    one), `past_limit` and `past_cap` whether that day, and the 20th working day of the dispute, have passed.
    """

    concern: UUID
    child: UUID
    iro: UUID
    category: ConcernCategory
    raised_on: date
    stage: DisputeStage | None
    since: date
    working_days: int
    turn: Party
    limit: date | None
    past_limit: bool
    conclude_by: date | None
    past_cap: bool
    with_cafcass: bool
    because: tuple[str, ...]

    def place(self) -> Place:
        """Where it stands in a list: by the day it was raised."""
        return self.raised_on, self.concern


def matter_from(row: asyncpg.Record, as_at: date) -> OpenMatter:
    """The matter from the row of its concern with that of the stage where it was on the day."""
    at = _at_stage(row, as_at) if row["stage"] else _informal(row, as_at)
    now = turn(at)
    return OpenMatter(
        concern=row["concern"],
        child=row["child"],
        iro=row["iro"],
        category=row["category"],
        raised_on=row["raised_on"],
        stage=row["stage"],
        since=at.since,
        working_days=count_working_days(at.since, as_at),
        turn=now.party,
        limit=now.limit,
        past_limit=now.limit is not None and now.limit < as_at,
        conclude_by=row["conclude_by"] if row["stage"] else None,
        past_cap=bool(row["stage"]) and row["conclude_by"] < as_at,
        with_cafcass=row["cafcass_on"] is not None and row["cafcass_on"] <= as_at,
        because=now.because,
    )


def _informal(row: asyncpg.Record, as_at: date) -> Informal:
    raised_with = RaisedWith(row["raised_with"])
    return Informal(raised_with, row["raised_on"], row["answer_by"], _by(row["answered_on"], as_at))


def _at_stage(row: asyncpg.Record, as_at: date) -> AtStage:
    return AtStage(
        stage=DisputeStage(row["stage"]),
        since=row["entered_on"],
        answer_by=row["stage_answer_by"],
        answered_on=_by(row["stage_answered_on"], as_at),
        formal_on=row["formal_on"],
        conclude_by=row["conclude_by"],
        ladder_from=row["ladder_from"],
    )


def _by(day: date | None, as_at: date) -> date | None:
    """The day, if it had come."""
    return day if day is not None and day <= as_at else None
