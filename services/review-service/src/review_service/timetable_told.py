"""A child's timetable as it is shown: each period's reviews judged on both bases, what is due next, and why."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from iro_events.facts.codes import ReasonCeased, Regime
from iro_statute import Basis, Due, Judged, Timetable, verdict
from review_service import period_told as told
from review_service.domain.care_state import Care, Held, Period
from review_service.domain.timetable import reviews_in, reviews_outside, timetable


class DueTold(BaseModel):
    """A due date with its reasons; `forecast` where bank holidays of its year are not yet published."""

    on: date
    because: Sequence[str]
    forecast: bool


class JudgedTold(BaseModel):
    """A review against one basis; no due date, no verdict. `because` ends with the verdict in words."""

    due: date | None
    in_time: bool | None
    because: Sequence[str]


class ReviewTold(BaseModel):
    """A review in its period; `ordinal` is null where the period's start is unknown, `regime` that of its day."""

    review: UUID
    held_on: date
    completed_on: date | None
    ordinal: int | None
    regime: Regime
    statute: JudgedTold
    indicator: JudgedTold


class NextTold(BaseModel):
    """What is due next; null where nothing known gives a date."""

    ordinal: int | None
    statute: DueTold | None
    indicator: DueTold | None


class PeriodTold(BaseModel):
    """A period of care with all that is recorded of it. `regime` is today's or the last; `next` null after the end."""

    care: UUID
    started_on: date
    start_known: bool
    ended_on: date | None
    reason: ReasonCeased | None
    short_break: bool
    iro: UUID | None
    iro_since: date | None
    appointment: told.AppointmentTold | None
    regime: Regime
    legal_statuses: Sequence[told.StatusTold]
    placements: Sequence[told.PlacementTold]
    changes: Sequence[told.ChangeTold]
    long_term_designations: Sequence[date]
    plan_changes: Sequence[told.PlanChangeTold]
    ended_unreviewed: told.UnreviewedTold | None
    reviews: Sequence[ReviewTold]
    next: NextTold | None


class OutsideTold(BaseModel):
    """A review held in no period of care: kept, never judged."""

    review: UUID
    held_on: date


class TimetableTold(BaseModel):
    """All of a child's periods of care, in order."""

    child: UUID
    periods: Sequence[PeriodTold]
    outside_care: Sequence[OutsideTold]


def timetable_told(child: UUID, care: Care) -> TimetableTold:
    """The timetable from what is recorded now."""
    outside = [OutsideTold(review=held.review, held_on=held.held_on) for held in reviews_outside(care)]
    periods = [_period(care, period) for period in care.in_order()]
    return TimetableTold(child=child, periods=periods, outside_care=outside)


def due_told(due: Due) -> DueTold:
    """The due date as it is shown."""
    return DueTold(on=due.on, because=due.because, forecast=due.forecast)


def _period(care: Care, period: Period) -> PeriodTold:
    reviews = reviews_in(care, period)
    statute = timetable(period, reviews, Basis.STATUTE)
    indicator = timetable(period, reviews, Basis.INDICATOR)
    return PeriodTold(
        care=period.care,
        started_on=period.started_on,
        start_known=period.start_known,
        ended_on=period.ended_on,
        reason=period.reason,
        short_break=period.short_break,
        iro=period.iro,
        iro_since=period.iro_since,
        appointment=told.appointment(period),
        regime=Regime(statute.regime),
        legal_statuses=told.statuses(period),
        placements=told.placements(period),
        changes=told.changes(period),
        long_term_designations=sorted(period.designations),
        plan_changes=told.plan_changes(period),
        ended_unreviewed=told.unreviewed(care, period),
        reviews=[_review(*row) for row in zip(reviews, statute.judged, indicator.judged, strict=True)],
        next=None if period.ended_on else _next(period, statute, indicator),
    )


def _review(held: Held, statute: Judged, indicator: Judged) -> ReviewTold:
    return ReviewTold(
        review=held.review,
        held_on=held.held_on,
        completed_on=held.completed_on,
        ordinal=statute.ordinal,
        regime=Regime(statute.regime),
        statute=_judged(statute),
        indicator=_judged(indicator),
    )


def _next(period: Period, statute: Timetable, indicator: Timetable) -> NextTold:
    ordinal = len(statute.judged) + 1 if period.start_known else None
    due = statute.next_due, indicator.next_due
    return NextTold(ordinal=ordinal, statute=due[0] and due_told(due[0]), indicator=due[1] and due_told(due[1]))


def _judged(judged: Judged) -> JudgedTold:
    because = judged.due.because if judged.due else ()
    due = judged.due.on if judged.due else None
    return JudgedTold(due=due, in_time=judged.in_time, because=[*because, verdict(judged)])
