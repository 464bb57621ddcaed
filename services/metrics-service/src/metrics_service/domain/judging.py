"""Judges a child's history: every review by the period it belongs to, on both bases, and what is owed next."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from metrics_service.domain.attribution import held_reviews, next_booking, period_of
from metrics_service.domain.cases import Cases, OwedCase, RecordCase, ReviewCase
from metrics_service.domain.following import record_case
from metrics_service.domain.history import ChildHistory
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.period_judging import Held, JudgedPeriod, ReviewedPeriod, judge_period
from metrics_service.domain.verdicts import unjudged_case


def judge(history: ChildHistory) -> Cases:
    """The cases of one child. Raises OutsideCalendar for a start before the years of the bank holidays."""
    inside: dict[UUID, list[Held]] = {period.care: [] for period in history.periods}
    outside: list[ReviewCase] = []
    for held_on, review in held_reviews(history):
        period = period_of(held_on, history.periods)
        if period is None:
            outside.append(unjudged_case(history.child, held_on, review, None))
        else:
            inside[period.care].append((held_on, review))
    parts = [_of_period(history, period, tuple(inside[period.care])) for period in history.periods]
    if outside:
        parts.insert(0, Cases(reviews=tuple(outside)))
    return parts[0] if len(parts) == 1 else _together(parts)


def _of_period(history: ChildHistory, period: PeriodHistory, held: tuple[Held, ...]) -> Cases:
    told = ReviewedPeriod(history.child, period, held)
    judged = judge_period(told)
    return judged.cases._replace(owed=_owed(history, told, judged), records=_records(told))


def _together(parts: Sequence[Cases]) -> Cases:
    return Cases(*(tuple(chain.from_iterable(kind)) for kind in zip(*parts, strict=True))) if parts else Cases()


def _records(told: ReviewedPeriod) -> tuple[RecordCase, ...]:
    if told.period.short_break:
        return ()
    completed = ((review, review.completed_on) for _, review in told.held)
    return tuple(record_case(told.child, told.period, review, on) for review, on in completed if on is not None)


def _owed(history: ChildHistory, told: ReviewedPeriod, judged: JudgedPeriod) -> tuple[OwedCase, ...]:
    period, held, statute, indicator = told.period, told.held, judged.due_statute, judged.due_indicator
    if statute is None or indicator is None or _ended_by(period, min(statute.on, indicator.on)):
        return ()
    since, last = (held[-1][0], held[-1][1].events) if held else (period.started_on, ())
    booking = next_booking(history, since)
    case = OwedCase(
        child=history.child,
        care=period.care,
        period_of_care_start=period.started_on,
        care_ended_on=period.ended_on,
        since=since,
        review=booking.review if booking else None,
        planned_for=booking.planned_for if booking else None,
        ordinal=len(held) + 1 if period.start_known else None,
        regime=judged.regime,
        due_statute=statute.on,
        due_indicator=indicator.on,
        because_statute=statute.because,
        because_indicator=indicator.because,
        events=(*period.events_until(date.max), *last, *period.end_events, *(booking.events if booking else ())),
    )
    return (case,)


def _ended_by(period: PeriodHistory, day: date) -> bool:
    return period.ended_on is not None and period.ended_on <= day
