"""What has been told of one period of care: its days, its changes of regime, its IRO, and by which events."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    IroAppointed,
    IroChanged,
    IroServiceNotified,
    LookedAfterDateCorrected,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange, Regime

PeriodFact = (
    LookedAfterDateCorrected
    | IroServiceNotified
    | ShortBreakStatusChanged
    | AuthorityToPlaceGiven
    | AuthorityToPlaceEnded
    | ChildPlacedForAdoption
    | ChildReturnedByAdopters
    | CareChangeWithdrawn
    | ChildCeasedLookedAfter
    | CareEndCorrected
    | CareEndWithdrawn
    | IroAppointed
    | IroChanged
)
"""What may be told of a period once it is known."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that moves a clock; `authority_stands` matters where the adopters returned the child."""

    on: date
    change: CareChange
    authority_stands: bool = False


@dataclass(frozen=True, slots=True)
class Rested:
    """An event that a change rests on, with the day from which it matters."""

    on: date
    event: UUID


@dataclass(frozen=True, slots=True)
class Appointment:
    """The IRO is the child's from that day."""

    on: date
    iro: UUID
    event: UUID


@dataclass(frozen=True, slots=True, eq=False)
class PeriodHistory:
    """One period of care as told so far, the same only as itself. `iro_on` is the day the first IRO was appointed."""

    care: UUID
    started_on: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    short_break: bool = False
    notified_on: date | None = None
    from_return: bool = False
    ended_on: date | None = None
    end_inferred: bool = False
    iro_on: date | None = None
    changes: tuple[Change, ...] = ()
    start_events: tuple[UUID, ...] = ()
    change_events: tuple[Rested, ...] = ()
    end_events: tuple[UUID, ...] = ()
    iro_events: tuple[UUID, ...] = ()
    appointments: tuple[Appointment, ...] = ()

    def events_until(self, day: date) -> tuple[UUID, ...]:
        """The events that a clock running on that day rests on: of the start, and of changes up to it."""
        return (*self.start_events, *(rested.event for rested in self.change_events if rested.on <= day))


def opened(fact: ChildBecameLookedAfter, event: UUID) -> PeriodHistory:
    """The history of a period that has just become known."""
    return PeriodHistory(
        care=fact.care,
        started_on=fact.on,
        start_known=fact.start_known,
        opened_in=fact.opened_in,
        short_break=fact.short_break,
        notified_on=fact.notified_on,
        from_return=fact.from_return,
        start_events=(event,),
    )


def evolve_period(period: PeriodHistory, fact: PeriodFact, event: UUID) -> PeriodHistory:
    """The period with one more fact told of it."""
    match fact:
        case LookedAfterDateCorrected():
            return _restarted(period, fact, event)
        case IroServiceNotified():
            return replace(period, notified_on=fact.on, start_events=(*period.start_events, event))
        case ShortBreakStatusChanged():
            return replace(period, short_break=fact.short_break, start_events=(*period.start_events, event))
        case ChildCeasedLookedAfter() | CareEndCorrected():
            return _ended(period, fact, event)
        case CareEndWithdrawn():
            return _running_on(period, event)
        case IroAppointed():
            first = fact.on if period.iro_on is None else period.iro_on
            return replace(_with_iro(period, fact, event), iro_on=first, iro_events=(*period.iro_events, event))
        case IroChanged():
            return _with_iro(period, fact, event)
        case CareChangeWithdrawn():
            return _withdrawn(period, fact, event)
        case AuthorityToPlaceGiven() | AuthorityToPlaceEnded() | ChildPlacedForAdoption() | ChildReturnedByAdopters():
            return _with_change(period, _change(fact), event)
        case _:
            assert_never(fact)


def _restarted(period: PeriodHistory, fact: LookedAfterDateCorrected, event: UUID) -> PeriodHistory:
    return replace(
        period,
        started_on=fact.on,
        start_known=fact.start_known,
        opened_in=fact.opened_in,
        notified_on=period.notified_on if fact.start_known else None,
        start_events=(*period.start_events, event),
    )


def _ended(period: PeriodHistory, fact: ChildCeasedLookedAfter | CareEndCorrected, event: UUID) -> PeriodHistory:
    return replace(
        period,
        ended_on=fact.on,
        end_inferred=fact.inferred,
        end_events=(*period.end_events, event),
    )


def _running_on(period: PeriodHistory, event: UUID) -> PeriodHistory:
    ends = (*period.end_events, event)
    return replace(period, ended_on=None, end_inferred=False, end_events=ends)


def _with_iro(period: PeriodHistory, fact: IroAppointed | IroChanged, event: UUID) -> PeriodHistory:
    """Of a day told again, the last stands."""
    others = (each for each in period.appointments if each.on != fact.on)
    told = sorted((*others, Appointment(fact.on, fact.iro, event)), key=lambda each: each.on)
    return replace(period, appointments=tuple(told))


def _withdrawn(period: PeriodHistory, fact: CareChangeWithdrawn, event: UUID) -> PeriodHistory:
    kept = tuple(change for change in period.changes if (change.on, change.change) != (fact.on, fact.change))
    return replace(period, changes=kept, change_events=(*period.change_events, Rested(fact.on, event)))


def _with_change(period: PeriodHistory, change: Change, event: UUID) -> PeriodHistory:
    rests = (*period.change_events, Rested(change.on, event))
    return replace(period, changes=(*period.changes, change), change_events=rests)


def _change(
    fact: AuthorityToPlaceGiven | AuthorityToPlaceEnded | ChildPlacedForAdoption | ChildReturnedByAdopters,
) -> Change:
    match fact:
        case AuthorityToPlaceGiven():
            return Change(fact.on, CareChange.AUTHORITY_GIVEN)
        case AuthorityToPlaceEnded():
            return Change(fact.on, CareChange.AUTHORITY_ENDED)
        case ChildPlacedForAdoption():
            return Change(fact.on, CareChange.PLACED)
        case ChildReturnedByAdopters():
            return Change(fact.on, CareChange.RETURNED, fact.authority_stands)
        case _:
            assert_never(fact)
