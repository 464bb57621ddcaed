"""What happened to a child's care: the facts told to all, and what only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_events.event import Event
from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    CarePlanChanged,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    IroAppointed,
    IroChanged,
    IroServiceNotified,
    LongTermFosterPlacementDesignated,
    LookedAfterDateCorrected,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_statute import EarlyReviewTrigger
from review_service.domain.codes import LegalStatus, Placement


class LegalStatusRecorded(Event):
    """The child's legal status from that day."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    legal_status: LegalStatus


class PlacementRecorded(Event):
    """The child's placement from that day."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    placement: Placement
    new_carers: bool


class CareReturnSuperseded(Event):
    """A period taken from a return was told of by the service's own work: returns alter it no more."""

    care: UUID


class CareReported(Event):
    """The authority's own system tells of the period: what it says next of the child alters the period."""

    care: UUID


class CareEndedUnreviewed(Event):
    """Care ended without the review that had to come first (CPR 2010 reg 33(3)(c), (e))."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    trigger: EarlyReviewTrigger
    since: date


class IroConflictOverridden(Event):
    """The IRO is the child's from that day in spite of the rule about siblings, or about parent and child (R4.04)."""

    effective: ClassVar = "on"
    care: UUID
    iro: UUID
    on: date
    reason: str


class Counted(BaseModel):
    """A review by its days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    review: UUID
    held_on: date
    completed_on: date | None = None


class ReviewsCounted(Event):
    """These reviews of the child count in its timetable, or count now with other days."""

    reviews: tuple[Counted, ...]


class ReviewUncounted(Event):
    """That review was recorded in error."""

    review: UUID


ChangeFact = AuthorityToPlaceGiven | AuthorityToPlaceEnded | ChildPlacedForAdoption | ChildReturnedByAdopters
SpanEvent = (
    LookedAfterDateCorrected
    | ChildCeasedLookedAfter
    | CareEndCorrected
    | CareEndWithdrawn
    | CareReturnSuperseded
    | CareReported
    | IroServiceNotified
    | CareEndedUnreviewed
)
CodeEvent = LegalStatusRecorded | PlacementRecorded | ShortBreakStatusChanged
PeriodEvent = (
    SpanEvent
    | CodeEvent
    | ChangeFact
    | CareChangeWithdrawn
    | LongTermFosterPlacementDesignated
    | IroAppointed
    | IroChanged
    | IroConflictOverridden
    | ReviewDueSet
    | CarePlanChanged
)
CareEvent = ChildBecameLookedAfter | PeriodEvent | CareEntryWithdrawn | ReviewsCounted | ReviewUncounted
CARE_EVENTS: tuple[type[Event], ...] = get_args(CareEvent)
