"""Facts of a child's periods of care. Names and shapes are stored for 75 years: change them only with an upcast."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent, RestrictedEvent
from iro_events.facts.codes import CareChange, ReasonCeased, Regime


class ChildBecameLookedAfter(PublishedEvent):
    """A period of care began (CA 1989 s.22), or was found running with its start unknown.

    Where `start_known` is False, `on` is the first day known. `opened_in` is other than ordinary only where the
    regime was there already, its beginning unknown. `notified_on` is the day the IRO service was told, None where
    nobody recorded it. `from_return` where a statutory return told it and not the service's own work: what the
    return has no column for (the IRO, decisions, records) is then unknown, never a "no".
    """

    effective: ClassVar = "on"
    care: UUID
    on: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    short_break: bool = False
    notified_on: date | None = None
    from_return: bool = False


class LookedAfterDateCorrected(PublishedEvent):
    """The start of a period of care was other than recorded; every clock that ran from it is judged anew."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    was: Derived[date]
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY


class IroServiceNotified(PublishedEvent):
    """The day on which the IRO service was told of a period of care, learnt after the period itself or corrected."""

    effective: ClassVar = "on"
    care: UUID
    on: date


class ShortBreakStatusChanged(PublishedEvent):
    """The period is now, or is no longer, one of short breaks throughout (CPR 2010 reg 48)."""

    care: UUID
    short_break: bool


class AuthorityToPlaceGiven(PublishedEvent):
    """Authority to place for adoption was first obtained: consent or placement order (AAR 2005 reg 36(1))."""

    effective: ClassVar = "on"
    care: UUID
    on: date


class AuthorityToPlaceEnded(PublishedEvent):
    """Authority to place for adoption ended while the child was not placed."""

    effective: ClassVar = "on"
    care: UUID
    on: date


class ChildPlacedForAdoption(PublishedEvent):
    """The child was placed with prospective adopters, or moved to others (AAR 2005 reg 36(3))."""

    effective: ClassVar = "on"
    care: UUID
    on: date


class ChildReturnedByAdopters(PublishedEvent):
    """The placement for adoption ended without an order; `authority_stands` tells which regime follows (R1.22)."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    authority_stands: bool


class LongTermFosterPlacementDesignated(PublishedEvent):
    """The placement became a designated long-term foster placement (SI 2015/495; rulebook R1.24)."""

    effective: ClassVar = "on"
    care: UUID
    on: date


class CareChangeWithdrawn(PublishedEvent):
    """A change recorded for that day had not happened."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    change: CareChange


class ChildCeasedLookedAfter(PublishedEvent):
    """The period of care ended. `inferred` where the day follows from a later start and nobody recorded it."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    inferred: bool = False


class CareEndCorrected(PublishedEvent):
    """The end of a period of care was other than recorded."""

    effective: ClassVar = "on"
    care: UUID
    on: date
    was: Derived[date]
    inferred: bool = False


class ReasonCeasedRecorded(RestrictedEvent):
    """Why the period of care that ended on that day did so, as far as is known now; None where nobody says any more.

    Recorded with the end or its correction, and later where it was another reason.
    """

    effective: ClassVar = "on"
    care: UUID
    on: date
    reason: ReasonCeased | None


class CareEndWithdrawn(PublishedEvent):
    """The recorded end had not happened: the period runs on."""

    care: UUID
    was: Derived[date]


class CareEntryWithdrawn(PublishedEvent):
    """The whole period of care was recorded in error."""

    care: UUID


class IroAppointed(PublishedEvent):
    """An Independent Reviewing Officer was named for the child (CA 1989 s.25A); `appoint_by` is good practice's day."""

    effective: ClassVar = "on"
    care: UUID
    iro: UUID
    on: date
    appoint_by: Derived[date | None] = None


class IroChanged(PublishedEvent):
    """Another Independent Reviewing Officer took over."""

    effective: ClassVar = "on"
    care: UUID
    iro: UUID
    was: Derived[UUID]
    on: date


class ReviewDueSet(PublishedEvent):
    """When the child's next review is due, on both bases; None where nothing known gives a date."""

    care: UUID
    ordinal: int | None
    due_statute: date | None
    due_indicator: date | None


class CarePlanChanged(PublishedEvent):
    """A significant change of the care plan; `breach` where no review considered it though one could (reg 32(2)).

    `not_practicable` where it is recorded that none could consider it in time.
    """

    effective: ClassVar = "on"
    care: UUID
    on: date
    review: UUID | None
    breach: Derived[bool]
    not_practicable: bool = False
