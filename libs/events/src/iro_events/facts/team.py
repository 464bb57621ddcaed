"""Facts of the IRO team: who is in it, for how much of the time, and what was seen of the work. Never a reason or text.

The subject of each is the IRO, by the opaque id under which it is appointed to children. Names and shapes here are
stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent
from iro_events.facts.team_codes import Chaired, Contract, Specialism


class IroJoined(PublishedEvent):
    """An IRO came to the team, or came back. `fte` is in hundredths of a full-time post: 80 is 0.8."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    fte: int
    contract: Contract


class IroJoiningCorrected(PublishedEvent):
    """The IRO joined on another day than recorded; hours and contract of the old day are those of the new one."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    was: Derived[date]


class IroLeft(PublishedEvent):
    """The IRO left the team: `on` was the last day in it."""

    effective: ClassVar = "on"
    iro: UUID
    on: date


class IroLeavingCorrected(PublishedEvent):
    """The IRO's last day in the team was another than recorded."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    was: Derived[date]


class IroLeavingWithdrawn(PublishedEvent):
    """The IRO had not left."""

    iro: UUID
    was: Derived[date]


class IroEntryWithdrawn(PublishedEvent):
    """All that was recorded of this IRO was recorded in error: nobody of that id was in the team."""

    iro: UUID


class IroHoursSet(PublishedEvent):
    """The IRO works so much from that day, in hundredths of a full-time post; of a day told again, the last stands."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    fte: int


class IroContractSet(PublishedEvent):
    """The IRO works on that footing from that day; of a day told again, the last stands."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    contract: Contract


class IroSpecialismsSet(PublishedEvent):
    """All the IRO's specialisms from that day; of a day told again, the last stands."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    specialisms: tuple[Specialism, ...]


class IroAbsenceRecorded(PublishedEvent):
    """The IRO was away from that day until the other, both included; None while nobody knows of a return.

    Of an absence told again, by its first day, the last one stands. Why is kept nowhere.
    """

    effective: ClassVar = "on"
    iro: UUID
    on: date
    until: date | None


class IroAbsenceWithdrawn(PublishedEvent):
    """The absence recorded from that day had not happened."""

    effective: ClassVar = "on"
    iro: UUID
    on: date


class PracticeObserved(PublishedEvent):
    """The IRO was observed while chairing."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeObservationWithdrawn(PublishedEvent):
    """No such observation took place that day."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeAudited(PublishedEvent):
    """Work that the IRO had chaired was audited."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired


class PracticeAuditWithdrawn(PublishedEvent):
    """No such audit took place that day."""

    effective: ClassVar = "on"
    iro: UUID
    on: date
    chaired: Chaired
