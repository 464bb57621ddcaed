"""How a concern follows from what was recorded of it."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from escalation_service.domain.concern_events import ConcernEvent, DisputeLadderRecorded
from escalation_service.domain.concern_state import Concern, StageReached, Standing
from iro_events.facts.escalations import (
    CafcassReferred,
    ChildsViewOfConcernRecorded,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeRaised,
    DisputeResolved,
    LegalAdviceObtained,
    StageAnswered,
    StageBypassed,
    StageEntered,
)


def evolve(concern: Concern, event: ConcernEvent) -> Concern:  # noqa: C901 - one line an event
    """The concern after the event."""
    match event:
        case ConcernRaised():
            return replace(concern, standing=Standing.INFORMAL, raised_on=event.on, answer_by=event.answer_by)
        case ConcernSettled():
            return replace(concern, standing=Standing.SETTLED)
        case DisputeRaised():
            return replace(concern, standing=Standing.FORMAL, formal_on=event.on, conclude_by=event.conclude_by)
        case DisputeLadderRecorded():
            return replace(concern, ladder=event.ladder)
        case DisputeMovedUp():
            return replace(concern, stage=event.to)
        case StageEntered():
            entered = StageReached(event.stage, event.on, event.answer_by)
            return replace(concern, stage=event.stage, reached=(*concern.reached, entered))
        case StageAnswered():
            return replace(concern, reached=tuple(_answered(each, event) for each in concern.reached))
        case DisputeResolved():
            return replace(concern, standing=Standing.RESOLVED)
        case ConcernWithdrawn():
            return replace(concern, standing=Standing.WITHDRAWN)
        case ConcernEntryWithdrawn():
            return replace(concern, standing=Standing.IN_ERROR)
        case (
            ChildsViewOfConcernRecorded()
            | ConcernAnswered()
            | StageBypassed()
            | CafcassReferred()
            | LegalAdviceObtained()
        ):
            return concern
        case _:
            assert_never(event)


def _answered(reached: StageReached, answered: StageAnswered) -> StageReached:
    if reached.stage is not answered.stage:
        return reached
    return replace(reached, answered_on=_first(reached.answered_on, answered.on))


def _first(known: date | None, recorded: date) -> date:
    """A stage has answered on the day of its earliest answer, whatever else it says later."""
    return recorded if known is None else min(known, recorded)
