"""Which period of care a review belongs to, and the period as the law's clocks see it."""

from collections.abc import Sequence
from datetime import date

from iro_events.facts.codes import CareChange
from iro_statute import CarePeriod, Regime, RegimeChange, ReviewDay
from metrics_service.domain.history import ChildHistory
from metrics_service.domain.period_history import Change, PeriodHistory
from metrics_service.domain.review_history import ReviewHistory


def held_reviews(history: ChildHistory) -> tuple[tuple[date, ReviewHistory], ...]:
    """The reviews that were held, by day; those of one day in the order in which they became known."""
    held = ((review.held_on, review) for review in history.reviews if review.held_on is not None)
    return tuple(sorted(held, key=lambda pair: pair[0]))


def period_of(held_on: date, periods: Sequence[PeriodHistory]) -> PeriodHistory | None:
    """The period with that day inside it, both ends included; of two, the earlier; None outside care."""
    within = (p for p in periods if p.started_on <= held_on and (p.ended_on is None or held_on <= p.ended_on))
    return min(within, key=lambda period: period.started_on, default=None)


def next_booking(history: ChildHistory, since: date) -> ReviewHistory | None:
    """The review that is planned and not held, the first one from that day on; None where nothing is planned."""
    planned = [(r.planned_for, r) for r in history.reviews if r.planned_for is not None and r.planned_for >= since]
    return min(planned, key=lambda pair: pair[0], default=(None, None))[1]


def care_period(period: PeriodHistory, reviews: Sequence[ReviewDay]) -> CarePeriod:
    """The period with its reviews, as the statute's walk takes it."""
    return CarePeriod(
        started_on=period.started_on,
        start_known=period.start_known,
        opened_in=Regime(period.opened_in.value),
        changes=regime_changes(period.changes, Regime(period.opened_in.value)),
        reviews=tuple(reviews),
        short_break=period.short_break,
    )


def regime_changes(changes: Sequence[Change], opened_in: Regime) -> tuple[RegimeChange, ...]:
    """The regimes that changes of authority and placement lead to, by day.

    Authority given or ended while the child is placed moves no clock: the placement's regime goes on.
    """
    regime = opened_in
    moves: list[RegimeChange] = []
    for change in sorted(changes, key=lambda change: change.on):
        to = _regime_after(change, regime)
        if to is not None:
            moves.append(RegimeChange(change.on, to))
            regime = to
    return tuple(moves)


def _regime_after(change: Change, regime: Regime) -> Regime | None:
    match change.change:
        case CareChange.PLACED:
            return Regime.PLACED
        case CareChange.RETURNED:
            return Regime.AUTHORITY if change.authority_stands else Regime.ORDINARY
        case CareChange.AUTHORITY_GIVEN:
            return None if regime is Regime.PLACED else Regime.AUTHORITY
        case CareChange.AUTHORITY_ENDED:
            return None if regime is Regime.PLACED else Regime.ORDINARY
