"""The authority's ladders, each from a day on: what was in force when a dispute was raised stays told for ever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field

from escalation_service.domain.ladder import CAP, Ladder, LadderStage, WorkingDays
from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused
from iro_events.event import Event
from iro_events.facts.escalation_codes import DisputeStage

MOST_STAGES = len(DisputeStage)


class LadderSet(Event):
    """The authority's ladder from that day on; one set again for the same day stands in place of it.

    Kept for 75 years, and private: a stage's local name is text.
    """

    effective: ClassVar = "valid_from"
    valid_from: date
    informal_working_days: int | None
    moves_up_by_time: bool
    stages: tuple[LadderStage, ...]


@dataclass(frozen=True, slots=True)
class Ladders:
    """Every ladder by its first day."""

    by_day: Mapping[date, Ladder] = field(default_factory=lambda: MappingProxyType({}))

    def in_force(self, on: date) -> Ladder | None:
        """The ladder of that day; None before the first."""
        last = max((day for day in self.by_day if day <= on), default=None)
        return None if last is None else self.by_day[last]


def evolve(ladders: Ladders, event: LadderSet) -> Ladders:
    """The ladders after the event."""
    ladder = Ladder(event.valid_from, event.stages, event.informal_working_days, event.moves_up_by_time)
    return Ladders({**ladders.by_day, event.valid_from: ladder})


class SetLadder(Command):
    """From that day on a dispute goes up these stages, in their order; disputes raised before keep theirs."""

    valid_from: StrictDate
    stages: Annotated[tuple[LadderStage, ...], Field(min_length=1, max_length=MOST_STAGES)]
    informal_working_days: WorkingDays | None = None
    moves_up_by_time: bool = True


class StageTwice(Refused):
    """A ladder has each stage once."""

    code = "ladder.stage_twice"


class AboveChiefExecutive(Refused):
    """The chief executive is the last local level (rulebook R5.06)."""

    code = "ladder.above_chief_executive"


class LongerThanCap(Refused):
    """The formal process takes 20 working days in total at most (Handbook para 6.2)."""

    code = "ladder.longer_than_cap"


def decide(command: SetLadder, ladders: Ladders, context: Context) -> Sequence[LadderSet]:
    """What the command brings about. Days to come are welcome: a ladder is agreed before it is in force."""
    stages = [each.stage for each in command.stages]
    if len(set(stages)) < len(stages):
        raise StageTwice("name each stage once", field="stages")
    if DisputeStage.CHIEF_EXECUTIVE in stages[:-1]:
        raise AboveChiefExecutive("no stage comes after the chief executive", field="stages")
    if sum(each.working_days or 0 for each in command.stages) > CAP:
        raise LongerThanCap(f"the stages may take {CAP} working days in total; shorten them", field="stages")
    wanted = Ladder(command.valid_from, command.stages, command.informal_working_days, command.moves_up_by_time)
    if ladders.by_day.get(command.valid_from) == wanted:
        return []
    return [
        LadderSet(
            valid_from=command.valid_from,
            informal_working_days=command.informal_working_days,
            moves_up_by_time=command.moves_up_by_time,
            stages=command.stages,
        )
    ]


LADDERS: Decider[SetLadder, Ladders, LadderSet] = Decider(
    decide=decide, evolve=evolve, initial=Ladders(), events=LadderSet, stream="ladders"
)
