"""What happened to a concern: the facts told to all, and what only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date

from escalation_service.domain.ladder import LadderStage
from iro_events.event import Event
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

ConcernFact = (
    ConcernRaised
    | ConcernAnswered
    | ConcernSettled
    | DisputeRaised
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


class ConcernWorded(Event):
    """What was written about a fact of the matter, its `fact`-th counted from 1; written again, the last stands."""

    fact: int
    words: str


class DisputeLadderRecorded(Event):
    """The ladder that the dispute goes up, as it was when the dispute was raised: a later one changes nothing."""

    ladder_from: date
    moves_up_by_time: bool
    stages: tuple[LadderStage, ...]


ConcernEvent = ConcernFact | ConcernWorded | DisputeLadderRecorded
CONCERN_EVENTS: tuple[type[Event], ...] = (
    ConcernRaised,
    ConcernAnswered,
    ConcernSettled,
    DisputeRaised,
    StageEntered,
    StageAnswered,
    DisputeMovedUp,
    StageBypassed,
    CafcassReferred,
    LegalAdviceObtained,
    DisputeResolved,
    ConcernWithdrawn,
    ConcernEntryWithdrawn,
    ConcernWorded,
    DisputeLadderRecorded,
)
