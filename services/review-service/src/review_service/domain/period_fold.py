"""How what happened changes one period of care; decides nothing and never fails."""

from dataclasses import replace
from datetime import date
from typing import TypeVar, assert_never

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    CarePlanChanged,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    IroAppointed,
    IroChanged,
    IroServiceNotified,
    LongTermFosterPlacementDesignated,
    LookedAfterDateCorrected,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange
from review_service.domain.care_events import (
    CareEndedUnreviewed,
    CareReported,
    CareReturnSuperseded,
    IroConflictOverridden,
    LegalStatusRecorded,
    PeriodEvent,
    PlacementRecorded,
)
from review_service.domain.care_state import Change, NextDue, Period

Code = TypeVar("Code")


def evolve_period(period: Period, event: PeriodEvent) -> Period:  # noqa: C901, PLR0912 - one line an event
    """The period after the event."""
    match event:
        case LookedAfterDateCorrected():
            return _start_corrected(period, event)
        case ChildCeasedLookedAfter() | CareEndCorrected():
            return replace(period, ended_on=event.on, reason=event.reason, end_inferred=event.inferred)
        case CareEndWithdrawn():
            return replace(period, ended_on=None, reason=None, end_inferred=False, end_withdrawn=True, unreviewed=None)
        case ShortBreakStatusChanged():
            return replace(period, short_break=event.short_break)
        case LegalStatusRecorded():
            return replace(period, legal_statuses=_coded(period.legal_statuses, event.on, event.legal_status))
        case PlacementRecorded():
            return replace(period, placements=_coded(period.placements, event.on, event.placement))
        case AuthorityToPlaceGiven():
            return _changed(period, Change(on=event.on, change=CareChange.AUTHORITY_GIVEN))
        case AuthorityToPlaceEnded():
            return _changed(period, Change(on=event.on, change=CareChange.AUTHORITY_ENDED))
        case ChildPlacedForAdoption():
            return _changed(period, Change(on=event.on, change=CareChange.PLACED))
        case ChildReturnedByAdopters():
            return _changed(period, Change(event.on, CareChange.RETURNED, event.authority_stands))
        case CareChangeWithdrawn():
            return _change_withdrawn(period, event)
        case LongTermFosterPlacementDesignated():
            return replace(period, designations=period.designations | {event.on})
        case IroAppointed():
            return replace(period, iro=event.iro, iro_since=event.on, iro_first_on=event.on)
        case IroChanged():
            return replace(period, iro=event.iro, iro_since=event.on)
        case IroConflictOverridden():
            return replace(period, overridden=period.overridden | {(event.iro, event.on, event.reason)})
        case CarePlanChanged():
            return replace(period, plan_changes={**period.plan_changes, (event.on, event.review): event.breach})
        case ReviewDueSet():
            return replace(period, due=NextDue(event.ordinal, event.due_statute, event.due_indicator))
        case CareReturnSuperseded():
            return replace(period, from_return=False)
        case CareReported():
            return replace(period, noticed=True)
        case IroServiceNotified():
            return replace(period, notified_on=event.on)
        case CareEndedUnreviewed():
            return replace(period, unreviewed=(event.trigger, event.since))
        case _:
            assert_never(event)


def begun(event: ChildBecameLookedAfter) -> Period:
    """The period as it began."""
    return Period(
        care=event.care,
        started_on=event.on,
        start_known=event.start_known,
        opened_in=event.opened_in,
        short_break=event.short_break,
        notified_on=event.notified_on,
        from_return=event.from_return,
    )


def _start_corrected(period: Period, event: LookedAfterDateCorrected) -> Period:
    """The codes of the old first day are those of the new one; of an unknown start nobody was told on any day."""
    return replace(
        period,
        started_on=event.on,
        start_known=event.start_known,
        opened_in=event.opened_in,
        notified_on=period.notified_on if event.start_known else None,
        legal_statuses=_moved(period.legal_statuses, event.was, event.on),
        placements=_moved(period.placements, event.was, event.on),
    )


def _changed(period: Period, change: Change) -> Period:
    # Stable: of one day, what was told last comes last.
    return replace(period, changes=tuple(sorted((*period.changes, change), key=lambda told: told.on)))


def _change_withdrawn(period: Period, event: CareChangeWithdrawn) -> Period:
    gone = event.on, event.change
    return replace(
        period,
        changes=tuple(told for told in period.changes if (told.on, told.change) != gone),
        withdrawn_changes=period.withdrawn_changes | {gone},
    )


def _coded(recorded: tuple[tuple[date, Code], ...], on: date, code: Code) -> tuple[tuple[date, Code], ...]:
    return tuple(sorted({**dict(recorded), on: code}.items(), key=lambda dated: dated[0]))


def _moved(recorded: tuple[tuple[date, Code], ...], was: date, on: date) -> tuple[tuple[date, Code], ...]:
    moved = {on if day == was else day: code for day, code in recorded}
    return tuple(sorted(moved.items(), key=lambda dated: dated[0]))
