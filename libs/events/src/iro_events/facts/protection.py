"""Facts of child protection, as the authority's own system tells them: plans and conferences. Few may be told.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from iro_events.event import RestrictedEvent


class Conference(StrEnum):
    """Which kind of child protection conference."""

    INITIAL = "initial"
    REVIEW = "review"


class ProtectionPlanRecorded(RestrictedEvent):
    """The child has a child protection plan from that day, until the other where it ended; the last told stands."""

    effective: ClassVar = "on"
    plan: UUID
    on: date
    until: date | None


class ProtectionPlanWithdrawn(RestrictedEvent):
    """The plan was recorded in error."""

    plan: UUID


class ProtectionConferenceRecorded(RestrictedEvent):
    """A child protection conference was held, chaired by that IRO where one did; the last told of it stands."""

    effective: ClassVar = "on"
    conference: UUID
    on: date
    kind: Conference
    iro: UUID | None


class ProtectionConferenceWithdrawn(RestrictedEvent):
    """The conference was recorded in error."""

    conference: UUID
