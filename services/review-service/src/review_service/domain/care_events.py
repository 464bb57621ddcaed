"""What happened to a child's care: the published events, and those that only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_events.event import Derived, Event
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
    ReasonCeasedRecorded,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange
from iro_statute import EarlyReviewTrigger
from review_service.domain.codes import LegalStatus, Placement


@dataclass(frozen=True, slots=True)
class Change:
    """A change of regime; `authority_stands` is meant of a return by the adopters."""

    on: date
    change: CareChange
    authority_stands: bool = False


class LegalStatusRecorded(Event):
    """The child's legal status from that day; the changes of regime that it brought, and those it left without sense.

    A correction of the status of that day takes both back.
    """

    effective: ClassVar = "on"
    care: UUID
    on: date
    legal_status: LegalStatus
    brought: Derived[tuple[Change, ...]] = ()
    displaced: Derived[tuple[Change, ...]] = ()


class PlacementRecorded(Event):
    """The child's placement from that day; `brought` and `displaced` as with a legal status."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    placement: Placement
    new_carers: bool
    brought: Derived[tuple[Change, ...]] = ()
    displaced: Derived[tuple[Change, ...]] = ()


class CareReturnSuperseded(Event):
    """A period taken from a return was told of by the service's own work: returns alter it no more."""

    care: UUID


class CareReported(Event):
    """The authority's own system tells of the period: what it says next of the child alters the period."""

    care: UUID


class ReviewRequiredBeforeEnd(Event):
    """A review had to be held before care ended, since that day (CPR 2010 reg 33(3)(c), (e))."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    trigger: EarlyReviewTrigger
    since: date


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
    | ReasonCeasedRecorded
    | ReviewRequiredBeforeEnd
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
    | ReviewDueSet
    | CarePlanChanged
)
CareEvent = ChildBecameLookedAfter | PeriodEvent | CareEntryWithdrawn | ReviewsCounted | ReviewUncounted
