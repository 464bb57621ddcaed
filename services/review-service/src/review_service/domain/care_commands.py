"""What can be asked of a child's care; each of a period's commands is the body of its own request."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import ByState
from iro_events.facts.codes import CareChange, ReasonCeased, Regime
from iro_events.notes import Note
from iro_statute import EarlyReviewTrigger
from review_service.domain.codes import LegalStatus, Placement


class BecomeLookedAfter(Command):
    """A period of care began. `notified_on`: the day the IRO service was notified, by default today.

    `ended_on` and `reason` where the period was over before anybody recorded it. Given again with another
    `notified_on` alone, it corrects that day.
    """

    on: StrictDate
    legal_status: LegalStatus
    placement: Placement | None = None
    notified_on: Sets[StrictDate | None] = None
    ended_on: StrictDate | None = None
    reason: ReasonCeased | None = None


class CorrectLookedAfterDate(Command):
    """The period began on another day than recorded."""

    on: StrictDate


class ChangeLegalStatus(Command):
    """From this day another legal status; one that opens or closes authority to place says so too."""

    on: StrictDate
    legal_status: Sets[LegalStatus]


class ChangePlacement(Command):
    """From this day another placement. `new_carers` tells a move to other adopters from a change of code."""

    on: StrictDate
    placement: Sets[Placement]
    new_carers: Sets[bool] = True


class GiveAuthorityToPlace(Command):
    """Consent under ACA 2002 s.19, or a placement order: the day it was first there."""

    on: StrictDate


class EndAuthorityToPlace(Command):
    """Authority ended while the child was not placed for adoption."""

    on: StrictDate


class PlaceForAdoption(Command):
    """Placed with prospective adopters, or moved to others."""

    on: StrictDate


class ReturnFromAdopters(Command):
    """The prospective adopters returned the child."""

    on: StrictDate
    authority_stands: bool


class WithdrawCareChange(Command):
    """A change of regime recorded for that day had not happened."""

    on: StrictDate
    change: CareChange


class DesignateLongTermFostering(Command):
    """The placement was confirmed as a long-term foster placement (rulebook R1.24)."""

    on: StrictDate


class CauseOfEarlyReview(BaseModel):
    """Why a review had to be held before care ended (CPR 2010 reg 33(3)(c) and (e)), and since when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trigger: Literal[
        EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS,
        EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE,
    ]
    since: StrictDate


class CeaseLookingAfter(Command):
    """The period of care ended."""

    on: StrictDate
    reason: ReasonCeased
    review_required: CauseOfEarlyReview | None = None


class CorrectCareEnd(Command):
    """The period ended on another day, or for another reason, than recorded."""

    on: StrictDate
    reason: ReasonCeased


class WithdrawCareEnd(Command):
    """The recorded end had not happened."""


class WithdrawCareEntry(Command):
    """The whole period was recorded in error."""


class AppointIro(Command):
    """This Independent Reviewing Officer is the child's from that day.

    `override_reason` (private) is why, where siblings are to have different IROs or a looked-after parent and child the
    same one.
    """

    iro: UUID
    on: StrictDate
    override_reason: Note | None = None


class ChangeCarePlan(Command):
    """A significant change of plan, with the review that considered it or the word that none could (reg 32(2))."""

    on: StrictDate
    review: UUID | None = None
    not_practicable: Sets[bool] = False


class CountReview(ByState, Command):
    """A review was held, or completed: it counts in the timetable of the period its day lies in."""

    review: UUID
    held_on: StrictDate
    completed_on: StrictDate | None = None


class UncountReview(ByState, Command):
    """The review was recorded in error and counts no longer."""

    review: UUID


class StatedChange(BaseModel):
    """A change of regime as a statutory return states it; `authority_stands` only of a return by the adopters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: StrictDate
    change: CareChange
    authority_stands: bool | None = None


class StatedPeriod(BaseModel):
    """A period of care as returns and the authority's own system state it, changes in the order of their days.

    `noticed` where that system tells of it, and then `notified_on` the day it first told of the start, if it did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    care: UUID
    started_on: StrictDate
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    changes: tuple[StatedChange, ...] = ()
    ended_on: StrictDate | None = None
    reason: ReasonCeased | None = None
    end_inferred: bool = False
    short_break: bool = False
    noticed: bool = False
    notified_on: StrictDate | None = None


class StatedReview(BaseModel):
    """A review as a return states it: one day, at which it was held and completed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    review: UUID
    held_on: StrictDate


class RestateCare(ByState, Command):
    """All that is stated of this child so far, in or out of care, by returns and by the authority's own system.

    Only the difference is told.
    """

    periods: tuple[StatedPeriod, ...]
    reviews: tuple[StatedReview, ...] = ()


CommandWithin = (
    CorrectLookedAfterDate
    | ChangeLegalStatus
    | ChangePlacement
    | GiveAuthorityToPlace
    | EndAuthorityToPlace
    | PlaceForAdoption
    | ReturnFromAdopters
    | WithdrawCareChange
    | DesignateLongTermFostering
    | CeaseLookingAfter
    | CorrectCareEnd
    | WithdrawCareEnd
    | WithdrawCareEntry
    | AppointIro
    | ChangeCarePlan
)
PeriodCommand = BecomeLookedAfter | CommandWithin
"""Given to a period of care by its id (BecomeLookedAfter: the id that the period shall have)."""
CareCommand = PeriodCommand | CountReview | UncountReview | RestateCare
