"""When a period of care began and ended: the decisions about its two ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from iro_events.command import happened
from iro_events.decider import Context
from iro_events.facts.care import (
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    IroServiceNotified,
    LookedAfterDateCorrected,
    ReasonCeasedRecorded,
)
from iro_events.facts.codes import ReasonCeased, Regime
from review_service.domain.care_commands import (
    BecomeLookedAfter,
    CeaseLookingAfter,
    CorrectCareEnd,
    CorrectLookedAfterDate,
)
from review_service.domain.care_events import CareEvent, ReviewRequiredBeforeEnd
from review_service.domain.care_refusals import (
    AlreadyEnded,
    AlreadyLookedAfter,
    CauseAfterEnd,
    ChangedOutside,
    EndedBeforeStart,
    EndWithoutReason,
    NotEnded,
    NothingToWithdraw,
    SamePeriodRecorded,
)
from review_service.domain.care_state import Care, Period
from review_service.domain.code_changes import code_of, legal_status_from, placement_from
from review_service.domain.codes import SHORT_BREAKS
from review_service.domain.regimes import restated


def begin(command: BecomeLookedAfter, care: Care, context: Context) -> Sequence[CareEvent]:
    """A period begins; `context.id` is the one that is recorded with that first day, or the id that a new one gets."""
    _check_end(command, context)
    notified_on = command.notified_on or context.today
    if context.id in care.periods:
        happened(notified_on, context, "notified_on")
        return _notified(command, care.periods[context.id])
    period = Period(care=context.id, started_on=command.on, ended_on=command.ended_on)
    refuse_overlap(care, period)
    happened(notified_on, context, "notified_on")
    short_break = command.legal_status in SHORT_BREAKS
    started = ChildBecameLookedAfter(care=context.id, on=command.on, short_break=short_break, notified_on=notified_on)
    events: list[CareEvent] = [started, *legal_status_from(period, command.on, command.legal_status)]
    if command.placement is not None:
        events += placement_from(period, command.on, command.placement, new_carers=True)
    if command.ended_on is not None:
        events.append(ChildCeasedLookedAfter(care=context.id, on=command.ended_on))
        events += reason_recorded(period, command.ended_on, command.reason)
    return events


def correct_start(command: CorrectLookedAfterDate, period: Period, care: Care) -> Sequence[CareEvent]:
    """Another first day, now known; what was recorded of the old first day moves with it."""
    was, on = period.started_on, command.on
    if on == was and period.start_known:
        return []
    _refuse_end_before_start(on, period.ended_on, "on")
    if any(was < change.on < on for change in period.changes):
        raise ChangedOutside("A change is recorded before that day. Withdraw it first.", field="on")
    refuse_overlap(care, replace(period, started_on=on))
    moved = [replace(change, on=on) if change.on == was else change for change in period.changes]
    known = replace(period, opened_in=Regime.ORDINARY)
    return [LookedAfterDateCorrected(care=period.care, on=on, was=was), *restated(known, moved)]


def end(command: CeaseLookingAfter, period: Period, care: Care) -> Sequence[CareEvent]:
    """The period ends. That a review should have come first is recorded, never refused (R1.12)."""
    required = _review_required(command, period)
    if period.ended_on is not None:
        if required and (period.ended_on, period.reason) == (command.on, command.reason):
            return required
        raise AlreadyEnded("The end is recorded already. Correct it.", field="on")
    _refuse_end(period, command.on, care)
    ceased = ChildCeasedLookedAfter(care=period.care, on=command.on)
    return [ceased, *reason_recorded(period, command.on, command.reason), *required]


def correct_end(command: CorrectCareEnd, period: Period, care: Care) -> Sequence[CareEvent]:
    """Another last day or reason."""
    if period.ended_on is None:
        raise NotEnded("No end is recorded. Record it first.", field="on")
    if (period.ended_on, period.reason, period.end_inferred) == (command.on, command.reason, False):
        return []
    _refuse_end(period, command.on, care)
    reason = reason_recorded(period, command.on, command.reason)
    if (period.ended_on, period.end_inferred) == (command.on, False):
        return reason
    return [CareEndCorrected(care=period.care, on=command.on, was=period.ended_on), *reason]


def withdraw_end(period: Period, care: Care) -> Sequence[CareEvent]:
    """The period runs on."""
    if period.ended_on is None:
        raise NothingToWithdraw("No end is recorded. Correct the period.")
    refuse_overlap(care, replace(period, ended_on=None))
    return [CareEndWithdrawn(care=period.care, was=period.ended_on)]


def withdraw(period: Period) -> Sequence[CareEvent]:
    """The whole period was recorded in error."""
    return [CareEntryWithdrawn(care=period.care)]


def reason_recorded(period: Period, on: date, reason: ReasonCeased | None) -> list[ReasonCeasedRecorded]:
    """Why care ended on that day; a blank is recorded only in place of a reason."""
    if reason is None and on not in period.reasons:
        return []
    return [ReasonCeasedRecorded(care=period.care, on=on, reason=reason)]


def refuse_overlap(care: Care, period: Period) -> None:
    """Raises AlreadyLookedAfter where the period would share days with another; one may begin as the other ends."""
    for other in care.periods.values():
        if other.care != period.care and overlap(other, period):
            raise AlreadyLookedAfter("The child was already looked after then. End or correct that period.", field="on")


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share more than the day on which the one ends and the other begins."""
    earlier, later = sorted((one, other), key=lambda period: (period.started_on, period.ended_on or date.max))
    return earlier.ended_on is None or later.started_on < earlier.ended_on


