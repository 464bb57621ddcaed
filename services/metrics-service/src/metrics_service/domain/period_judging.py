"""Judges one period of care with its reviews, once for as long as nothing is told that its verdicts rest on."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.codes import Regime
from iro_statute import Basis, Due, walk
from iro_statute import ReviewDay as Day
from metrics_service.domain.attribution import care_period
from metrics_service.domain.cases import Cases
from metrics_service.domain.findings_judging import grade_cases, midway_cases, permanence_cases
from metrics_service.domain.period_cases import allocation_cases, care_case
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.review_history import ReviewHistory
from metrics_service.domain.verdicts import judged_case, unjudged_case

Held = tuple[date, ReviewHistory]

REMEMBERED = 64
"""Periods as they were judged; whoever folds a child's facts comes to the same one again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedPeriod:
    """A period of care and the reviews held in it, by day.

    It equals another where all that verdicts rest on is the very same: a fact told of a period makes a new object of
    it, and one told of a review makes new events or findings. The record that follows a review is no part of it.
    """

    child: UUID
    period: PeriodHistory
    held: tuple[Held, ...]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ReviewedPeriod)
            and self.period is other.period
            and len(self.held) == len(other.held)
            and all(
                own.events is theirs.events and own.findings is theirs.findings
                for (_, own), (_, theirs) in zip(self.held, other.held, strict=True)
            )
        )

    def __hash__(self) -> int:
        return hash((id(self.period), len(self.held)))


class JudgedPeriod(NamedTuple):
    """The cases of a period but for what is owed and for records, and what is due next: nothing in short breaks."""

    cases: Cases
    regime: Regime = Regime.ORDINARY
    due_statute: Due | None = None
    due_indicator: Due | None = None


@lru_cache(maxsize=REMEMBERED)
def judge_period(told: ReviewedPeriod) -> JudgedPeriod:
    """What a period comes to. Raises OutsideCalendar for a start before the years of the bank holidays."""
    child, period, held = told.child, told.period, told.held
    cares, allocations = (care_case(child, period),), tuple(allocation_cases(child, period))
    if period.short_break:
        reviews = tuple(unjudged_case(child, day, review, period) for day, review in held)
        return JudgedPeriod(Cases(reviews=reviews, cares=cares, allocations=allocations))
    care = care_period(period, [Day(day, review.completed_on) for day, review in held])
    statute, indicator = walk(care, Basis.STATUTE), walk(care, Basis.INDICATOR)
    steps = zip(held, (None, *held), statute.judged, indicator.judged, strict=False)
    cases = Cases(
        reviews=tuple(judged_case(child, period, this[1], before and before[1], by) for this, before, *by in steps),
        cares=cares,
        allocations=allocations,
        permanence=tuple(permanence_cases(child, period, held, statute)),
        grades=tuple(grade_cases(child, held)),
        midways=tuple(midway_cases(child, period, held, statute)),
    )
    return JudgedPeriod(cases, Regime(statute.regime.value), statute.next_due, indicator.next_due)
