"""A child's care by the local authority: periods looked after, and when each one's reviews fall due (CA 1989 s.22).

One stream holds all periods of a child with the reviews that count in them, since the rules that bind span them: no two
periods overlap, a review belongs to one of them, and the next due date rests on all of this.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from iro_events.command import Addressed, happened
from iro_events.decider import Context, Decider, fold
from iro_events.facts.care import CareEntryWithdrawn, ChildBecameLookedAfter
from review_service.domain.adoption import end_authority, give_authority, place, take_back, withdraw_change
from review_service.domain.appointments import appoint, change_plan, designate, override
from review_service.domain.care_commands import (
    AppointIro,
    BecomeLookedAfter,
    CareCommand,
    CeaseLookingAfter,
    ChangeCarePlan,
    ChangeLegalStatus,
    ChangePlacement,
    CommandWithin,
    CorrectCareEnd,
    CorrectLookedAfterDate,
    CountReview,
    DesignateLongTermFostering,
    EndAuthorityToPlace,
    GiveAuthorityToPlace,
    OverrideConflict,
    PeriodCommand,
    PlaceForAdoption,
    RestateCare,
    ReturnFromAdopters,
    UncountReview,
    WithdrawCareChange,
    WithdrawCareEnd,
    WithdrawCareEntry,
)
from review_service.domain.care_events import CareEvent, CareReturnSuperseded, ReviewsCounted, ReviewUncounted
from review_service.domain.care_refusals import BeforeStart, NotLookedAfter
from review_service.domain.care_state import Care, Held, Period
from review_service.domain.code_changes import change_placement, change_status
from review_service.domain.counting import count, uncount
from review_service.domain.period_fold import begun, evolve_period
from review_service.domain.restatement import restate
from review_service.domain.spans import begin, correct_end, correct_start, end, withdraw, withdraw_end
from review_service.domain.timetable import dues_moved

_UNKNOWN_TO_RETURNS = (AppointIro, OverrideConflict, ChangeCarePlan, DesignateLongTermFostering)
_OF_THE_ENDS = (CorrectLookedAfterDate, CeaseLookingAfter, CorrectCareEnd, WithdrawCareEnd, WithdrawCareEntry)


def evolve(care: Care, event: CareEvent) -> Care:
    """The child's care after the event; an event of a period that was withdrawn changes nothing."""
    match event:
        case ReviewsCounted():
            new = {told.review: Held(told.review, told.held_on, told.completed_on) for told in event.reviews}
            return replace(care, reviews={**care.reviews, **new})
        case ReviewUncounted():
            kept = {review: held for review, held in care.reviews.items() if review != event.review}
            return replace(care, reviews=kept, uncounted=care.uncounted | {event.review})
        case CareEntryWithdrawn():
            left = {care_id: period for care_id, period in care.periods.items() if care_id != event.care}
            return replace(care, periods=left, withdrawn=care.withdrawn | {event.care})
        case ChildBecameLookedAfter():
            return replace(care, periods={**care.periods, event.care: begun(event)})
        case _:
            period = care.periods.get(event.care)
            if period is None:
                return care
            return replace(care, periods={**care.periods, event.care: evolve_period(period, event)})


def decide(command: CareCommand, care: Care, context: Context) -> Sequence[CareEvent]:
    """What the command brings about, and with it every due date that this moves."""
    told = _decide(command, care, context)
    if not told:
        return []
    return [*told, *dues_moved(fold(CARE, told, care))]


def _decide(command: CareCommand, care: Care, context: Context) -> Sequence[CareEvent]:
    match command:
        case Addressed():
            return _decide_period(command, care, context)
        case CountReview():
            return count(command, care, context)
        case UncountReview():
            return uncount(command, care)
        case RestateCare():
            return restate(command, care)
        case _:
            assert_never(command)


def _decide_period(asked: Addressed[PeriodCommand], care: Care, context: Context) -> Sequence[CareEvent]:
    command = asked.command
    if not isinstance(command, WithdrawCareEnd | WithdrawCareEntry):
        happened(command.on, context)
    if isinstance(command, BecomeLookedAfter):
        return begin(asked.to, command, care, context)
    period = care.periods.get(asked.to)
    if period is None:
        if isinstance(command, WithdrawCareEntry) and asked.to in care.withdrawn:
            return []
        raise NotLookedAfter("no such period of care is recorded of this child")
    if not isinstance(command, _OF_THE_ENDS):
        _refuse_outside(command.on, period)
    told = _decide_within(command, period, care)
    if told and period.from_return and not period.noticed and not isinstance(command, _UNKNOWN_TO_RETURNS):
        return [CareReturnSuperseded(care=period.care), *told]
    return told


def _decide_within(command: CommandWithin, period: Period, care: Care) -> Sequence[CareEvent]:  # noqa: C901, PLR0912 - one line a command
    match command:
        case CorrectLookedAfterDate():
            return correct_start(command, period, care)
        case ChangeLegalStatus():
            return change_status(command, period)
        case ChangePlacement():
            return change_placement(command, period)
        case GiveAuthorityToPlace():
            return give_authority(command, period)
        case EndAuthorityToPlace():
            return end_authority(command, period)
        case PlaceForAdoption():
            return place(command, period)
        case ReturnFromAdopters():
            return take_back(command, period)
        case WithdrawCareChange():
            return withdraw_change(command, period)
        case DesignateLongTermFostering():
            return designate(command, period)
        case CeaseLookingAfter():
            return end(command, period, care)
        case CorrectCareEnd():
            return correct_end(command, period, care)
        case WithdrawCareEnd():
            return withdraw_end(period, care)
        case WithdrawCareEntry():
            return withdraw(period)
        case AppointIro():
            return appoint(command, period)
        case OverrideConflict():
            return override(command, period)
        case ChangeCarePlan():
            return change_plan(command, period, care)
        case _:
            assert_never(command)


def _refuse_outside(on: date, period: Period) -> None:
    if on < period.started_on:
        raise BeforeStart("that day lies before the period of care; correct it or the start", field="on")
    if period.ended_on is not None and on > period.ended_on:
        raise NotLookedAfter("that day lies after the period of care; correct it or the end", field="on")


CARE: Decider[CareCommand, Care, CareEvent] = Decider(decide=decide, evolve=evolve, initial=Care(), stream="care")
