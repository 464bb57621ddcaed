"""A child's care by the local authority: periods looked after, and when each one's reviews fall due (CA 1989 s.22).

One stream holds all periods of a child with the reviews that count in them, since the rules that bind span them: no two
periods overlap, a review belongs to one of them, and the next due date rests on all of this.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.care import CareEntryWithdrawn, ChildBecameLookedAfter, ReviewDueSet
from review_service.domain.adoption import end_authority, give_authority, place, take_back, withdraw_change
from review_service.domain.appointments import appoint, change_plan, designate
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
    PlaceForAdoption,
    RestateCare,
    ReturnFromAdopters,
    UncountReview,
    WithdrawCareChange,
    WithdrawCareEnd,
    WithdrawCareEntry,
)
from review_service.domain.care_events import CareEvent, CareReturnSuperseded, ReviewsCounted, ReviewUncounted
from review_service.domain.care_refusals import BeforeStart, EntryAlreadyWithdrawn, NotLookedAfter
from review_service.domain.care_state import Care, Held, Period
from review_service.domain.code_changes import change_placement, change_status
from review_service.domain.counting import count, uncount
from review_service.domain.period_fold import begun, evolve_period
from review_service.domain.restatement import restate
from review_service.domain.spans import begin, correct_end, correct_start, end, withdraw, withdraw_end
from review_service.domain.timetable import dues_moved

_NOT_IN_RETURNS = (AppointIro, ChangeCarePlan, DesignateLongTermFostering)
_ANY_DAY = (CorrectLookedAfterDate, CeaseLookingAfter, CorrectCareEnd)


def evolve(care: Care, event: CareEvent) -> Care:
    """The child's care after the event; an event of a period that was withdrawn changes nothing."""
    match event:
        case ReviewsCounted():
            new = {each.review: Held(each.review, each.held_on, each.completed_on) for each in event.reviews}
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
    """What the command records; `context.id` is the period's id, or that which a new one gets."""
    match command:
        case CountReview():
            return count(command, care, context)
        case UncountReview():
            return uncount(command, care)
        case RestateCare():
            return restate(command, care)
        case BecomeLookedAfter():
            happened(command.on, context)
            return begin(command, care, context)
        case _:
            return _decide_period(command, care, context)


def calculate(command: CareCommand, before: Care, events: Sequence[CareEvent], after: Care) -> Sequence[ReviewDueSet]:
    """Every due date that the events move."""
    return dues_moved(after)


CARE: Decider[CareCommand, Care, CareEvent] = Decider(
    decide=decide,
    evolve=evolve,
    initial=Care(),
    events=CareEvent,
    stream="care",
    calculated=(ReviewDueSet,),
    calculate=calculate,
)


def _decide_period(command: CommandWithin, care: Care, context: Context) -> Sequence[CareEvent]:
    if isinstance(command, WithdrawCareEntry) and context.id in care.withdrawn and context.id not in care.periods:
        raise EntryAlreadyWithdrawn("This period of care is withdrawn already. Record another.")
    if not isinstance(command, WithdrawCareEnd | WithdrawCareEntry):
        happened(command.on, context)
    period = care.periods.get(context.id)
    if period is None:
        raise NotLookedAfter("No such period of care is recorded of this child. Record it first.")
    if not isinstance(command, (*_ANY_DAY, WithdrawCareEnd, WithdrawCareEntry)):
        _refuse_outside(command.on, period)
    events = _decide_within(command, period, care, context)
    if events and _supersedes(command, period):
        return [CareReturnSuperseded(care=period.care), *events]
    return events


def _supersedes(command: CommandWithin, period: Period) -> bool:
    """Whether a period taken from a return is the service's own from this command on; a withdrawn one is nobody's."""
    own = not isinstance(command, (*_NOT_IN_RETURNS, WithdrawCareEntry))
    return own and period.from_return and not period.noticed


def _decide_within(  # noqa: C901, PLR0912 - one line a command
    command: CommandWithin, period: Period, care: Care, context: Context
) -> Sequence[CareEvent]:
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
            return appoint(command, period, context)
        case ChangeCarePlan():
            return change_plan(command, period, care)
        case _:
            assert_never(command)


def _refuse_outside(on: date, period: Period) -> None:
    if on < period.started_on:
        raise BeforeStart("That day is before the period of care. Correct it or the start.", field="on")
    if period.ended_on is not None and on > period.ended_on:
        raise NotLookedAfter("That day is after the period of care. Correct it or the end.", field="on")
