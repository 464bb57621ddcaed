"""Which regime of reviews a period is in, and the events of a change, whether it came as a change or as a code."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
)
from iro_events.facts.codes import CareChange, Regime
from review_service.domain.care_events import Change, ChangeFact
from review_service.domain.care_state import Coded, Period
from review_service.domain.codes import FOR_ADOPTION, LegalStatus, Placement

_POSSIBLE_IN = {
    CareChange.AUTHORITY_GIVEN: {Regime.ORDINARY, Regime.AUTHORITY},
    CareChange.AUTHORITY_ENDED: {Regime.AUTHORITY},
    CareChange.PLACED: set(Regime),
    CareChange.RETURNED: {Regime.PLACED},
}


def regime_on(period: Period, day: date) -> Regime:
    """The regime after all that is recorded up to and with that day."""
    regime = period.opened_in
    for change in period.changes:
        if change.on <= day:
            regime = _after(regime, change)
    return regime


def authority_stands_on(period: Period, day: date) -> bool:
    """Whether there is authority to place: a placement order in force, or a consent given and not ended."""
    stood = [
        *((change.on, _authority_after(change)) for change in period.changes),
        *_orders(period.legal_statuses),
    ]
    known = [(on, stands) for on, stands in stood if on <= day and stands is not None]
    if not known:
        return period.opened_in is Regime.AUTHORITY
    return max(enumerate(known), key=lambda numbered: (numbered[1][0], numbered[0]))[1][1]


def changed(period: Period, change: Change) -> list[ChangeFact | CareChangeWithdrawn]:
    """The event of a change, with the withdrawal of later ones that it leaves without sense; nothing if it is known."""
    return [] if change in period.changes else restated(period, [*others(period, change.on, change.change), change])


def unchanged(period: Period, on: date, change: CareChange) -> list[ChangeFact | CareChangeWithdrawn]:
    """The withdrawal of a change, and of later ones that this leaves without sense."""
    return restated(period, others(period, on, change))


def restated(period: Period, changes: Sequence[Change]) -> list[ChangeFact | CareChangeWithdrawn]:
    """What turns the recorded changes into these, as far as they have sense: withdrawals first, then what is new.

    Of one day, what was recorded last comes last: changes that are to come after a new one are recorded again.
    """
    kept = sensible(period.opened_in, changes)
    again = _to_come_later(period.changes, kept)
    gone = [known for known in period.changes if known not in kept or known in again]
    return [
        *(CareChangeWithdrawn(care=period.care, on=known.on, change=known.change) for known in gone),
        *(fact_of(period, change) for change in kept if change not in period.changes or change in again),
    ]


def _to_come_later(recorded: Sequence[Change], becomes: Sequence[Change]) -> list[Change]:
    later: list[Change] = []
    for day in dict.fromkeys(change.on for change in becomes):
        stay = [change for change in recorded if change.on == day and change in becomes]
        wanted = [change for change in becomes if change.on == day]
        alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(stay, wanted, strict=False))))
        later += stay[alike:]
    return later


def fact_of(period: Period, change: Change) -> ChangeFact:
    """The change as it is told."""
    match change.change:
        case CareChange.AUTHORITY_GIVEN:
            return AuthorityToPlaceGiven(care=period.care, on=change.on)
        case CareChange.AUTHORITY_ENDED:
            return AuthorityToPlaceEnded(care=period.care, on=change.on)
        case CareChange.PLACED:
            return ChildPlacedForAdoption(care=period.care, on=change.on)
        case CareChange.RETURNED:
            return ChildReturnedByAdopters(care=period.care, on=change.on, authority_stands=change.authority_stands)


def split_by_code(
    changes: Sequence[Change], code: Coded[object] | None
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes without that code: those before it was recorded, and those recorded since.

    What it brought is gone, and what it displaced is back.
    """
    if code is None:
        return tuple(changes), ()
    kept = [change for change in code.without if change in changes or change in code.displaced]
    new = [change for change in changes if change not in code.without and change not in code.brought]
    before = tuple(change for change in kept if change in code.before)
    return before, tuple(change for change in (*kept, *new) if change not in before)


def with_status(period: Period, on: date, status: LegalStatus) -> list[Change]:
    """The changes after a legal status from that day, on which none is: a placement order is authority (R1.21)."""
    changes = list(period.changes)
    ordered = status is LegalStatus.E1
    regime = regime_on(period, on)
    if ordered and regime is Regime.ORDINARY:
        changes.append(Change(on=on, change=CareChange.AUTHORITY_GIVEN))
    elif not ordered and regime is Regime.AUTHORITY and _order_stood(period, on):
        changes.append(Change(on=on, change=CareChange.AUTHORITY_ENDED))
    return sensible(period.opened_in, changes)


def with_placement(period: Period, on: date, placement: Placement, *, new_carers: bool) -> list[Change]:
    """The changes after a placement from that day, on which none is: A3-A6 are with prospective adopters (R1.22)."""
    changes = list(period.changes)
    adoptive = placement in FOR_ADOPTION
    placed = regime_on(period, on) is Regime.PLACED
    if adoptive and (new_carers or not placed):
        changes = [*others(period, on, CareChange.PLACED), Change(on=on, change=CareChange.PLACED)]
    elif not adoptive and placed:
        stands = authority_stands_on(period, on)
        changes.append(Change(on=on, change=CareChange.RETURNED, authority_stands=stands))
    return sensible(period.opened_in, changes)


def others(period: Period, on: date, change: CareChange) -> list[Change]:
    """The changes without one of that kind on that day."""
    return [known for known in period.changes if (known.on, known.change) != (on, change)]


def sensible(opened_in: Regime, changes: Sequence[Change]) -> list[Change]:
    """The changes by their days, without those that are not possible after what comes before; one of a kind a day."""
    regime, kept = opened_in, list[Change]()
    for change in sorted(changes, key=lambda dated: dated.on):
        told = any((known.on, known.change) == (change.on, change.change) for known in kept)
        if not told and regime in _POSSIBLE_IN[change.change]:
            kept.append(change)
            regime = _after(regime, change)
    return kept


def _after(regime: Regime, change: Change) -> Regime:
    match change.change:
        case CareChange.PLACED:
            return Regime.PLACED
        case CareChange.RETURNED:
            return Regime.AUTHORITY if change.authority_stands else Regime.ORDINARY
        case CareChange.AUTHORITY_GIVEN:
            return Regime.PLACED if regime is Regime.PLACED else Regime.AUTHORITY
        case CareChange.AUTHORITY_ENDED:
            return Regime.PLACED if regime is Regime.PLACED else Regime.ORDINARY


def _authority_after(change: Change) -> bool | None:
    match change.change:
        case CareChange.AUTHORITY_GIVEN:
            return True
        case CareChange.AUTHORITY_ENDED:
            return False
        case CareChange.RETURNED:
            return change.authority_stands
        case CareChange.PLACED:
            return None


def _orders(statuses: Sequence[Coded[LegalStatus]]) -> list[tuple[date, bool]]:
    """When a placement order began and ended; another status ends an order, never a consent."""
    orders, before = list[tuple[date, bool]](), None
    for status in statuses:
        if LegalStatus.E1 in {status.value, before}:
            orders.append((status.on, status.value is LegalStatus.E1))
        before = status.value
    return orders


def _order_stood(period: Period, on: date) -> bool:
    """Whether the legal status recorded last, up to that day, is a placement order."""
    statuses = [status.value for status in period.legal_statuses if status.on <= on]
    return bool(statuses) and statuses[-1] is LegalStatus.E1
