"""Facts of the IRO team: who is in it, for how much of the time, and what was seen of the work. Never a reason or text.

The subject of each is the IRO, by the opaque id under which it is appointed to children. Names and shapes here are
stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Fact
from iro_events.facts.team_codes import Chaired, Contract, Specialism


class IroJoined(Fact):
    """An IRO came to the team, or came back. `fte` is in hundredths of a full-time post: 80 is 0.8."""

    type: ClassVar = "iro.joined"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    fte: int
    contract: Contract


class IroJoiningCorrected(Fact):
    """The IRO joined on another day than recorded; hours and contract of the old day are those of the new one."""

    type: ClassVar = "iro.joining-corrected"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    was: date


class IroLeft(Fact):
    """The IRO left the team: `on` was the last day in it."""

    type: ClassVar = "iro.left"
    effective: ClassVar = "on"
    iro: UUID
    on: date


class IroLeavingCorrected(Fact):
    """The IRO's last day in the team was another than recorded."""

    type: ClassVar = "iro.leaving-corrected"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    was: date


class IroLeavingWithdrawn(Fact):
    """The IRO had not left."""

    type: ClassVar = "iro.leaving-withdrawn"
    iro: UUID
    was: date


class IroEntryWithdrawn(Fact):
    """All that was recorded of this IRO was recorded in error: nobody of that id was in the team."""

    type: ClassVar = "iro.withdrawn"
    iro: UUID


class IroHoursSet(Fact):
    """The IRO works so much from that day, in hundredths of a full-time post; of a day told again, the last stands."""

    type: ClassVar = "iro.hours-set"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    fte: int


class IroContractSet(Fact):
    """The IRO works on that footing from that day; of a day told again, the last stands."""

    type: ClassVar = "iro.contract-set"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    contract: Contract


class IroSpecialismsSet(Fact):
    """All the IRO's specialisms from that day; of a day told again, the last stands."""

    type: ClassVar = "iro.specialisms-set"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    specialisms: tuple[Specialism, ...]


class IroAbsent(Fact):
    """The IRO was away from that day until the other, both included; None while nobody knows of a return.

    Of an absence told again, by its first day, the last one stands. Why is kept nowhere.
    """

    type: ClassVar = "iro.absent"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    until: date | None


class IroAbsenceWithdrawn(Fact):
    """The absence recorded from that day had not happened."""

    type: ClassVar = "iro.absence-withdrawn"
    effective: ClassVar = "on"
    iro: UUID
    on: date


class PracticeObserved(Fact):
    """The IRO was observed while chairing."""

    type: ClassVar = "iro.practice-observed"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeObservationWithdrawn(Fact):
    """No such observation took place that day."""

    type: ClassVar = "iro.observation-withdrawn"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeAudited(Fact):
    """Work that the IRO had chaired was audited."""

    type: ClassVar = "iro.practice-audited"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeAuditWithdrawn(Fact):
    """No such audit took place that day."""

    type: ClassVar = "iro.audit-withdrawn"
    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


TEAM_FACTS = (
    IroJoined,
    IroJoiningCorrected,
    IroLeft,
    IroLeavingCorrected,
    IroLeavingWithdrawn,
    IroEntryWithdrawn,
    IroHoursSet,
    IroContractSet,
    IroSpecialismsSet,
    IroAbsent,
    IroAbsenceWithdrawn,
    PracticeObserved,
    PracticeObservationWithdrawn,
    PracticeAudited,
    PracticeAuditWithdrawn,
)
