"""A concern as a formal dispute: up the authority's ladder, at most 20 working days in all (Handbook para 6.2).

The IRO may bypass any stage with a reason. A stage that lets its time pass is left for the next when the day that
comes after is told; what comes late is recorded as what it is.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never
from uuid import UUID

from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    ConcernCommand,
    DisputeBody,
    MoveDisputeUp,
    MoveUpByTime,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ResolveDispute,
)
from escalation_service.domain.concern_events import ConcernEvent
from escalation_service.domain.concern_refusals import (
    AlreadyAtStage,
    AlreadyFormal,
    BeforeStageEntered,
    MovedDown,
    NotFormal,
    StageNotEntered,
)
from escalation_service.domain.concern_state import Concern, StageReached, Standing
from escalation_service.domain.ladder import Ladder
from escalation_service.domain.once import refuse_closed, told_once
from escalation_service.domain.stages import begun, bypassed, entered, step_of
from iro_events.facts.escalation_codes import MovedUpBy
from iro_events.facts.escalations import DisputeMovedUp, DisputeRaised, DisputeResolved, StageAnswered


def decide_dispute(asked: ConcernCommand, command: DisputeBody, concern: Concern) -> Sequence[ConcernEvent]:
    """What the command brings about."""
    match command:
        case RaiseDispute():
            return _raise(asked.concern, command, concern, asked.ladder)
        case MoveDisputeUp():
            return _move_up(asked.concern, command, concern)
        case MoveUpByTime():
            return _move_up_by_time(asked.concern, command, concern)
        case AnswerAtStage():
            return _answer(asked.concern, command, concern)
        case ResolveDispute():
            return _resolve(asked.concern, command, concern)
        case _:
            assert_never(command)


def raised_by(command: RaiseDispute | RaiseDisputeAtOnce, concern: Concern) -> DisputeRaised | None:
    """The dispute as this very command had raised it before, if it had."""
    first = concern.reached[0].stage if concern.reached else None
    if (concern.formal_on, first) != (command.on, command.stage or first):
        return None
    return next((fact for fact in concern.facts if isinstance(fact, DisputeRaised)), None)


def _raise(to: UUID, command: RaiseDispute, concern: Concern, ladder: Ladder | None) -> Sequence[ConcernEvent]:
    before = raised_by(command, concern)
    if before is not None:
        return told_once(concern, before, command.words)
    if concern.formal_on is not None:
        raise AlreadyFormal("the concern is a formal dispute already; move it up instead", field="on")
    refuse_closed(concern)
    return concern.tells(*begun(to, command, ladder), words=command.words)


def _move_up(to: UUID, command: MoveDisputeUp, concern: Concern) -> Sequence[ConcernEvent]:
    ladder, stage = _formal(concern)
    step, at = step_of(ladder, command.to, "to"), step_of(ladder, stage.stage, "to")
    reached = concern.at(command.to)
    if reached is not None and reached.on == command.on:
        return _moved_before(command, concern)
    refuse_closed(concern)
    if step == at:
        raise AlreadyAtStage("the dispute is at that stage since another day", field="to")
    if step < at:
        raise MovedDown("the dispute is above that stage; it goes up only", field="to")
    _refuse_before(command.on, stage)
    moved = DisputeMovedUp(concern=to, on=command.on, was=stage.stage, to=command.to, moved_by=MovedUpBy.IRO)
    left_out = bypassed(to, command.on, ladder.between(at, step), command.bypass_reason)
    return concern.tells(moved, *left_out, entered(to, command.on, ladder, step), words=command.words)


def _moved_before(command: MoveDisputeUp, concern: Concern) -> Sequence[ConcernEvent]:
    """It came there that very day; where it began there, nothing was moved that words could be about."""
    moved = [fact for fact in concern.facts if isinstance(fact, DisputeMovedUp) and fact.to is command.to]
    return told_once(concern, moved[0], command.words) if moved else []


def _move_up_by_time(to: UUID, command: MoveUpByTime, concern: Concern) -> Sequence[ConcernEvent]:
    """One stage up where this one let its time pass, entered on the day told: nobody above knew of it before."""
    ladder, stage = concern.ladder, concern.stage
    if concern.standing is not Standing.FORMAL or ladder is None or stage is None or not ladder.moves_up_by_time:
        return []
    if stage.answered_on is not None or stage.answer_by is None or command.as_at <= stage.answer_by:
        return []
    step = step_of(ladder, stage.stage, "as_at") + 1
    if step > len(ladder.stages):
        return []
    above = ladder.at(step).stage
    moved = DisputeMovedUp(concern=to, on=command.as_at, was=stage.stage, to=above, moved_by=MovedUpBy.TIME)
    return [moved, entered(to, command.as_at, ladder, step)]


def _answer(to: UUID, command: AnswerAtStage, concern: Concern) -> Sequence[ConcernEvent]:
    """Where the dispute has moved on meanwhile, the answer is kept all the same."""
    ladder, _ = _formal(concern)
    step_of(ladder, command.stage, "stage")
    reached = concern.at(command.stage)
    if reached is None:
        raise StageNotEntered("the dispute has not come to that stage", field="stage")
    _refuse_before(command.on, reached)
    fact = StageAnswered(
        concern=to, on=command.on, stage=reached.stage, answer=command.answer, answer_by=reached.answer_by
    )
    return told_once(concern, fact, command.words)


def _resolve(to: UUID, command: ResolveDispute, concern: Concern) -> Sequence[ConcernEvent]:
    _, stage = _formal(concern)
    _refuse_before(command.on, stage)
    fact = DisputeResolved(
        concern=to,
        on=command.on,
        stage=stage.stage,
        outcome=command.outcome,
        plan_changed=command.plan_changed,
        conclude_by=concern.conclude_by or command.on,
    )
    return told_once(concern, fact, command.words)


def _formal(concern: Concern) -> tuple[Ladder, StageReached]:
    if concern.ladder is None or concern.stage is None:
        raise NotFormal("the concern is no formal dispute; raise the dispute first")
    return concern.ladder, concern.stage


def _refuse_before(on: date, stage: StageReached) -> None:
    if on < stage.on:
        raise BeforeStageEntered("the dispute had not come to that stage by that day", field="on")
