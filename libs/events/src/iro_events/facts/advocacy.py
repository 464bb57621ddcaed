"""Facts of those who stand by the child: advocates and independent visitors.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Fact
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    OfferAnswer,
    VisitorEnd,
    VisitorNeed,
)


class AdvocacyAwarenessRecorded(Fact):
    """What the child said of advocates at a review; of a review told again, the last one stands."""

    type: ClassVar = "advocacy.awareness-recorded"
    effective: ClassVar = "held_on"
    review: UUID
    held_on: date
    knows: AdvocacyAnswer
    has: AdvocacyAnswer
    wants: AdvocacyAnswer


class AdvocateRequested(Fact):
    """An advocate was asked for on the child's behalf (CA 1989 s.26A)."""

    type: ClassVar = "advocacy.requested"
    effective: ClassVar = "on"
    on: date


class AdvocateOffered(Fact):
    """The child was offered an advocate."""

    type: ClassVar = "advocacy.offered"
    effective: ClassVar = "on"
    on: date
    answer: OfferAnswer


class AdvocateMatched(Fact):
    """An advocate works for the child from that day."""

    type: ClassVar = "advocacy.matched"
    effective: ClassVar = "on"
    on: date
    advocate: UUID


class AdvocacyEnded(Fact):
    """The advocate's work for the child ended."""

    type: ClassVar = "advocacy.ended"
    effective: ClassVar = "on"
    on: date
    advocate: UUID
    reason: AdvocacyEnd


class IndependentVisitorConsidered(Fact):
    """Whether the child should have an independent visitor was considered (CA 1989 s.23ZB)."""

    type: ClassVar = "visitor.considered"
    effective: ClassVar = "on"
    on: date
    need: VisitorNeed


class IndependentVisitorMatched(Fact):
    """An independent visitor was appointed for the child."""

    type: ClassVar = "visitor.matched"
    effective: ClassVar = "on"
    on: date
    visitor: UUID


class IndependentVisitorEnded(Fact):
    """The independent visitor's appointment ended."""

    type: ClassVar = "visitor.ended"
    effective: ClassVar = "on"
    on: date
    visitor: UUID
    reason: VisitorEnd


class IndependentVisitorEndWithdrawn(Fact):
    """The recorded end had not happened: the appointment runs on."""

    type: ClassVar = "visitor.end-withdrawn"
    visitor: UUID
    was: date


ADVOCACY_FACTS = (
    AdvocacyAwarenessRecorded,
    AdvocateRequested,
    AdvocateOffered,
    AdvocateMatched,
    AdvocacyEnded,
    IndependentVisitorConsidered,
    IndependentVisitorMatched,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
)
