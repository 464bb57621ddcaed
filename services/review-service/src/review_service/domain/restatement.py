"""What turns the care stated before, by returns and the authority's own system, into what they state now.

Only the difference is recorded. The service's own work is never altered by a return: a stated period that overlaps an
own one adds nothing, and a stated review of a day on which one is recorded is that review. A period taken from a return
becomes the service's own with the first command that says what returns say, too (CareReturnSuperseded).
What the authority's own system reports counts: a period that is recorded already is altered to it.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from uuid import UUID

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
from review_service.domain.care_events import CareEvent, CareReported, Change, Counted, ReviewsCounted
from review_service.domain.care_state import Care, Period
from review_service.domain.period_fold import begun, evolve_period
from review_service.domain.regimes import restated
from review_service.domain.spans import overlap, reason_recorded


def restate(command: RestateCare, care: Care) -> Sequence[CareEvent]:
    """Withdrawals, then what is altered, then what is new, then the reviews not yet counted."""
    stated = {period.care: period for period in accepted(recognised(command.periods, care), care)}
    gone = [period for period in _stated_in(care) if period.care not in stated]
    events: list[CareEvent] = [CareEntryWithdrawn(care=period.care) for period in gone]
    kept = {period.care: period for period in care.periods.values() if period.care in stated}
    for care_id, period in stated.items():
        events += _altered(kept[care_id], period) if care_id in kept else _begun(period)
    return [*events, *_counted(command, care)]


def accepted(periods: Iterable[StatedPeriod], care: Care) -> list[StatedPeriod]:
    """The stated periods that the service's own work leaves room for.

    An own period that is recognised as one that the authority's own system reports takes no room: it is altered.
    """
    periods = list(periods)
    reported = {stated.care for stated in periods if stated.noticed}
    own = [period for period in care.periods.values() if not period.stated and period.care not in reported]
    return [
        stated
        for stated in periods
        if all(period.care != stated.care for period in own) and not _overlapped(stated, own)
    ]


def recognised(periods: Iterable[StatedPeriod], care: Care) -> list[StatedPeriod]:
    """The stated periods, where the authority's own system reports them with the ids of those they are recorded as.

    A start that is corrected, or learnt after what followed it, is of the same period; so is one recorded by hand.
    Those of the very same days come first: a period of one day overlaps nothing, and one altered before is found again.
    """
    periods = list(periods)
    named = {stated.care for stated in periods}
    own = [period for period in care.in_order() if not period.stated]
    left = [period for period in (*own, *_stated_in(care)) if period.care not in named]
    known: dict[UUID, UUID] = {}
    for same in (_same_days, overlap):
        for stated in periods:
            recorded = care.periods.get(stated.care)
            by_id = recorded is not None and (same is overlap or same(recorded, _span(stated)))
            if not stated.noticed or stated.care in known or (by_id and not _overlapped(stated, own)):
                continue
            found = next((period for period in left if same(period, _span(stated))), None)
            if found is not None:
                left.remove(found)
                known[stated.care] = found.care
    return [stated.model_copy(update={"care": known.get(stated.care, stated.care)}) for stated in periods]


def _stated_in(care: Care) -> list[Period]:
    return [period for period in care.in_order() if period.stated]


def _overlapped(stated: StatedPeriod, own: Iterable[Period]) -> bool:
    return any(period.care != stated.care and overlap(period, _span(stated)) for period in own)


def _same_days(one: Period, other: Period) -> bool:
    return (one.started_on, one.ended_on) == (other.started_on, other.ended_on)


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
    changes = restated(_span(stated), _changes(stated))
    return [started, *noticed, *changes, *_end_altered(begun(started), stated)]


def _altered(period: Period, stated: StatedPeriod) -> list[CareEvent]:
    noticed: list[CareEvent] = [CareReported(care=period.care)] if stated.noticed and not period.noticed else []
    start = _start_altered(period, stated)
    # A corrected start takes more with it: what differs after it is restated.
    moved = reduce(evolve_period, start, period)
    events: list[CareEvent] = [*noticed, *start]
    if stated.notified_on and stated.notified_on != moved.notified_on:
        events.append(IroServiceNotified(care=period.care, on=stated.notified_on))
    if moved.short_break is not stated.short_break:
        events.append(ShortBreakStatusChanged(care=period.care, short_break=stated.short_break))
    return [*events, *restated(moved, _changes(stated)), *_end_altered(moved, stated)]


def _start_altered(period: Period, stated: StatedPeriod) -> list[LookedAfterDateCorrected]:
    recorded = (period.started_on, period.start_known, period.opened_in)
    if recorded == (stated.started_on, stated.start_known, stated.opened_in):
        return []
    return [
        LookedAfterDateCorrected(
            care=period.care,
            on=stated.started_on,
            was=period.started_on,
            start_known=stated.start_known,
            opened_in=stated.opened_in,
        )
    ]


def _end_altered(period: Period, stated: StatedPeriod) -> list[CareEvent]:
    on = stated.ended_on
    if on is None:
        return [] if period.ended_on is None else [CareEndWithdrawn(care=period.care, was=period.ended_on)]
    events: list[CareEvent] = []
    if period.ended_on is None:
        events.append(ChildCeasedLookedAfter(care=period.care, on=on, inferred=stated.end_inferred))
    elif (period.ended_on, period.end_inferred) != (on, stated.end_inferred):
        events.append(CareEndCorrected(care=period.care, on=on, was=period.ended_on, inferred=stated.end_inferred))
    elif period.reason is stated.reason:
        return []
    return [*events, *reason_recorded(period, on, stated.reason)]


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
