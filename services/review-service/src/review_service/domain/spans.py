"""When a period of care began and ended: the decisions about its two ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context
from iro_events.facts.care import (
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    LookedAfterDateCorrected,
)
from iro_events.facts.codes import Regime
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    CeaseLookingAfter,
    CorrectCareEnd,
    CorrectLookedAfterDate,
)
from review_service.domain.care_events import CareEndedUnreviewed, CareEvent
from review_service.domain.care_refusals import (
    AlreadyEnded,
    AlreadyLookedAfter,
    CauseAfterEnd,
    ChangedOutside,
    EndedBeforeStart,
    EndWithoutReason,
    NotEnded,
    NothingToWithdraw,
)
from review_service.domain.care_state import Care, Period
from review_service.domain.code_changes import legal_status_from, placement_from
from review_service.domain.codes import SHORT_BREAKS
from review_service.domain.regimes import restated
from review_service.domain.timetable import reviewed_between


def begin(care_id: UUID, command: BecomeLookedAfter, care: Care, context: Context) -> Sequence[CareEvent]:
    """A period begins; one that is already recorded with the same day and codes is not told again."""
    if begun_alike(command, care) is not None:
        return []
    if care_id in care.periods:
        raise AlreadyLookedAfter("that period of care is recorded already, otherwise; correct it", field="on")
    _check_end(command, context)
    period = Period(care=care_id, started_on=command.on, ended_on=command.ended_on)
    refuse_overlap(care, period)
    notified_on = command.notified_on or context.today
    happened(notified_on, context, "notified_on")
    started = ChildBecameLookedAfter(
        care=care_id, on=command.on, short_break=command.legal_status in SHORT_BREAKS, notified_on=notified_on
    )
    told: list[CareEvent] = [started, *legal_status_from(period, command.on, command.legal_status)]
    if command.placement is not None:
        told += placement_from(period, command.on, command.placement, new_carers=True)
    if command.ended_on is not None:
        told.append(ChildCeasedLookedAfter(care=care_id, on=command.ended_on, reason=command.reason))
    return told


def begun_alike(command: BecomeLookedAfter, care: Care) -> UUID | None:
    """The period that is recorded with the same day and codes, if there is one."""
    return next((period.care for period in care.periods.values() if _alike(period, command)), None)


def correct_start(command: CorrectLookedAfterDate, period: Period, care: Care) -> Sequence[CareEvent]:
    """Another first day, now known; what was recorded of the old first day moves with it."""
    was, on = period.started_on, command.on
    if on == was and period.start_known:
        return []
    _refuse_end_before_start(on, period.ended_on, "on")
    if any(was < change.on < on for change in period.changes):
        raise ChangedOutside("a change is recorded before that day; withdraw it first", field="on")
    refuse_overlap(care, replace(period, started_on=on))
    moved = [replace(change, on=on) if change.on == was else change for change in period.changes]
    known = replace(period, opened_in=Regime.ORDINARY)
    return [LookedAfterDateCorrected(care=period.care, on=on, was=was), *restated(known, moved)]


def end(command: CeaseLookingAfter, period: Period, care: Care) -> Sequence[CareEvent]:
    """The period ends. That a review should have come first is recorded, never refused (R1.12)."""
    unreviewed = _unreviewed(command, period, care)
    if period.ended_on is not None:
        if (period.ended_on, period.reason) == (command.on, command.reason):
            return unreviewed
        raise AlreadyEnded("the end is recorded already; correct it", field="on")
    _refuse_end(period, command.on, care)
    ceased = ChildCeasedLookedAfter(care=period.care, on=command.on, reason=command.reason)
    return [ceased, *unreviewed]


def correct_end(command: CorrectCareEnd, period: Period, care: Care) -> Sequence[CareEvent]:
    """Another last day or reason."""
    if period.ended_on is None:
        raise NotEnded("no end is recorded; record it first", field="on")
    if (period.ended_on, period.reason, period.end_inferred) == (command.on, command.reason, False):
        return []
    _refuse_end(period, command.on, care)
    return [CareEndCorrected(care=period.care, on=command.on, was=period.ended_on, reason=command.reason)]


def withdraw_end(period: Period, care: Care) -> Sequence[CareEvent]:
    """The period runs on."""
    if period.ended_on is None:
        if period.end_withdrawn:
            return []
        raise NothingToWithdraw("no end is recorded")
    refuse_overlap(care, replace(period, ended_on=None))
    return [CareEndWithdrawn(care=period.care, was=period.ended_on)]


def withdraw(period: Period) -> Sequence[CareEvent]:
    """The whole period was recorded in error."""
    return [CareEntryWithdrawn(care=period.care)]


def refuse_overlap(care: Care, period: Period) -> None:
    """Raises AlreadyLookedAfter where the period would share days with another; one may begin as the other ends."""
    for other in care.periods.values():
        if other.care != period.care and overlap(other, period):
            raise AlreadyLookedAfter("the child was already looked after then; end or correct that period", field="on")


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share more than the day on which the one ends and the other begins."""
    earlier, later = sorted((one, other), key=lambda period: (period.started_on, period.ended_on or date.max))
    return earlier.ended_on is None or later.started_on < earlier.ended_on


def _alike(period: Period, command: BecomeLookedAfter) -> bool:
    status_alike = (command.on, command.legal_status) in period.legal_statuses
    placed_alike = command.placement is None or (command.on, command.placement) in period.placements
    end_alike = command.ended_on is None or (command.ended_on, command.reason) == (period.ended_on, period.reason)
    return period.started_on == command.on and status_alike and placed_alike and end_alike


def _check_end(command: BecomeLookedAfter, context: Context) -> None:
    if (command.ended_on is None) is not (command.reason is None):
        raise EndWithoutReason("give the day of ending and its reason, or neither", field="reason")
    if command.ended_on is not None:
        happened(command.ended_on, context, "ended_on")
        _refuse_end_before_start(command.on, command.ended_on, "ended_on")


def _refuse_end(period: Period, on: date, care: Care) -> None:
    _refuse_end_before_start(period.started_on, on, "on")
    if any(change.on > on for change in period.changes):
        raise ChangedOutside("a change is recorded after that day; withdraw it first", field="on")
    refuse_overlap(care, replace(period, ended_on=on))


def _refuse_end_before_start(started_on: date, ended_on: date | None, field: str) -> None:
    if ended_on is not None and ended_on < started_on:
        raise EndedBeforeStart("a period cannot end before it began; correct either day", field=field)


def _unreviewed(command: CeaseLookingAfter, period: Period, care: Care) -> list[CareEvent]:
    cause = command.review_required
    if cause is None or period.unreviewed == (cause.trigger, cause.since):
        return []
    if cause.since > command.on:
        raise CauseAfterEnd("that day lies after the end; correct either", field="review_required.since")
    if reviewed_between(care, period, cause.since, command.on):
        return []
    return [CareEndedUnreviewed(care=period.care, on=command.on, trigger=cause.trigger, since=cause.since)]
