"""Judges what the reviews of one period of care found, and the half-way day of each interval that follows one."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from iro_statute import Timetable, midway_check_by
from metrics_service.domain.finding_cases import GradeCase, MidwayCase, PermanenceCase
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.review_history import ReviewHistory

Held = tuple[date, ReviewHistory]
SECOND = 2
"""The review at which a plan for permanence is to be agreed (rulebook R8.01)."""


def permanence_cases(
    child: UUID, period: PeriodHistory, held: Sequence[Held], walked: Timetable
) -> Iterator[PermanenceCase]:
    """The reviews at which permanence was considered, and the second one in any case."""
    for (held_on, review), judged in zip(held, walked.judged, strict=True):
        told = review.findings.permanence
        if told is None and judged.ordinal != SECOND:
            continue
        yield PermanenceCase(
            child=child,
            review=review.review,
            care=period.care,
            held_on=held_on,
            ordinal=judged.ordinal,
            own=not review.from_return,
            plans=told.plans if told else (),
            agreed=told.agreed if told else None,
            events=(*review.events, *((told.event,) if told else ())),
        )


def grade_cases(child: UUID, held: Sequence[Held]) -> Iterator[GradeCase]:
    """Every grade that was given."""
    for held_on, review in held:
        for plan, told in review.findings.grades.items():
            yield GradeCase(
                child=child,
                told_by=told.event,
                review=review.review,
                held_on=held_on,
                plan=plan,
                grade=told.grade,
                events=(*review.events, told.event),
            )


def midway_cases(child: UUID, period: PeriodHistory, held: Sequence[Held], walked: Timetable) -> Iterator[MidwayCase]:
    """The interval after each review that has a next one due, as the statute counts.

    Of a review known from a return only nothing is said: a return has no column for what came between.
    """
    held_next = ((day, judged.due) for (day, _), judged in zip(held[1:], walked.judged[1:], strict=True))
    following = (*held_next, (None, walked.next_due))
    for (held_on, review), (next_held_on, due) in zip(held, following, strict=False):
        own = not review.from_return or bool(review.findings.check_events)
        if due is None or due.on < held_on or not own:
            continue
        midway = midway_check_by(held_on, due.on)
        ends = [day for day in (next_held_on, period.ended_on) if day is not None]
        yield MidwayCase(
            child=child,
            review=review.review,
            care=period.care,
            held_on=held_on,
            midway_on=midway.on,
            checked_on=review.findings.checked_on,
            until=min(ends, default=None),
            because=midway.because,
            events=(*review.events, *review.findings.check_events),
        )
