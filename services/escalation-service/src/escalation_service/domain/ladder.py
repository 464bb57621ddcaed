"""The authority's own ladder of a formal dispute: who decides at each stage, in order, and how long each may take.

The law gives the cap of 20 working days over the whole and lets the IRO bypass any stage (Handbook para 6.2; rulebook
R5.01); stages and their limits are the authority's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from iro_events.facts.escalation_codes import DisputeStage
from iro_statute import add_working_days, holidays_between, in_words, listed

CAP = 20
"""Working days, of the whole formal process."""

WorkingDays = Annotated[int, Field(ge=1, le=CAP)]


class LadderStage(BaseModel):
    """One stage: what it is called there, and within how many working days it answers (null: no limit set)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: DisputeStage
    name: Annotated[str, Field(min_length=1, max_length=80)]
    working_days: WorkingDays | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder as it stands from a day on; stages are counted from 1, the lowest.

    `informal_working_days` is the limit before any formal dispute, None where there is none. `moves_up_by_time`: a
    stage that does not answer in time is left for the next.
    """

    valid_from: date
    stages: tuple[LadderStage, ...]
    informal_working_days: int | None = None
    moves_up_by_time: bool = True

    def step_of(self, stage: DisputeStage) -> int | None:
        """The stage's number; None where the ladder has no such stage."""
        steps = {each.stage: step for step, each in enumerate(self.stages, start=1)}
        return steps.get(stage)

    def at(self, step: int) -> LadderStage:
        """The stage of that number."""
        return self.stages[step - 1]

    def between(self, lower: int, upper: int) -> Sequence[LadderStage]:
        """The stages above `lower` and below `upper`."""
        return self.stages[lower : upper - 1]


def answer_by(since: date, working_days: int | None) -> date | None:
    """The last working day for an answer, `since` being day 0; None where no limit is set."""
    return None if working_days is None else add_working_days(since, working_days)


def limit_in_words(since: date, by: date, working_days: int) -> str:
    """How one comes from a stage's first day to its limit."""
    skipped = [f"{name} {in_words(day)}" for day, name in holidays_between(since, by)]
    not_counted = f"; {listed(skipped)} not counted" if skipped else ""
    return f"{working_days} working {'day' if working_days == 1 else 'days'} to answer{not_counted}: {in_words(by)}"
