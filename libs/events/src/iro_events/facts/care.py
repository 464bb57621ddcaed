"""Facts of a child's periods of care. Names and shapes are stored for 75 years: change them only with an upcast."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Fact
from iro_events.facts.codes import CareChange, ReasonCeased, Regime


class ChildBecameLookedAfter(Fact):
    """A period of care began (CA 1989 s.22), or was found running with its start unknown.

    Where `start_known` is False, `on` is the first day known. `opened_in` is other than ordinary only where the
    regime was there already, its beginning unknown. `notified_on` is the day the IRO service was told, None where
    nobody recorded it. `from_return` where a statutory return told it and not the service's own work: what the
    return has no column for (the IRO, decisions, records) is then unknown, never a "no".
    """

    type: ClassVar = "care.started"
    effective: ClassVar = "on"
    care: UUID
    on: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    short_break: bool = False
    notified_on: date | None = None
    from_return: bool = False


class LookedAfterDateCorrected(Fact):
    """The start of a period of care was other than recorded; every clock that ran from it is judged anew."""

    type: ClassVar = "care.start-corrected"
    effective: ClassVar = "on"
    care: UUID
    on: date
    was: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY


class IroServiceNotified(Fact):
    """The day on which the IRO service was told of a period of care, learnt after the period itself or corrected."""

    type: ClassVar = "care.notified"
    effective: ClassVar = "on"
    care: UUID
    on: date


class ShortBreakStandingChanged(Fact):
    """The period is now, or is no longer, one of short breaks throughout (CPR 2010 reg 48)."""

    type: ClassVar = "care.short-break-changed"
    care: UUID
    short_break: bool


class AuthorityToPlaceGiven(Fact):
    """Authority to place for adoption was first obtained: consent or placement order (AAR 2005 reg 36(1))."""

    type: ClassVar = "care.authority-given"
    effective: ClassVar = "on"
    care: UUID
    on: date


class AuthorityToPlaceEnded(Fact):
    """Authority to place for adoption ended while the child was not placed."""

    type: ClassVar = "care.authority-ended"
    effective: ClassVar = "on"
    care: UUID
    on: date


class PlacedForAdoption(Fact):
    """The child was placed with prospective adopters, or moved to others (AAR 2005 reg 36(3))."""

    type: ClassVar = "care.placed-for-adoption"
    effective: ClassVar = "on"
    care: UUID
    on: date


class ReturnedByAdopters(Fact):
    """The placement for adoption ended without an order; `authority_stands` tells which regime follows (R1.22)."""

    type: ClassVar = "care.returned-by-adopters"
    effective: ClassVar = "on"
    care: UUID
    on: date
    authority_stands: bool


class LongTermFosterPlacementDesignated(Fact):
    """The placement became a designated long-term foster placement (SI 2015/495; rulebook R1.24)."""

    type: ClassVar = "care.long-term-designated"
    effective: ClassVar = "on"
    care: UUID
    on: date


class CareChangeWithdrawn(Fact):
    """A change recorded for that day had not happened."""

    type: ClassVar = "care.change-withdrawn"
    effective: ClassVar = "on"
    care: UUID
    on: date
    change: CareChange


class ChildCeasedLookedAfter(Fact):
    """The period of care ended. `inferred` where the day follows from a later start and nobody recorded it."""

    type: ClassVar = "care.ceased"
    effective: ClassVar = "on"
    care: UUID
    on: date
    reason: ReasonCeased | None = None
    inferred: bool = False


class CareEndCorrected(Fact):
    """The end of a period of care was other than recorded."""

    type: ClassVar = "care.end-corrected"
    effective: ClassVar = "on"
    care: UUID
    on: date
    was: date
    reason: ReasonCeased | None = None
    inferred: bool = False


class CareEndWithdrawn(Fact):
    """The recorded end had not happened: the period runs on."""

    type: ClassVar = "care.end-withdrawn"
    care: UUID
    was: date


class CareEntryWithdrawn(Fact):
    """The whole period of care was recorded in error."""

    type: ClassVar = "care.withdrawn"
    care: UUID


class IroAppointed(Fact):
    """An Independent Reviewing Officer was named for the child (CA 1989 s.25A); `appoint_by` is good practice's day."""

    type: ClassVar = "care.iro-appointed"
    effective: ClassVar = "on"
    care: UUID
    iro: UUID
    on: date
    appoint_by: date | None = None


class IroChanged(Fact):
    """Another Independent Reviewing Officer took over."""

    type: ClassVar = "care.iro-changed"
    effective: ClassVar = "on"
    care: UUID
    iro: UUID
    was: UUID
    on: date


class ReviewDueSet(Fact):
    """When the child's next review is due, on both bases; None where nothing known gives a date."""

    type: ClassVar = "care.review-due-set"
    care: UUID
    ordinal: int | None
    due_statute: date | None
    due_indicator: date | None


class CarePlanChanged(Fact):
    """A significant change of the care plan; `breach` where no review considered it though one could (reg 32(2))."""

    type: ClassVar = "care.plan-changed"
    effective: ClassVar = "on"
    care: UUID
    on: date
    review: UUID | None
    breach: bool


CARE_FACTS = (
    ChildBecameLookedAfter,
    LookedAfterDateCorrected,
    IroServiceNotified,
    ShortBreakStandingChanged,
    AuthorityToPlaceGiven,
    AuthorityToPlaceEnded,
    PlacedForAdoption,
    ReturnedByAdopters,
    LongTermFosterPlacementDesignated,
    CareChangeWithdrawn,
    ChildCeasedLookedAfter,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    IroAppointed,
    IroChanged,
    ReviewDueSet,
    CarePlanChanged,
)
