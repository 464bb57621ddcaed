"""How what happened changes one period of care; decides nothing and never fails."""

from collections.abc import Mapping
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
    ReasonCeasedRecorded,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange, ReasonCeased
from review_service.domain.care_events import (
    CareReported,
    CareReturnSuperseded,
    Change,
    LegalStatusRecorded,
    PeriodEvent,
    PlacementRecorded,
    ReviewRequiredBeforeEnd,
)
from review_service.domain.care_state import Coded, Considered, NextDue, Period, Placed
from review_service.domain.regimes import split_by_code

Value = TypeVar("Value")


def evolve_period(period: Period, event: PeriodEvent) -> Period:  # noqa: C901, PLR0912 - one line an event
    """The period after the event."""
    match event:
        case LookedAfterDateCorrected():
            return _start_corrected(period, event)
        case ChildCeasedLookedAfter() | CareEndCorrected():
            return replace(period, ended_on=event.on, end_inferred=event.inferred)
        case ReasonCeasedRecorded():
            return replace(period, reasons=_reasons(period.reasons, event))
        case CareEndWithdrawn():
            return replace(period, ended_on=None, end_inferred=False, review_required=None)
        case ShortBreakStatusChanged():
            return replace(period, short_break=event.short_break)
        case LegalStatusRecorded():
            statuses = _coded(period, period.legal_statuses, event, event.legal_status)
            return replace(period, legal_statuses=statuses)
        case PlacementRecorded():
            placed = Placed(event.placement, event.new_carers)
            return replace(period, placements=_coded(period, period.placements, event, placed))
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
        case CarePlanChanged():
            considered = Considered(event.breach, event.not_practicable)
            return replace(period, plan_changes={**period.plan_changes, (event.on, event.review): considered})
        case ReviewDueSet():
            return replace(period, due=NextDue(event.ordinal, event.due_statute, event.due_indicator))
        case CareReturnSuperseded():
            return replace(period, from_return=False)
        case CareReported():
            return replace(period, noticed=True)
        case IroServiceNotified():
            return replace(period, notified_on=event.on)
        case ReviewRequiredBeforeEnd():
            return replace(period, review_required=(event.trigger, event.since))
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
    )


def _reasons(reasons: Mapping[date, ReasonCeased], event: ReasonCeasedRecorded) -> Mapping[date, ReasonCeased]:
    others = {on: reason for on, reason in reasons.items() if on != event.on}
    return others if event.reason is None else {**others, event.on: event.reason}


def _coded(
    period: Period, recorded: tuple[Coded[Value], ...], event: LegalStatusRecorded | PlacementRecorded, value: Value
) -> tuple[Coded[Value], ...]:
    """The codes with that of the event's day; where it corrects one, what was before that one was before it."""
    was = next((code for code in recorded if code.on == event.on), None)
    before, since = split_by_code(period.changes, was)
    code = Coded(
        on=event.on,
        value=value,
        before=before,
        without=tuple(sorted((*before, *since), key=lambda change: change.on)),
        brought=event.brought,
        displaced=event.displaced,
        short_break_before=period.short_break if was is None else was.short_break_before,
    )
    return tuple(sorted((*(other for other in recorded if other is not was), code), key=lambda dated: dated.on))


def _moved(recorded: tuple[Coded[Value], ...], was: date, on: date) -> tuple[Coded[Value], ...]:
    moved = {code.on: code for code in (_code_moved(code, was, on) for code in recorded)}
    return tuple(sorted(moved.values(), key=lambda dated: dated.on))


def _code_moved(code: Coded[Value], was: date, on: date) -> Coded[Value]:
    return replace(
        code,
        on=on if code.on == was else code.on,
        before=_changes_moved(code.before, was, on),
        without=_changes_moved(code.without, was, on),
        brought=_changes_moved(code.brought, was, on),
        displaced=_changes_moved(code.displaced, was, on),
    )


def _changes_moved(changes: tuple[Change, ...], was: date, on: date) -> tuple[Change, ...]:
    return tuple(replace(change, on=on) if change.on == was else change for change in changes)
