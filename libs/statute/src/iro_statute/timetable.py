"""Walks a period of care from its start: which review was due by when, and which is due next.

Events come in the order of their dates; on one day a review comes before a change of regime and so belongs to the
regime before. Each basis is walked alone, since a date that has passed on the one may be pending on the other.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import assert_never

from iro_statute.care_period import CarePeriod, Judged, RegimeChange, ReviewDay, Timetable
from iro_statute.clocks import first_review, short_break_first
from iro_statute.due import Basis, Due
from iro_statute.interval import after_review
from iro_statute.regime_change import after_change
from iro_statute.rules import REMEMBERED
from iro_statute.standing import Standing


@lru_cache(maxsize=REMEMBERED)
def walk(care: CarePeriod, basis: Basis) -> Timetable:
    """Judges every review of a period on one basis and gives the date due after the last event.

    A period of unknown start has no date due until a review or a change of regime gives one; its ordinals are unknown.
    Raises OutsideCalendar for a start outside the years of the bank holidays.
    """
    standing = Standing(care, basis, care.opened_in, _first_due(care, basis))
    judged: list[Judged] = []
    for event in _in_order(care):
        match event:
            case ReviewDay():
                judged.append(_judge(standing, event))
                standing = after_review(standing, event)
            case RegimeChange():
                standing = after_change(standing, event)
            case _:
                assert_never(event)
    return Timetable(basis, tuple(judged), standing.pending, standing.regime)


def _first_due(care: CarePeriod, basis: Basis) -> Due | None:
    if not care.start_known:
        return None
    return short_break_first(care.started_on, basis) if care.short_break else first_review(care.started_on, basis)


def _in_order(care: CarePeriod) -> Sequence[ReviewDay | RegimeChange]:
    return sorted((*care.reviews, *care.changes), key=_place)


def _place(event: ReviewDay | RegimeChange) -> tuple[date, bool]:
    return (event.held_on, False) if isinstance(event, ReviewDay) else (event.on, True)


def _judge(standing: Standing, review: ReviewDay) -> Judged:
    due = standing.pending
    return Judged(
        ordinal=standing.held + 1 if standing.care.start_known else None,
        held_on=review.held_on,
        regime=standing.regime,
        due=due,
        in_time=None if due is None else review.held_on <= due.on,
    )
