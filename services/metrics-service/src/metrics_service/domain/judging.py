"""Judges a child's history: every review by the period it belongs to, on both bases, and what is owed next."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from iro_events.facts.codes import Regime
from iro_statute import Basis, Timetable, iro_appointed_by, walk
from iro_statute import ReviewDay as Day
from metrics_service.domain.attribution import care_period, held_reviews, next_booking, period_of
from metrics_service.domain.cases import AllocationCase, CareCase, Cases, OwedCase, ReviewCase
from metrics_service.domain.findings_judging import grade_cases, midway_cases, permanence_cases
from metrics_service.domain.following import record_case
from metrics_service.domain.history import ChildHistory
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.review_history import ReviewHistory
from metrics_service.domain.verdicts import judged_case, unjudged_case

Held = tuple[date, ReviewHistory]


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
    judged = [_judge_period(history, period, inside[period.care]) for period in history.periods]
    return Cases(
        reviews=(*outside, *(case for cases in judged for case in cases.reviews)),
        owed=tuple(case for cases in judged for case in cases.owed),
        cares=tuple(case for cases in judged for case in cases.cares),
        records=tuple(case for cases in judged for case in cases.records),
        permanence=tuple(case for cases in judged for case in cases.permanence),
        grades=tuple(case for cases in judged for case in cases.grades),
        midways=tuple(case for cases in judged for case in cases.midways),
        allocations=tuple(case for period in history.periods for case in _allocations(history.child, period)),
    )


def _judge_period(history: ChildHistory, period: PeriodHistory, held: Sequence[Held]) -> Cases:
    child = history.child
    cares = (_care_case(child, period),)
    if period.short_break:
        return Cases(reviews=tuple(unjudged_case(child, day, review, period) for day, review in held), cares=cares)
    care = care_period(period, [Day(day, review.completed_on) for day, review in held])
    statute, indicator = walk(care, Basis.STATUTE), walk(care, Basis.INDICATOR)
    steps = zip(held, (None, *held), statute.judged, indicator.judged, strict=False)
    return Cases(
        reviews=tuple(judged_case(child, period, this[1], before and before[1], by) for this, before, *by in steps),
        owed=_owed(history, period, held, (statute, indicator)),
        cares=cares,
        records=tuple(
            record_case(child, period, review, review.completed_on)
            for _, review in held
            if review.completed_on is not None
        ),
        permanence=tuple(permanence_cases(child, period, held, statute)),
        grades=tuple(grade_cases(child, held)),
        midways=tuple(midway_cases(child, period, held, statute)),
    )


def _owed(
    history: ChildHistory, period: PeriodHistory, held: Sequence[Held], walked: tuple[Timetable, Timetable]
) -> tuple[OwedCase, ...]:
    statute, indicator = walked[0].next_due, walked[1].next_due
    if statute is None or indicator is None or _ended_by(period, min(statute.on, indicator.on)):
        return ()
    ordinal = len(held) + 1 if period.start_known else None
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
        ordinal=ordinal,
        regime=Regime(walked[0].regime.value),
        due_statute=statute.on,
        due_indicator=indicator.on,
        because_statute=statute.because,
        because_indicator=indicator.because,
        events=(*period.events_until(date.max), *last, *period.end_events, *(booking.events if booking else ())),
    )
    return (case,)


def _ended_by(period: PeriodHistory, day: date) -> bool:
    return period.ended_on is not None and period.ended_on <= day


def _allocations(child: UUID, period: PeriodHistory) -> Iterator[AllocationCase]:
    for this, following in zip(period.appointments, (*period.appointments[1:], None), strict=False):
        yield AllocationCase(
            child=child,
            told_by=this.event,
            care=period.care,
            iro=this.iro,
            since=this.on,
            until=following.on if following else None,
            care_ended_on=period.ended_on,
            short_break=period.short_break,
            events=(this.event, *((following.event,) if following else ()), *period.end_events),
        )


def _care_case(child: UUID, period: PeriodHistory) -> CareCase:
    appoint_by = iro_appointed_by(period.started_on) if period.start_known else None
    return CareCase(
        child=child,
        care=period.care,
        started_on=period.started_on,
        start_known=period.start_known,
        ended_on=period.ended_on,
        end_inferred=period.end_inferred,
        reason_ceased=period.reason_ceased,
        short_break=period.short_break,
        from_return=period.from_return,
        notified_on=period.notified_on,
        iro_on=period.iro_on,
        appoint_by=appoint_by.on if appoint_by else None,
        because=appoint_by.because if appoint_by else ("the start of the period is not known",),
        events=(*period.start_events, *period.iro_events, *period.end_events),
    )
