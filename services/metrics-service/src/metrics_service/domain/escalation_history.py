"""What has been told of a child's matters: each concern of its IRO, the stages it came to and how it ended."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

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
    GoodPracticeAlerted,
    GoodPracticeEntryWithdrawn,
    LegalAdviceObtained,
    StageAnswered,
    StageBypassed,
    StageEntered,
)

StageFact = StageAnswered | DisputeMovedUp
"""What may be told of a stage that was entered."""

EndFact = ConcernSettled | DisputeResolved | ConcernWithdrawn
"""What closes a matter."""

MatterFact = ConcernAnswered | DisputeRaised | StageEntered | StageFact | CafcassReferred | EndFact
"""What may be told of a concern that a figure rests on, once it is raised."""

UncountedFact = StageBypassed | LegalAdviceObtained | GoodPracticeAlerted | GoodPracticeEntryWithdrawn
"""Facts on which no figure rests. A stage that was left out is one that was never entered."""

EscalationFact = ConcernRaised | MatterFact | ConcernEntryWithdrawn | UncountedFact
"""Every fact of the topic `iro.escalations`."""


class ConcernUnknown(LookupError):
    """A fact tells of a concern that was never told, or was withdrawn: it cannot be folded."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the ladder that the dispute came to: its earliest answer, and how it left for a higher one."""

    entered: StageEntered
    answered: StageAnswered | None = None
    moved: DisputeMovedUp | None = None
    events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One concern. `answered` is the earliest answer before any dispute, `cafcass` the earliest referral.

    `events` are those of the matter as a whole; each stage has its own.
    """

    raised: ConcernRaised
    answered: ConcernAnswered | None = None
    dispute: DisputeRaised | None = None
    stages: tuple[Stage, ...] = ()
    cafcass: CafcassReferred | None = None
    settled: ConcernSettled | None = None
    resolved: DisputeResolved | None = None
    withdrawn: ConcernWithdrawn | None = None
    events: tuple[UUID, ...] = ()
    end_events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class EscalationHistory:
    """A child's matters, in the order in which they became known."""

    child: UUID
    matters: tuple[Matter, ...] = ()


def evolve_escalation(history: EscalationHistory, fact: EscalationFact, event: UUID) -> EscalationHistory:
    """The history with one more fact, told by that event. Raises ConcernUnknown."""
    if isinstance(fact, UncountedFact):
        return history
    others = tuple(matter for matter in history.matters if matter.raised.concern != fact.concern)
    if isinstance(fact, ConcernRaised):
        return replace(history, matters=(*others, Matter(fact, events=(event,))))
    if len(others) == len(history.matters):
        raise ConcernUnknown(f"{fact.type} tells of a concern that is not known")
    if isinstance(fact, ConcernEntryWithdrawn):
        return replace(history, matters=others)
    matters = (_evolve(m, fact, event) if m.raised.concern == fact.concern else m for m in history.matters)
    return replace(history, matters=tuple(matters))


def _evolve(matter: Matter, fact: MatterFact, event: UUID) -> Matter:
    if isinstance(fact, EndFact):
        return _ended(matter, fact, event)
    if isinstance(fact, StageFact):
        return replace(matter, stages=tuple(_of_stage(stage, fact, event) for stage in matter.stages))
    match fact:
        case ConcernAnswered():
            first = matter.answered if matter.answered and matter.answered.on <= fact.on else fact
            return replace(matter, answered=first, events=(*matter.events, event))
        case DisputeRaised():
            return replace(matter, dispute=fact, events=(*matter.events, event))
        case StageEntered():
            return replace(matter, stages=(*matter.stages, Stage(fact, events=(event,))))
        case CafcassReferred():
            earliest = matter.cafcass if matter.cafcass and matter.cafcass.on <= fact.on else fact
            return replace(matter, cafcass=earliest, events=(*matter.events, event))
        case _:
            assert_never(fact)


def _ended(matter: Matter, fact: EndFact, event: UUID) -> Matter:
    ended = replace(matter, end_events=(*matter.end_events, event))
    match fact:
        case ConcernSettled():
            return replace(ended, settled=fact)
        case DisputeResolved():
            return replace(ended, resolved=fact)
        case ConcernWithdrawn():
            return replace(ended, withdrawn=fact)
        case _:
            assert_never(fact)


def _of_stage(stage: Stage, fact: StageFact, event: UUID) -> Stage:
    match fact:
        case StageAnswered():
            if fact.stage is not stage.entered.stage:
                return stage
            first = stage.answered if stage.answered and stage.answered.on <= fact.on else fact
            return replace(stage, answered=first, events=(*stage.events, event))
        case DisputeMovedUp():
            if fact.was is not stage.entered.stage:
                return stage
            return replace(stage, moved=fact, events=(*stage.events, event))
        case _:
            assert_never(fact)
