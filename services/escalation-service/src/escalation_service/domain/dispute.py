"""A concern as a formal dispute: up the authority's ladder, at most 20 working days in all (Handbook para 6.2).

The IRO may bypass any stage with a reason. A stage that lets its time pass is left for the next when the day after it
passes; what comes late is recorded as what it is.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    DisputeCommand,
    MoveDisputeUp,
    MoveUpByTime,
    RaiseDispute,
    ResolveDispute,
)
from escalation_service.domain.concern_events import ConcernEvent
from escalation_service.domain.concern_refusals import (
    AlreadyAtStage,
    BeforeStageEntered,
    ConcernClosed,
    DisputeAlreadyRaised,
    MovedDown,
    NotFormal,
    StageLeft,
    StageNotEntered,
)
from escalation_service.domain.concern_state import OPEN, Concern, StageReached, Standing
from escalation_service.domain.ladder import Ladder
from escalation_service.domain.stages import begun, bypassed, entered, step_of
from iro_events.decider import Context
from iro_events.facts.escalation_codes import DisputeStage, MovedUpBy
from iro_events.facts.escalations import DisputeMovedUp, DisputeResolved, StageAnswered


def decide_dispute(command: DisputeCommand, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    """What the command records."""
    match command:
        case RaiseDispute():
            return _raise(command, concern, context)
        case MoveDisputeUp():
            return _move_up(command, concern, context)
        case MoveUpByTime():
            return _move_up_by_time(command, concern, context)
        case AnswerAtStage():
            return _answer(command, concern, context)
        case ResolveDispute():
            return _resolve(command, concern, context)
        case _:
            assert_never(command)


def refuse_closed(concern: Concern) -> None:
    """Raises ConcernClosed where nothing of the matter is open."""
    if concern.standing not in OPEN:
        raise ConcernClosed("This matter is closed. If that is wrong, withdraw the entry; otherwise raise another.")


def refuse_before(on: date, stage: StageReached) -> None:
    """Raises BeforeStageEntered where the dispute came to the stage on a later day."""
    if on < stage.on:
        raise BeforeStageEntered("The dispute came to this stage on a later day. Give a later day.", field="on")


def _raise(command: RaiseDispute, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    if concern.formal_on is not None:
        raise DisputeAlreadyRaised("This concern is already a formal dispute. Move it up instead.", field="on")
    refuse_closed(concern)
    return begun(command, context)


def _move_up(command: MoveDisputeUp, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    ladder, at = _formal(concern)
    step, lower = step_of(ladder, command.to, "to"), step_of(ladder, at, "to")
    refuse_closed(concern)
    if step == lower:
        raise AlreadyAtStage("The dispute is already at this stage. Name a higher one.", field="to")
    if step < lower:
        down = MovedDown if concern.at(command.to) is None else StageLeft
        raise down("The dispute is above this stage. Name a higher one.", field="to")
    reached = concern.at(at)
    if reached is not None:
        refuse_before(command.on, reached)
    return [
        DisputeMovedUp(concern=context.id, on=command.on, was=at, to=command.to, moved_by=MovedUpBy.IRO),
        *bypassed(context, command.on, ladder.between(lower, step), command.bypass_reason),
        entered(context, command.on, ladder, step),
    ]


def _move_up_by_time(command: MoveUpByTime, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    """One stage up where this one let its time pass, entered on the day told: nobody above knew of it before."""
    ladder, stage = concern.ladder, concern.at(concern.stage)
    if concern.standing is not Standing.FORMAL or ladder is None or stage is None or not ladder.moves_up_by_time:
        return []
    if stage.answered_on is not None or stage.answer_by is None or command.as_at <= stage.answer_by:
        return []
    step = step_of(ladder, stage.stage, "as_at") + 1
    if step > len(ladder.stages):
        return []
    above, on = ladder.at(step).stage, command.as_at
    moved = DisputeMovedUp(concern=context.id, on=on, was=stage.stage, to=above, moved_by=MovedUpBy.TIME)
    return [moved, entered(context, on, ladder, step)]


def _answer(command: AnswerAtStage, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    """Where the dispute has moved on meanwhile, the answer is kept all the same."""
    ladder, _ = _formal(concern)
    step_of(ladder, command.stage, "stage")
    reached = concern.at(command.stage)
    if reached is None:
        raise StageNotEntered("The dispute has not come to this stage. Move it up first.", field="stage")
    refuse_before(command.on, reached)
    refuse_closed(concern)
    by = reached.answer_by
    return [StageAnswered(concern=context.id, answer_by=by, **command.fields("on", "stage", "answer"))]


def _resolve(command: ResolveDispute, concern: Concern, context: Context) -> Sequence[ConcernEvent]:
    _, at = _formal(concern)
    reached = concern.at(at)
    if reached is not None:
        refuse_before(command.on, reached)
    refuse_closed(concern)
    return [
        DisputeResolved(
            concern=context.id,
            stage=at,
            conclude_by=concern.conclude_by or command.on,
            **command.fields("on", "outcome", "plan_changed"),
        )
    ]


def _formal(concern: Concern) -> tuple[Ladder, DisputeStage]:
    if concern.ladder is None or concern.stage is None:
        raise NotFormal("This concern is not a formal dispute. Raise the dispute first.")
    return concern.ladder, concern.stage
