"""Published events of a child's advocates and independent visitors.

Names and shapes here are stored for 75 years: change them only with an upcast. Advocacy is restricted, except who is
whose advocate and from when until when.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent, RestrictedEvent
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    OfferAnswer,
    VisitorEnd,
    VisitorNeed,
)


class AdvocacyAwarenessRecorded(RestrictedEvent):
    """What the child said of advocates at a review; of one review, the last record counts."""

    effective: ClassVar = "held_on"
    review: UUID
    held_on: Derived[date]
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer


class AdvocateRequested(RestrictedEvent):
    """An advocate was asked for on the child's behalf (CA 1989 s.26A)."""

    effective: ClassVar = "on"
    on: date


class AdvocateOffered(RestrictedEvent):
    """The child was offered an advocate."""

    effective: ClassVar = "on"
    on: date
    answer: OfferAnswer


class AdvocateMatched(PublishedEvent):
    """An advocate works for the child from that day."""

    effective: ClassVar = "on"
    on: date
    advocate: UUID


class AdvocacyEnded(PublishedEvent):
    """The advocate's work for the child ended."""

    effective: ClassVar = "on"
    on: date
    advocate: Derived[UUID]


class AdvocacyEndReasonRecorded(RestrictedEvent):
    """Why the advocate's work for the child ended that day; recorded together with the end."""

    effective: ClassVar = "on"
    on: date
    reason: AdvocacyEnd


class IndependentVisitorConsidered(PublishedEvent):
    """Whether the child should have an independent visitor was considered (CA 1989 s.23ZB)."""

    effective: ClassVar = "on"
    on: date
    need: VisitorNeed


class IndependentVisitorMatched(PublishedEvent):
    """An independent visitor was appointed for the child."""

    effective: ClassVar = "on"
    on: date
    visitor: UUID


class IndependentVisitorEnded(PublishedEvent):
    """The independent visitor's appointment ended."""

    effective: ClassVar = "on"
    on: date
    visitor: Derived[UUID]
    reason: VisitorEnd


class IndependentVisitorEndWithdrawn(PublishedEvent):
    """The recorded end had not happened: the appointment runs on."""

    visitor: Derived[UUID]
    was: Derived[date]
