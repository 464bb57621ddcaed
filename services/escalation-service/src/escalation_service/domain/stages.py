"""How a dispute comes to a stage of its ladder: from below, from the first, or past stages that are left out."""

from collections.abc import Sequence
from datetime import date

from escalation_service.domain.concern_commands import RaiseDispute, RaiseDisputeAtOnce
from escalation_service.domain.concern_events import ConcernEvent, DisputeLadderRecorded
from escalation_service.domain.concern_refusals import (
    BypassedWithoutReason,
    NoLadderInForce,
    NothingBypassed,
    StageNotOnLadder,
)
from escalation_service.domain.ladder import Ladder, LadderStage, answer_by
from iro_events.decider import Context
from iro_events.facts.escalation_codes import BypassReason, DisputeStage
from iro_events.facts.escalations import DisputeRaised, StageBypassed, StageEntered
from iro_statute import formal_dispute_by


def begun(command: RaiseDispute | RaiseDisputeAtOnce, context: Context) -> Sequence[ConcernEvent]:
    """The dispute is raised under the ladder of its day, at its lowest stage or the one named."""
    ladder = context.need(Ladder)
    if ladder is None:
        raise NoLadderInForce("No ladder was in force on this day. Ask a manager to set one.", field="on")
    step = 1 if command.stage is None else step_of(ladder, command.stage, "stage")
    until = formal_dispute_by(command.on).on
    return [
        DisputeRaised(concern=context.id, on=command.on, conclude_by=until, ladder_from=ladder.valid_from),
        DisputeLadderRecorded(
            ladder_from=ladder.valid_from, moves_up_by_time=ladder.moves_up_by_time, stages=ladder.stages
        ),
        *bypassed(context, command.on, ladder.between(0, step), command.bypass_reason),
        entered(context, command.on, ladder, step),
    ]


def entered(context: Context, on: date, ladder: Ladder, step: int) -> StageEntered:
    """The dispute comes to the ladder's stage of that number, whose time begins."""
    stage = ladder.at(step)
    by = answer_by(on, stage.working_days)
    return StageEntered(concern=context.id, on=on, stage=stage.stage, step=step, answer_by=by)


def bypassed(
    context: Context, on: date, left_out: Sequence[LadderStage], reason: BypassReason | None
) -> Sequence[StageBypassed]:
    """Each stage that is left out, for that reason."""
    if reason is None:
        if left_out:
            raise BypassedWithoutReason("A stage is left out. Give the reason.", field="bypass_reason")
        return []
    if not left_out:
        raise NothingBypassed("No stage is left out. Leave the reason out.", field="bypass_reason")
    return [StageBypassed(concern=context.id, on=on, stage=each.stage, reason=reason) for each in left_out]


def step_of(ladder: Ladder, stage: DisputeStage, field: str) -> int:
    """The stage's number on the ladder. Raises StageNotOnLadder."""
    step = ladder.step_of(stage)
    if step is None:
        named = ", ".join(each.stage for each in ladder.stages)
        raise StageNotOnLadder(f"The ladder does not have this stage. Name one of these: {named}.", field=field)
    return step
