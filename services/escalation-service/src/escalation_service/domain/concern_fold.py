"""How a concern follows from what was told of it."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from escalation_service.domain.concern_events import ConcernEvent, ConcernFact, ConcernWorded, DisputeLadderRecorded
from escalation_service.domain.concern_state import Concern, StageReached, Standing
from escalation_service.domain.ladder import Ladder
from iro_events.facts.escalations import (
    CafcassReferred,
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


def evolve(concern: Concern, event: ConcernEvent) -> Concern:
    """The concern after the event."""
    match event:
        case ConcernWorded():
            return replace(concern, words={**concern.words, event.fact: event.words})
        case DisputeLadderRecorded():
            ladder = Ladder(event.ladder_from, event.stages, moves_up_by_time=event.moves_up_by_time)
            return replace(concern, ladder=ladder)
        case _:
            return replace(_after(concern, event), facts=(*concern.facts, event))


def _after(concern: Concern, fact: ConcernFact) -> Concern:  # noqa: C901 - one line a fact
    match fact:
        case ConcernRaised():
            raised = replace(concern, standing=Standing.INFORMAL, raised_on=fact.on, iro=fact.iro)
            return replace(raised, category=fact.category, raised_with=fact.raised_with, answer_by=fact.answer_by)
        case ConcernAnswered():
            return replace(concern, answered_on=_first(concern.answered_on, fact.on))
        case ConcernSettled():
            return replace(concern, standing=Standing.SETTLED, closed_on=fact.on)
        case DisputeRaised():
            return replace(concern, standing=Standing.FORMAL, formal_on=fact.on, conclude_by=fact.conclude_by)
        case StageEntered():
            return replace(concern, reached=(*concern.reached, StageReached(fact.stage, fact.on, fact.answer_by)))
        case StageAnswered():
            return replace(concern, reached=tuple(_answered(each, fact) for each in concern.reached))
        case DisputeResolved():
            return replace(concern, standing=Standing.RESOLVED, closed_on=fact.on)
        case ConcernWithdrawn():
            return replace(concern, standing=Standing.WITHDRAWN, closed_on=fact.on)
        case ConcernEntryWithdrawn():
            return replace(concern, standing=Standing.IN_ERROR)
        case DisputeMovedUp() | StageBypassed() | CafcassReferred() | LegalAdviceObtained():
            return concern
        case _:
            assert_never(fact)


def _answered(reached: StageReached, answered: StageAnswered) -> StageReached:
    if reached.stage is not answered.stage:
        return reached
    return replace(reached, answered_on=_first(reached.answered_on, answered.on))


def _first(known: date | None, told: date) -> date:
    """A stage has answered on the day of its earliest answer, whatever else it says later."""
    return told if known is None else min(known, told)
