"""What is due when: a child's recorded care as the statute's walk, and the due dates that moved since they were set."""

from collections.abc import Sequence
from datetime import date

import iro_statute
from iro_events.facts.care import ReviewDueSet
from iro_events.facts.codes import CareChange
from iro_statute import Basis, CarePeriod, RegimeChange, ReviewDay, Timetable, walk
from review_service.domain.care_events import Change
from review_service.domain.care_state import Care, Held, NextDue, Period


def reviews_in(care: Care, period: Period) -> list[Held]:
    """The reviews that belong to the period, in the order of their days."""
    inside = [held for held in care.reviews.values() if care.period_on(held.held_on) is period]
    return sorted(inside, key=_by_day)


def reviewed_between(care: Care, period: Period, first: date, last: date) -> bool:
    """Whether a review of the period was held on one of these days, both included."""
    return any(first <= held.held_on <= last for held in reviews_in(care, period))


def reviews_outside(care: Care) -> list[Held]:
    """The reviews whose day lies in no period: kept, never judged."""
    return sorted((held for held in care.reviews.values() if care.period_on(held.held_on) is None), key=_by_day)


def timetable(period: Period, reviews: Sequence[Held], basis: Basis) -> Timetable:
    """Each of the period's reviews against the day it was due by, and the next, with reasons."""
    return walk(_as_walked(period, reviews), basis)


def dues_moved(care: Care) -> list[ReviewDueSet]:
    """The next review's due days, for each period still running in which they are other than last set."""
    running = [period for period in care.in_order() if period.ended_on is None]
    dues = [(period, _next_due(period, reviews_in(care, period))) for period in running]
    return [
        ReviewDueSet(care=period.care, ordinal=due.ordinal, due_statute=due.statute, due_indicator=due.indicator)
        for period, due in dues
        if due != period.due
    ]


def _next_due(period: Period, reviews: Sequence[Held]) -> NextDue:
    statute = timetable(period, reviews, Basis.STATUTE).next_due
    indicator = timetable(period, reviews, Basis.INDICATOR).next_due
    if statute is None and indicator is None:
        return NextDue()
    return NextDue(
        ordinal=len(reviews) + 1 if period.start_known else None,
        statute=statute.on if statute else None,
        indicator=indicator.on if indicator else None,
    )


def _as_walked(period: Period, reviews: Sequence[Held]) -> CarePeriod:
    return CarePeriod(
        started_on=period.started_on,
        start_known=period.start_known,
        opened_in=iro_statute.Regime(period.opened_in.value),
        changes=tuple(RegimeChange(on=change.on, to=_regime_after(change)) for change in period.changes),
        reviews=tuple(ReviewDay(held_on=held.held_on, completed_on=held.completed_on) for held in reviews),
        short_break=period.short_break,
    )


def _regime_after(change: Change) -> iro_statute.Regime:
    match change.change:
        case CareChange.PLACED:
            return iro_statute.Regime.PLACED
        case CareChange.AUTHORITY_GIVEN:
            return iro_statute.Regime.AUTHORITY
        case CareChange.RETURNED if change.authority_stands:
            return iro_statute.Regime.AUTHORITY
        case CareChange.RETURNED | CareChange.AUTHORITY_ENDED:
            return iro_statute.Regime.ORDINARY


def _by_day(held: Held) -> tuple[object, ...]:
    return held.held_on, held.review
