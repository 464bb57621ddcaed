"""One concern of an IRO, from first unease to outcome: raised, answered, settled, or made a formal dispute.

The IRO raises it informally first, with the social worker or a manager, and may make it formal whenever the child's
time runs (rulebook R5.03). Cafcass may be told at any time and beside everything else (R5.04). Lateness is recorded,
never refused.
"""

from collections.abc import Sequence
from typing import assert_never

from escalation_service.domain.concern_commands import (
    AnswerConcern,
    ConcernCommand,
    DisputeCommand,
    MoveUpByTime,
    RaiseCommand,
    RaiseConcern,
    RaiseDisputeAtOnce,
    ReferToCafcass,
    SettleConcern,
    TakeLegalAdvice,
    WithdrawConcern,
    WithdrawConcernEntry,
)
from escalation_service.domain.concern_events import ConcernEvent, DisputeLadderRecorded
from escalation_service.domain.concern_fold import evolve
from escalation_service.domain.concern_refusals import (
    AlreadyFormal,
    AlreadyRaised,
    BeforeRaised,
    EntryAlreadyWithdrawn,
    EntryWithdrawn,
    NotRaised,
)
from escalation_service.domain.concern_state import Concern, Standing
from escalation_service.domain.dispute import decide_dispute, refuse_before, refuse_closed
from escalation_service.domain.ladder import Ladder, answer_by
from escalation_service.domain.stages import begun
from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.escalations import (
    CafcassReferred,
    ChildsViewOfConcernRecorded,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    LegalAdviceObtained,
)


def decide(command: ConcernCommand, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    """What the command records; `context.id` is the concern's id, and the Ladder of the command's day may be needed."""
    _refuse_impossible(command, concern, context)
    if isinstance(command, DisputeCommand):
        return decide_dispute(command, concern, context)
    match command:
        case RaiseConcern():
            return _raise(command, concern, context)
        case RaiseDisputeAtOnce():
            return _raise_at_once(command, concern, context)
        case AnswerConcern():
            return _answer(command, concern, context)
        case SettleConcern():
            return _settle(command, concern, context)
        case ReferToCafcass():
            return [CafcassReferred(concern=context.id, **command.fields("on", "ground"))]
        case TakeLegalAdvice():
            return [LegalAdviceObtained(concern=context.id, on=command.on)]
        case WithdrawConcern():
            return _withdraw(command, concern, context)
        case WithdrawConcernEntry():
            return _withdraw_entry(concern, context)
        case _:
            assert_never(command)


def ladder_recorded(events: Sequence[ConcernEvent]) -> Ladder | None:
    """The ladder under which the dispute was raised."""
    return next((event.ladder for event in events if isinstance(event, DisputeLadderRecorded)), None)


CONCERN: Decider[ConcernCommand, Concern, ConcernEvent] = Decider(
    decide=decide, evolve=evolve, initial=Concern(), events=ConcernEvent, stream="concern", needed=ladder_recorded
)


def _refuse_impossible(command: ConcernCommand, concern: Concern, context: Context) -> None:
    """What no command may be: of a day to come, before the matter began, about one that was never raised."""
    raising = isinstance(command, RaiseCommand)
    if concern.standing is Standing.NEW and not raising:
        raise NotRaised("Nothing is recorded of this concern. Raise it first.")
    if isinstance(command, MoveUpByTime | WithdrawConcernEntry):
        return
    happened(command.on, context)
    if concern.standing is Standing.IN_ERROR:
        raise EntryWithdrawn("This matter was withdrawn as recorded in error. Record another.")
    if not raising and command.on < concern.raised_on:
        raise BeforeRaised("The concern was raised on a later day. Give a later day.", field="on")


def _raise(command: RaiseConcern, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    _refuse_raised(concern)
    ladder = context.need(Ladder)
    by = None if ladder is None else answer_by(command.on, ladder.informal_working_days)
    return [
        ConcernRaised(concern=context.id, answer_by=by, **command.fields("on", "iro", "category", "raised_with")),
        ChildsViewOfConcernRecorded(concern=context.id, on=command.on, view=command.childs_view),
    ]


def _raise_at_once(command: RaiseDisputeAtOnce, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    _refuse_raised(concern)
    about = command.fields("on", "iro", "category")
    return [
        ConcernRaised(concern=context.id, raised_with=None, answer_by=None, **about),
        ChildsViewOfConcernRecorded(concern=context.id, on=command.on, view=command.childs_view),
        *begun(command, context),
    ]


def _answer(command: AnswerConcern, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    if concern.formal_on is not None and command.on > concern.formal_on:
        raise AlreadyFormal("The concern was a formal dispute by this day. Record the answer of the stage.", field="on")
    refuse_closed(concern)
    by = concern.answer_by
    return [ConcernAnswered(concern=context.id, answer_by=by, **command.fields("on", "by", "answer"))]


def _settle(command: SettleConcern, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    if concern.formal_on is not None:
        raise AlreadyFormal("This concern is a formal dispute. Resolve the dispute instead.")
    refuse_closed(concern)
    return [ConcernSettled(concern=context.id, **command.fields("on", "outcome", "plan_changed"))]


def _withdraw(command: WithdrawConcern, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    reached = concern.at(concern.stage)
    if reached is not None:
        refuse_before(command.on, reached)
    refuse_closed(concern)
    return [ConcernWithdrawn(concern=context.id, **command.fields("on", "reason"))]


def _withdraw_entry(concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    if concern.standing is Standing.IN_ERROR:
        raise EntryAlreadyWithdrawn("This entry is already withdrawn.")
    return [ConcernEntryWithdrawn(concern=context.id)]


def _refuse_raised(concern: Concern) -> None:
    if concern.standing is not Standing.NEW:
        raise AlreadyRaised("This concern is already recorded with other details. Record another.")
