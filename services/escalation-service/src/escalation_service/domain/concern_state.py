"""A concern as decisions need it: how far it has come, the days that others are compared with, and its ladder."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from escalation_service.domain.ladder import Ladder
from iro_events.facts.escalation_codes import DisputeStage


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
    """A matter. `answer_by` is its limit while informal, `conclude_by` that of the whole dispute.

    `stage` is where the dispute is, or is moving to by what is being recorded; `reached` are the stages that it came
    to, in the order entered.
    """

    standing: Standing = Standing.NEW
    raised_on: date = date.min
    answer_by: date | None = None
    formal_on: date | None = None
    conclude_by: date | None = None
    ladder: Ladder | None = None
    stage: DisputeStage | None = None
    reached: tuple[StageReached, ...] = ()

    def at(self, stage: DisputeStage | None) -> StageReached | None:
        """That stage, if the dispute ever came to it."""
        return next((each for each in self.reached if each.stage is stage), None)
