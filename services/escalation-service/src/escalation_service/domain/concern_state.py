"""A concern as decisions need it: what was told of it, how far it has come, and its clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from escalation_service.domain.concern_events import ConcernEvent, ConcernFact, ConcernWorded
from escalation_service.domain.ladder import Ladder
from iro_events.facts.escalation_codes import ConcernCategory, DisputeStage, RaisedWith


class Standing(StrEnum):
    """How far the matter has come."""

    NEW = "new"
    INFORMAL = "informal"
    FORMAL = "formal"
    SETTLED = "settled"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    IN_ERROR = "in-error"


OPEN = frozenset({Standing.INFORMAL, Standing.FORMAL})


@dataclass(frozen=True, slots=True)
class StageReached:
    """A stage that the dispute came to, and when it first answered."""

    stage: DisputeStage
    on: date
    answer_by: date | None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A matter. `facts` in the order told and `words` of them, counted from 1; `reached` in the order entered."""

    standing: Standing = Standing.NEW
    facts: tuple[ConcernFact, ...] = ()
    words: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    raised_on: date = date.min
    iro: UUID | None = None
    category: ConcernCategory | None = None
    raised_with: RaisedWith | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    formal_on: date | None = None
    conclude_by: date | None = None
    ladder: Ladder | None = None
    reached: tuple[StageReached, ...] = ()
    closed_on: date | None = None

    @property
    def stage(self) -> StageReached | None:
        """The stage at which the dispute is."""
        return self.reached[-1] if self.reached else None

    def at(self, stage: DisputeStage) -> StageReached | None:
        """That stage, if the dispute ever came to it."""
        return next((each for each in self.reached if each.stage is stage), None)

    def tells(self, *told: ConcernEvent, words: str | None) -> Sequence[ConcernEvent]:
        """Something new that begins with a fact, and what was written about that one."""
        return told if words is None else [*told, ConcernWorded(fact=len(self.facts) + 1, words=words)]

    def repeats(self, fact: ConcernFact, words: str | None) -> Sequence[ConcernEvent] | None:
        """What is new where that very fact was told before: nothing but other words; None where it was not told."""
        if fact not in self.facts:
            return None
        number = self.facts.index(fact) + 1
        if words is None or words == self.words.get(number):
            return []
        return [ConcernWorded(fact=number, words=words)]
