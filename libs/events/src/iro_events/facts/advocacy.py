"""Facts of those who stand by the child: advocates and independent visitors.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import PublishedEvent
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    OfferAnswer,
    VisitorEnd,
    VisitorNeed,
)


class AdvocacyAwarenessRecorded(PublishedEvent):
    """What the child said of advocates at a review; of a review told again, the last one stands."""

    effective: ClassVar = "held_on"
    review: UUID
    held_on: date
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer


class AdvocateRequested(PublishedEvent):
    """An advocate was asked for on the child's behalf (CA 1989 s.26A)."""

    effective: ClassVar = "on"
    on: date


class AdvocateOffered(PublishedEvent):
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
    advocate: UUID
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
    visitor: UUID
    reason: VisitorEnd


class IndependentVisitorEndWithdrawn(PublishedEvent):
    """The recorded end had not happened: the appointment runs on."""

    visitor: UUID
    was: date
