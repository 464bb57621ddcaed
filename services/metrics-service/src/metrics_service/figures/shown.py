"""A case as it is shown: its dates, its verdict, the reasons in words, and its events. No child is named."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import BaseModel

from iro_events.facts.codes import LateReason, ManagerResponse, ReasonCeased, Regime, ReviewMode
from iro_statute import in_words
from metrics_service.domain.cases import Standing
from metrics_service.figures.asked import Asked


class Verdict(StrEnum):
    """Whether what was due was done by its day; where nothing is due, whether what is counted was so."""

    IN_TIME = "in-time"
    LATE = "late"
    MET = "met"
    NOT_MET = "not-met"


IN_TIME_OR_LATE = (Verdict.IN_TIME, Verdict.LATE)
MET_OR_NOT = (Verdict.MET, Verdict.NOT_MET)


class CaseShown(BaseModel):
    """What every case has. `counted`: it is in the base; else `apart` says as what it is kept beside it.

    `child` is null only where nobody is told of: an answer to a survey is no one's.
    """

    child: UUID | None
    counted: bool
    apart: str | None
    verdict: Verdict | None
    # Tuples, which pydantic writes itself; a Sequence it writes in Python, in twice the time.
    because: tuple[str, ...]
    events: tuple[UUID, ...]
    known_from: datetime

    def for_all(self) -> "CaseShown":
        """The case without what only few may see of it."""
        return self


class ReviewCaseShown(CaseShown):
    """One review held; due dates and verdicts on both bases."""

    review: UUID
    care: UUID | None
    standing: Standing
    period_of_care_start: date | None
    start_known: bool | None
    ordinal: int | None
    regime: Regime | None
    held_on: date
    completed_on: date | None
    due_statute: date | None
    due_indicator: date | None
    in_time_statute: bool | None
    in_time_indicator: bool | None
    late_reason: LateReason | None
    mode: ReviewMode
    meeting: UUID | None


class OverdueCaseShown(CaseShown):
    """One review due and not held: `open` while care goes on, `missed` where it ended first."""

    care: UUID
    review: UUID | None
    standing: str
    period_of_care_start: date
    care_ended_on: date | None
    ordinal: int | None
    regime: Regime
    due_statute: date
    due_indicator: date
    held_on: date | None


class CareCaseShown(CaseShown):
    """One period of care."""

    care: UUID
    started_on: date
    start_known: bool
    ended_on: date | None
    end_inferred: bool
    short_break: bool
    notified_on: date | None
    iro_on: date | None
    appoint_by: date | None


class CareEndCaseShown(CareCaseShown):
    """One period of care that ended, and why, where that is known."""

    reason_ceased: ReasonCeased | None


class RecordCaseShown(CaseShown):
    """What must follow one completed review, step by step."""

    review: UUID
    care: UUID
    completed_on: date
    decisions_due: date | None
    decisions_on: date | None
    manager_due: date | None
    manager_on: date | None
    manager_response: ManagerResponse | None
    record_due: date | None
    record_on: date | None
    distribution_due: date | None
    distributed_on: date | None


def review_by_statute(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The review with the statute's reasons."""
    return ReviewCaseShown(**common(row), because=row["because_statute"])


def review_by_indicator(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The review with the indicator's reasons."""
    return ReviewCaseShown(**common(row), because=row["because_indicator"])


def overdue_review(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The review that was not held by the last day, with the reasons for its due date."""
    not_held = f"not held by {in_words(asked.as_at)}"
    ended = row["care_ended_on"]
    missed = () if ended is None or ended > asked.as_at else (f"care ended on {in_words(ended)}",)
    return OverdueCaseShown(**common(row), because=(*row["because_statute"], not_held, *missed))


def care_period(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The period of care with its first and last day in words."""
    start = in_words(row["started_on"])
    since = f"looked after from {start}" if row["start_known"] else f"in care by {start}, since when is not known"
    return CareCaseShown(**common(row), because=(since, *_end(row, asked)))


def care_end(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The period of care as `care_period` shows it, and why it ended."""
    shown = care_period(row, asked)
    reason = row["reason_ceased"]
    because = shown.because if reason is None else (*shown.because, f"the reason was {reason}")
    return CareEndCaseShown(**common(row), because=because)


def iro_appointment(row: asyncpg.Record, asked: Asked) -> CaseShown:
    """The period of care with the reasons for the day by which an IRO was to be appointed."""
    on = row["iro_on"]
    done = f"no IRO appointed by {in_words(asked.as_at)}" if on is None else f"IRO appointed on {in_words(on)}"
    return CareCaseShown(**common(row), because=(*row["because"], done))


def review_record(row: asyncpg.Record, _: Asked) -> CaseShown:
    """The record of a review with the reasons for each step's day, and when it was done."""
    steps = {
        "decisions issued": row["decisions_on"],
        "manager answered": row["manager_on"],
        "record completed": row["record_on"],
        "record distributed": row["distributed_on"],
    }
    done = (f"{step} on {in_words(on)}" for step, on in steps.items() if on is not None)
    return RecordCaseShown(**common(row), because=(*row["because"], *done))


def _end(row: asyncpg.Record, asked: Asked) -> tuple[str, ...]:
    ended = row["ended_on"]
    if ended is None:
        return (f"still looked after on {in_words(asked.today)}",)
    inferred = ", as the next period's start tells" if row["end_inferred"] else ""
    return (f"care ended on {in_words(ended)}{inferred}",)


def common(row: asyncpg.Record, verdicts: tuple[Verdict, Verdict] = IN_TIME_OR_LATE) -> dict[str, Any]:
    """The row's own columns and its verdict, in the words for one that is met and one that is not."""
    met = row["met"]
    verdict = None if not row["counted"] or met is None else verdicts[0] if met else verdicts[1]
    return {**{name: value for name, value in row.items() if name != "because"}, "verdict": verdict}
