"""A review as it is shown, and what is still owed after it: each clock with its day, whether done, and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel

from iro_events.event import Event
from iro_events.facts.codes import DecisionProgress, LateReason, ManagerResponse, ReviewMode
from iro_events.facts.reviews import LateReasonGiven, ManagerResponded
from iro_events.store import Loaded
from iro_statute import (
    Due,
    decisions_by,
    distribution_by,
    manager_response_by,
    record_by,
    resume_adjourned_by,
    series_finish_by,
)
from review_service.domain.record import Record
from review_service.domain.record_commands import OwnerRole
from review_service.domain.review_state import Review, Stage


class Step(StrEnum):
    """What a review or what follows it has a clock for."""

    RESUMED = "resumed"
    COMPLETED = "completed"
    DECISIONS_ISSUED = "decisions-issued"
    MANAGER_RESPONDED = "manager-responded"
    RECORD_COMPLETED = "record-completed"
    RECORD_DISTRIBUTED = "record-distributed"


class Owed(BaseModel):
    """One step: due by that day, done on that (null while it is owed), and why by then."""

    step: Step
    due_by: date
    done_on: date | None
    because: Sequence[str]


class DecisionTold(BaseModel):
    """A decision of the review, and how it stood when it was last looked at."""

    number: int
    what: str
    owner_role: OwnerRole
    by_when: date | None
    progress: DecisionProgress | None
    seen_on: date | None


class ReviewShown(BaseModel):
    """A review and what follows it; `record_etag` is what commands about what follows take as their `If-Match`."""

    review: UUID
    child: UUID
    stage: Stage
    planned_for: date | None
    meeting: UUID | None
    mode: ReviewMode | None
    parts: Sequence[date]
    completed_on: date | None
    late_reason: LateReason | None
    late_note: str | None
    from_return: bool
    manager_response: ManagerResponse | None
    manager_note: str | None
    record_etag: str
    decisions: Sequence[DecisionTold]
    owed: Sequence[Owed]


def review_shown(review_id: UUID, child: UUID, loaded: Loaded[Review], record: Loaded[Record]) -> ReviewShown:
    """The review from what is recorded now."""
    review = loaded.state
    return ReviewShown(
        review=review_id,
        child=child,
        stage=review.stage,
        planned_for=review.planned_for,
        meeting=review.meeting,
        mode=review.mode,
        parts=review.parts,
        completed_on=review.completed_on,
        late_reason=review.late_reason,
        late_note=_last_note(loaded.noted(LateReasonGiven)),
        from_return=review.from_return,
        manager_response=record.state.response,
        manager_note=_last_note(record.noted(ManagerResponded)),
        record_etag=f'"{record.version}"',
        decisions=_decisions(record.state),
        owed=owed(review, record.state),
    )


def _last_note(noted: Sequence[tuple[Event, Mapping[str, str]]]) -> str | None:
    return noted[-1][1].get("note") if noted else None


def owed(review: Review, record: Record) -> list[Owed]:
    """Each clock that the review has started, in the order of its day.

    A statutory return has no column for what follows a review: of one taken from it nothing counts as owed unless
    the service began its record.
    """
    if review.stage is Stage.WITHDRAWN:
        return []
    started = _series(review)
    if review.completed_on is not None and (record.review_completed_on is not None or not review.from_return):
        started += _after(review.completed_on, record)
    return sorted(started, key=lambda step: step.due_by)


def _series(review: Review) -> list[Owed]:
    if review.held_on is None:
        return []
    steps = []
    if review.adjourned_on is not None:
        adjourned_on = review.adjourned_on
        resumed = min((part for part in review.parts if part > adjourned_on), default=None)
        steps.append(_owed(Step.RESUMED, resume_adjourned_by(adjourned_on), resumed or review.completed_on))
    if review.completed_on != review.held_on:
        steps.append(_owed(Step.COMPLETED, series_finish_by(review.held_on), review.completed_on))
    return steps


def _after(completed_on: date, record: Record) -> list[Owed]:
    steps = [
        _owed(Step.DECISIONS_ISSUED, decisions_by(completed_on), record.issued_on),
        _owed(Step.RECORD_COMPLETED, record_by(completed_on), record.completed_on),
        _owed(Step.RECORD_DISTRIBUTED, distribution_by(completed_on), record.distributed_on),
    ]
    if record.issued_on is not None:
        steps.append(_owed(Step.MANAGER_RESPONDED, manager_response_by(record.issued_on), record.responded_on))
    return steps


def _owed(step: Step, due: Due, done_on: date | None) -> Owed:
    return Owed(step=step, due_by=due.on, done_on=done_on, because=due.because)


def _decisions(record: Record) -> list[DecisionTold]:
    told = []
    for number, made in enumerate(record.decisions, start=1):
        seen = sorted((on, progress) for (seen_of, on), progress in record.progress.items() if seen_of == number)
        seen_on, progress = seen[-1] if seen else (None, None)
        told.append(
            DecisionTold(
                number=number,
                what=made.what,
                owner_role=made.owner_role,
                by_when=made.by_when,
                progress=progress,
                seen_on=seen_on,
            )
        )
    return told
