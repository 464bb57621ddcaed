"""Which regime of reviews a period is in, and the facts of a change, whether it came as a change or as a code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
)
from iro_events.facts.codes import CareChange, Regime
from review_service.domain.care_events import ChangeFact
from review_service.domain.care_state import Change, Period
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
    """The fact of a change, with the withdrawal of later ones that it leaves without sense. Told once."""
    return restated(period, [*_others(period, change.on, change.change), change])


def unchanged(period: Period, on: date, change: CareChange) -> list[ChangeFact | CareChangeWithdrawn]:
    """The withdrawal of a change, and of later ones that this leaves without sense."""
    return restated(period, _others(period, on, change))


def restated(period: Period, changes: Sequence[Change]) -> list[ChangeFact | CareChangeWithdrawn]:
    """What turns the recorded changes into these: withdrawals first, then what is new."""
    kept = _sensible(period.opened_in, sorted(changes, key=lambda change: change.on))
    gone = [told for told in period.changes if told not in kept]
    return [
        *(CareChangeWithdrawn(care=period.care, on=told.on, change=told.change) for told in gone),
        *(fact_of(period, change) for change in kept if change not in period.changes),
    ]


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


def changed_by_status(period: Period, on: date, status: LegalStatus) -> list[ChangeFact | CareChangeWithdrawn]:
    """What a legal status from that day brings: a placement order is authority to place (R1.21).

    Where another status of that very day is corrected, the change that it brought is withdrawn.
    """
    ordered = status is LegalStatus.E1
    was_told = CareChange.AUTHORITY_ENDED if ordered else CareChange.AUTHORITY_GIVEN
    corrects = any(day == on and (was is LegalStatus.E1) is not ordered for day, was in period.legal_statuses)
    changes = _others(period, on, was_told) if corrects else list(period.changes)
    before = replace(period, changes=tuple(changes))
    regime = regime_on(before, on)
    if ordered and regime is Regime.ORDINARY:
        changes.append(Change(on=on, change=CareChange.AUTHORITY_GIVEN))
    elif not ordered and regime is Regime.AUTHORITY and _order_stood(period, on):
        changes.append(Change(on=on, change=CareChange.AUTHORITY_ENDED))
    return restated(period, changes)


def changed_by_placement(
    period: Period, on: date, placement: Placement, *, new_carers: bool
) -> list[ChangeFact | CareChangeWithdrawn]:
    """What a placement code from that day brings: A3-A6 are placements with prospective adopters (R1.22).

    Where another code of that very day is corrected, the change that it brought is withdrawn.
    """
    adoptive = placement in FOR_ADOPTION
    was_told = CareChange.RETURNED if adoptive else CareChange.PLACED
    corrects = any(day == on and (was in FOR_ADOPTION) is not adoptive for day, was in period.placements)
    changes = _others(period, on, was_told) if corrects else list(period.changes)
    before = replace(period, changes=tuple(changes))
    placed = regime_on(before, on) is Regime.PLACED
    if adoptive and (new_carers or not placed):
        changes = [*_others(before, on, CareChange.PLACED), Change(on=on, change=CareChange.PLACED)]
    elif not adoptive and placed:
        stands = authority_stands_on(before, on)
        changes.append(Change(on=on, change=CareChange.RETURNED, authority_stands=stands))
    return restated(period, changes)


def _others(period: Period, on: date, change: CareChange) -> list[Change]:
    return [told for told in period.changes if (told.on, told.change) != (on, change)]


def _sensible(opened_in: Regime, changes: Sequence[Change]) -> list[Change]:
    regime, kept = opened_in, []
    for change in changes:
        if regime in _POSSIBLE_IN[change.change]:
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


def _orders(statuses: Sequence[tuple[date, LegalStatus]]) -> list[tuple[date, bool]]:
    """When a placement order began and ended; another status ends an order, never a consent."""
    orders, before = [], None
    for on, status in statuses:
        if LegalStatus.E1 in {status, before}:
            orders.append((on, status is LegalStatus.E1))
        before = status
    return orders


def _order_stood(period: Period, on: date) -> bool:
    """Whether the legal status recorded last, up to that day, is a placement order."""
    statuses = [status for day, status in period.legal_statuses if day <= on]
    return bool(statuses) and statuses[-1] is LegalStatus.E1
