"""What turns the care stated before, by returns and the authority's own system, into what they state now.

Only the difference is told. The service's own work is never altered by a return: a stated period that overlaps an own
one adds nothing, and a stated review of a day on which one is recorded is that review. A period taken from a return
becomes the service's own with the first command that says what returns say, too (CareReturnSuperseded).
What the authority's own system tells stands: a period that is recorded already is altered to it, be it with other days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iro_events.facts.care import (
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    IroServiceNotified,
    LookedAfterDateCorrected,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange
from review_service.domain.care_commands import RestateCare, StatedPeriod, StatedReview
from review_service.domain.care_events import CareEvent, CareReported, Counted, ReviewsCounted
from review_service.domain.care_state import Care, Change, Period
from review_service.domain.regimes import restated
from review_service.domain.spans import overlap


def restate(command: RestateCare, care: Care) -> Sequence[CareEvent]:
    """Withdrawals, then what is altered, then what is new, then the reviews not yet counted."""
    stated = {period.care: period for period in taken(recognised(command.periods, care), care)}
    recorded = [period for period in care.in_order() if period.stated]
    told: list[CareEvent] = [CareEntryWithdrawn(care=period.care) for period in recorded if period.care not in stated]
    kept = {period.care: period for period in care.periods.values() if period.care in stated}
    for care_id, period in stated.items():
        told += _altered(kept[care_id], period) if care_id in kept else _begun(period)
    return [*told, *_counted(command, care)]


def taken(periods: Iterable[StatedPeriod], care: Care) -> list[StatedPeriod]:
    """The stated periods that the service's own work leaves room for; one recognised as an own one needs none."""
    own = [period for period in care.periods.values() if not period.stated]
    return [stated for stated in periods if not any(_no_room(stated, period) for period in own)]


def _no_room(stated: StatedPeriod, own: Period) -> bool:
    is_it = stated.noticed and stated.care == own.care
    return not is_it and overlap(own, _span(stated))


def recognised(periods: Iterable[StatedPeriod], care: Care) -> list[StatedPeriod]:
    """The stated periods, where the authority's own system tells of them with the ids of those they are recorded as.

    A start that is corrected, or learnt after what followed it, is of the same period; so is one recorded by hand.
    """
    periods = list(periods)
    left = [period for period in care.in_order() if period.care not in {stated.care for stated in periods}]
    known: list[StatedPeriod] = []
    for stated in periods:
        same = None
        if stated.noticed and stated.care not in care.periods:
            same = next((period for period in left if overlap(period, _span(stated))), None)
        if same is not None:
            left.remove(same)
        known.append(stated if same is None else stated.model_copy(update={"care": same.care}))
    return known


def new_reviews(reviews: Iterable[StatedReview], care: Care) -> list[StatedReview]:
    """The stated reviews of days on which none is recorded, without those that were withdrawn here as errors."""
    days = {held.held_on for held in care.reviews.values()}
    return [review for review in reviews if review.held_on not in days and review.review not in care.uncounted]


def _begun(stated: StatedPeriod) -> list[CareEvent]:
    started = ChildBecameLookedAfter(
        care=stated.care,
        on=stated.started_on,
        start_known=stated.start_known,
        opened_in=stated.opened_in,
        short_break=stated.short_break,
        notified_on=stated.notified_on,
        from_return=not stated.noticed,
    )
    noticed: list[CareEvent] = [CareReported(care=stated.care)] if stated.noticed else []
    return [started, *noticed, *restated(_span(stated), _changes(stated)), *_ended(stated)]


def _altered(period: Period, stated: StatedPeriod) -> list[CareEvent]:
    told: list[CareEvent] = [CareReported(care=period.care)] if stated.noticed and not period.noticed else []
    stands = (period.started_on, period.start_known, period.opened_in)
    if stands != (stated.started_on, stated.start_known, stated.opened_in):
        told.append(
            LookedAfterDateCorrected(
                care=period.care,
                on=stated.started_on,
                was=period.started_on,
                start_known=stated.start_known,
                opened_in=stated.opened_in,
            )
        )
    if stated.notified_on and stated.notified_on != period.notified_on:
        told.append(IroServiceNotified(care=period.care, on=stated.notified_on))
    if period.short_break is not stated.short_break:
        told.append(ShortBreakStatusChanged(care=period.care, short_break=stated.short_break))
    opened = replace(period, opened_in=stated.opened_in)
    return [*told, *restated(opened, _changes(stated)), *_end_altered(period, stated)]


def _end_altered(period: Period, stated: StatedPeriod) -> list[CareEvent]:
    if (period.ended_on, period.reason, period.end_inferred) == (stated.ended_on, stated.reason, stated.end_inferred):
        return []
    if period.ended_on is None:
        return _ended(stated)
    if stated.ended_on is None:
        return [CareEndWithdrawn(care=period.care, was=period.ended_on)]
    return [
        CareEndCorrected(
            care=period.care,
            on=stated.ended_on,
            was=period.ended_on,
            reason=stated.reason,
            inferred=stated.end_inferred,
        )
    ]


def _ended(stated: StatedPeriod) -> list[CareEvent]:
    if stated.ended_on is None:
        return []
    return [
        ChildCeasedLookedAfter(care=stated.care, on=stated.ended_on, reason=stated.reason, inferred=stated.end_inferred)
    ]


def _counted(command: RestateCare, care: Care) -> list[CareEvent]:
    new = new_reviews(command.reviews, care)
    if not new:
        return []
    counted = (Counted(review=review.review, held_on=review.held_on, completed_on=review.held_on) for review in new)
    return [ReviewsCounted(reviews=tuple(counted))]


def _span(stated: StatedPeriod) -> Period:
    return Period(
        care=stated.care,
        started_on=stated.started_on,
        start_known=stated.start_known,
        opened_in=stated.opened_in,
        ended_on=stated.ended_on,
        from_return=True,
    )


def _changes(stated: StatedPeriod) -> list[Change]:
    return [
        Change(
            on=change.on,
            change=change.change,
            authority_stands=change.change is CareChange.RETURNED and bool(change.authority_stands),
        )
        for change in stated.changes
    ]
