"""How a dispute comes to a stage of its ladder: from below, from the first, or past stages that are left out."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from escalation_service.domain.concern_commands import RaiseDispute, RaiseDisputeAtOnce
from escalation_service.domain.concern_events import ConcernEvent, DisputeLadderRecorded
from escalation_service.domain.concern_refusals import (
    BypassedWithoutReason,
    NoLadderInForce,
    NothingBypassed,
    StageNotOnLadder,
)
from escalation_service.domain.ladder import Ladder, LadderStage, answer_by
from iro_events.facts.escalation_codes import BypassReason, DisputeStage
from iro_events.facts.escalations import DisputeRaised, StageBypassed, StageEntered
from iro_statute import formal_dispute_by


def begun(concern: UUID, command: RaiseDispute | RaiseDisputeAtOnce, ladder: Ladder | None) -> list[ConcernEvent]:
    """The dispute is raised under that ladder, at its lowest stage or the one named."""
    if ladder is None:
        raise NoLadderInForce("the authority had no ladder on that day; a manager sets one", field="on")
    step = 1 if command.stage is None else step_of(ladder, command.stage, "stage")
    kept = DisputeLadderRecorded(
        ladder_from=ladder.valid_from, moves_up_by_time=ladder.moves_up_by_time, stages=ladder.stages
    )
    cap = formal_dispute_by(command.on)
    return [
        DisputeRaised(concern=concern, on=command.on, conclude_by=cap.on, ladder_from=ladder.valid_from),
        kept,
        *bypassed(concern, command.on, ladder.between(0, step), command.bypass_reason),
        entered(concern, command.on, ladder, step),
    ]


def entered(concern: UUID, on: date, ladder: Ladder, step: int) -> StageEntered:
    """The dispute comes to the ladder's stage of that number, whose time begins."""
    stage = ladder.at(step)
    by = answer_by(on, stage.working_days)
    return StageEntered(concern=concern, on=on, stage=stage.stage, step=step, answer_by=by)


def bypassed(
    concern: UUID, on: date, left_out: Sequence[LadderStage], reason: BypassReason | None
) -> list[StageBypassed]:
    """Each stage that is left out, for that reason."""
    if reason is None:
        if left_out:
            raise BypassedWithoutReason("a stage is left out; say why", field="bypass_reason")
        return []
    if not left_out:
        raise NothingBypassed("no stage is left out; leave the reason out too", field="bypass_reason")
    return [StageBypassed(concern=concern, on=on, stage=each.stage, reason=reason) for each in left_out]


def step_of(ladder: Ladder, stage: DisputeStage, field: str) -> int:
    """The stage's number on the ladder. Raises StageNotOnLadder."""
    step = ladder.step_of(stage)
    if step is None:
        named = ", ".join(each.stage for each in ladder.stages)
        raise StageNotOnLadder(f"the ladder has the stages {named}", field=field)
    return step
