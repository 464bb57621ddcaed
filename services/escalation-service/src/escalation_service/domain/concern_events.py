"""What the stream of a concern contains. Names and shapes are stored for 75 years: add optional fields only."""

from datetime import date

from escalation_service.domain.ladder import Ladder, LadderStage
from iro_events.event import Event
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


class DisputeLadderRecorded(Event):
    """The ladder that the dispute goes up, as it was when the dispute was raised: a later one changes nothing."""

    ladder_from: date
    moves_up_by_time: bool
    stages: tuple[LadderStage, ...]

    @property
    def ladder(self) -> Ladder:
        """The ladder itself."""
        return Ladder(self.ladder_from, self.stages, moves_up_by_time=self.moves_up_by_time)


ConcernEvent = (
    ConcernRaised
    | ChildsViewOfConcernRecorded
    | ConcernAnswered
    | ConcernSettled
    | DisputeRaised
    | DisputeLadderRecorded
    | StageEntered
    | StageAnswered
    | DisputeMovedUp
    | StageBypassed
    | CafcassReferred
    | LegalAdviceObtained
    | DisputeResolved
    | ConcernWithdrawn
    | ConcernEntryWithdrawn
)