def _notified(command: BecomeLookedAfter, period: Period) -> Sequence[CareEvent]:
    """The same start with another day of notification corrects that day; all else has commands of its own."""
    if command.notified_on in {None, period.notified_on} or not _same_start(command, period):
        raise SamePeriodRecorded("A period of care with that first day is recorded already. Correct it.", field="on")
    return [IroServiceNotified(care=period.care, on=command.notified_on)]


def _same_start(command: BecomeLookedAfter, period: Period) -> bool:
    status = code_of(period.legal_statuses, command.on)
    placed = code_of(period.placements, command.on)
    return (
        (period.started_on, status and status.value) == (command.on, command.legal_status)
        and command.placement in {None, placed and placed.value.placement}
        and (command.ended_on, command.reason) in {(None, None), (period.ended_on, period.reason)}
    )


def _check_end(command: BecomeLookedAfter, context: Context) -> None:
    if (command.ended_on is None) is not (command.reason is None):
        raise EndWithoutReason("Give the day of ending and its reason, or neither.", field="reason")
    if command.ended_on is not None:
        happened(command.ended_on, context, "ended_on")
        _refuse_end_before_start(command.on, command.ended_on, "ended_on")


def _refuse_end(period: Period, on: date, care: Care) -> None:
    _refuse_end_before_start(period.started_on, on, "on")
    if any(change.on > on for change in period.changes):
        raise ChangedOutside("A change is recorded after that day. Withdraw it first.", field="on")
    refuse_overlap(care, replace(period, ended_on=on))


def _refuse_end_before_start(started_on: date, ended_on: date | None, field: str) -> None:
    if ended_on is not None and ended_on < started_on:
        raise EndedBeforeStart("A period cannot end before it began. Correct either day.", field=field)


def _review_required(command: CeaseLookingAfter, period: Period) -> list[CareEvent]:
    """Recorded whether or not one was held: a review may be recorded later, and may have been recorded in error."""
    cause = command.review_required
    if cause is None or period.review_required == (cause.trigger, cause.since):
        return []
    if cause.since > command.on:
        raise CauseAfterEnd("That day is after the end. Correct either.", field="review_required.since")
    return [ReviewRequiredBeforeEnd(care=period.care, on=command.on, trigger=cause.trigger, since=cause.since)]
