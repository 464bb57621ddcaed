"""One concern of an IRO, from first unease to outcome: raised, answered, settled, or made a formal dispute.

The IRO raises it informally first, with the social worker or a manager, and may make it formal whenever the child's
time runs (rulebook R5.03). Cafcass may be told at any time and beside everything else (R5.04). Lateness is recorded,
never refused.
"""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from escalation_service.domain.concern_commands import (
    AnswerConcern,
    ConcernCommand,
    DisputeBody,
    MoveUpByTime,
    RaiseConcern,
    RaiseDisputeAtOnce,
    ReferToCafcass,
    SettleConcern,
    TakeLegalAdvice,
    WithdrawConcern,
    WithdrawConcernEntry,
)
from escalation_service.domain.concern_events import ConcernEvent
from escalation_service.domain.concern_fold import evolve
from escalation_service.domain.concern_refusals import (
    AlreadyFormal,
    AlreadyRaised,
    BeforeRaised,
    BeforeStageEntered,
    EntryWithdrawn,
    NotRaised,
)
from escalation_service.domain.concern_state import Concern, Standing
from escalation_service.domain.dispute import decide_dispute, raised_by
from escalation_service.domain.ladder import Ladder, answer_by
from escalation_service.domain.once import told_at_any_time, told_once
from escalation_service.domain.stages import begun
from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.escalation_codes import RaisedWith
from iro_events.facts.escalations import (
    CafcassReferred,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    LegalAdviceObtained,
)


def decide(asked: ConcernCommand, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    """What the command brings about."""
    command, to = asked.command, asked.concern
    _refuse_impossible(asked, concern, context)
    if isinstance(command, DisputeBody):
        return decide_dispute(asked, command, concern)
    match command:
        case RaiseConcern():
            return _raise(to, command, concern, asked.ladder)
        case RaiseDisputeAtOnce():
            return _raise_at_once(to, command, concern, asked.ladder)
        case AnswerConcern():
            return _answer(to, command, concern)
        case SettleConcern():
            return _settle(to, command, concern)
        case ReferToCafcass():
            referred = CafcassReferred(concern=to, on=command.on, ground=command.ground)
            return told_at_any_time(concern, referred, command.words)
        case TakeLegalAdvice():
            return told_at_any_time(concern, LegalAdviceObtained(concern=to, on=command.on), command.words)
        case WithdrawConcern():
            return _withdraw(to, command, concern)
        case WithdrawConcernEntry():
            return [] if concern.standing is Standing.IN_ERROR else [ConcernEntryWithdrawn(concern=to)]
        case _:
            assert_never(command)


CONCERN: Decider[ConcernCommand, Concern, ConcernEvent] = Decider(decide=decide, evolve=evolve, initial=Concern())


def _refuse_impossible(asked: ConcernCommand, concern: Concern, context: Context) -> None:
    """What no command may be: of a day to come, before the matter began, of one that is none."""
    command = asked.command
    raising = isinstance(command, RaiseConcern | RaiseDisputeAtOnce)
    if concern.standing is Standing.NEW and not raising:
        raise NotRaised("nothing is recorded of that concern")
    if isinstance(command, MoveUpByTime | WithdrawConcernEntry):
        return
    happened(command.on, context)
    if concern.standing is Standing.IN_ERROR:
        raise EntryWithdrawn("the matter was withdrawn as recorded in error; record another")
    if not raising and command.on < concern.raised_on:
        raise BeforeRaised("the concern was not raised by that day", field="on")


def _raise(to: UUID, command: RaiseConcern, concern: Concern, ladder: Ladder | None) -> Sequence[ConcernEvent]:
    informal = ladder.informal_working_days if ladder else None
    raised = _raised(to, command, concern, command.raised_with, informal)
    again = concern.repeats(raised, command.words)
    if again is not None:
        return again
    _refuse_raised(concern)
    return concern.tells(raised, words=command.words)


def _raise_at_once(
    to: UUID, command: RaiseDisputeAtOnce, concern: Concern, ladder: Ladder | None
) -> Sequence[ConcernEvent]:
    raised = _raised(to, command, concern, None, None)
    if raised_by(command, concern) is not None:
        again = concern.repeats(raised, command.words)
        if again is not None:
            return again
    _refuse_raised(concern)
    return concern.tells(raised, *begun(to, command, ladder), words=command.words)


def _raised(
    to: UUID,
    command: RaiseConcern | RaiseDisputeAtOnce,
    concern: Concern,
    raised_with: RaisedWith | None,
    informal_working_days: int | None,
) -> ConcernRaised:
    """The limit of one that is raised already stays, whatever ladder was set meanwhile."""
    new = concern.standing is Standing.NEW
    return ConcernRaised(
        concern=to,
        on=command.on,
        iro=command.iro,
        category=command.category,
        childs_view=command.childs_view,
        raised_with=raised_with,
        answer_by=answer_by(command.on, informal_working_days) if new else concern.answer_by,
    )


def _answer(to: UUID, command: AnswerConcern, concern: Concern) -> Sequence[ConcernEvent]:
    if concern.formal_on is not None and command.on > concern.formal_on:
        raise AlreadyFormal("the concern was a formal dispute by that day; record the stage's answer", field="on")
    by = concern.answer_by
    fact = ConcernAnswered(concern=to, on=command.on, by=command.by, answer=command.answer, answer_by=by)
    return told_once(concern, fact, command.words)


def _settle(to: UUID, command: SettleConcern, concern: Concern) -> Sequence[ConcernEvent]:
    if concern.formal_on is not None:
        raise AlreadyFormal("the concern is a formal dispute; resolve the dispute instead")
    changed = command.plan_changed
    fact = ConcernSettled(concern=to, on=command.on, outcome=command.outcome, plan_changed=changed)
    return told_once(concern, fact, command.words)


def _withdraw(to: UUID, command: WithdrawConcern, concern: Concern) -> Sequence[ConcernEvent]:
    if concern.stage is not None and command.on < concern.stage.on:
        raise BeforeStageEntered("the dispute came to its stage after that day", field="on")
    return told_once(concern, ConcernWithdrawn(concern=to, on=command.on, reason=command.reason), command.words)


def _refuse_raised(concern: Concern) -> None:
    if concern.standing is not Standing.NEW:
        raise AlreadyRaised("that concern is recorded already, otherwise; record another")
