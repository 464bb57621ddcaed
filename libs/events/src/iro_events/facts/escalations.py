"""Facts of an IRO's challenges to the authority, from first unease to outcome, and of good practice seen.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Derived, PublishedEvent, RestrictedEvent
from iro_events.facts.escalation_codes import (
    Answer,
    BypassReason,
    CafcassGround,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    GoodPractice,
    MovedUpBy,
    RaisedWith,
)


class ConcernRaised(PublishedEvent):
    """An IRO raised a concern about a child's care with those responsible, who were to answer by `answer_by`.

    `raised_with` is None where it was made a formal dispute at once; `answer_by` where the ladder sets no limit to
    what is informal.
    """

    effective: ClassVar = "on"
    concern: UUID
    on: date
    iro: UUID
    category: ConcernCategory
    raised_with: RaisedWith | None
    answer_by: Derived[date | None]


class ChildsViewOfConcernRecorded(RestrictedEvent):
    """What the child thought of the concern's being raised, as the IRO recorded it on raising it."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    view: ChildsView


class ConcernAnswered(PublishedEvent):
    """Those with whom it was raised answered, before any formal dispute."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    by: RaisedWith
    answer: Answer
    answer_by: Derived[date | None]


class ConcernSettled(PublishedEvent):
    """The concern was settled without a formal dispute; `plan_changed`: it changed the child's care plan."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    outcome: ConcernOutcome
    plan_changed: bool


class DisputeRaised(PublishedEvent):
    """The concern became a formal dispute, to be concluded by `conclude_by`: 20 working days (Handbook para 6.2).

    It runs under the ladder that the authority had in force that day, the one valid from `ladder_from`.
    """

    effective: ClassVar = "on"
    concern: UUID
    on: date
    conclude_by: Derived[date]
    ladder_from: Derived[date]


class StageEntered(PublishedEvent):
    """The dispute came to a stage of the ladder, its `step`-th, counted from 1.

    `answer_by` is the stage's own limit, None where the ladder has none for it; the cap of the whole is the dispute's.
    """

    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    step: Derived[int]
    answer_by: Derived[date | None]


class StageAnswered(PublishedEvent):
    """A stage that the dispute had come to answered; perhaps after it had moved up."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    answer: Answer
    answer_by: Derived[date | None]


class DisputeMovedUp(PublishedEvent):
    """The dispute left the stage `was` for a higher one."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    was: Derived[DisputeStage]
    to: DisputeStage
    moved_by: MovedUpBy


class StageBypassed(PublishedEvent):
    """A stage of the ladder was left out on the way up."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    reason: BypassReason


class CafcassReferred(PublishedEvent):
    """The IRO referred the child's case to Cafcass, beside whatever else went on (CA 1989 s.25B(3))."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    ground: CafcassGround


class LegalAdviceObtained(PublishedEvent):
    """The IRO took independent legal advice on the matter."""

    effective: ClassVar = "on"
    concern: UUID
    on: date


class DisputeResolved(PublishedEvent):
    """The formal dispute was concluded at that stage; late where `on` is after `conclude_by`."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: Derived[DisputeStage]
    outcome: ConcernOutcome
    plan_changed: bool
    conclude_by: Derived[date]


class ConcernWithdrawn(PublishedEvent):
    """The IRO pursued the matter no further."""

    effective: ClassVar = "on"
    concern: UUID
    on: date
    reason: ConcernWithdrawal


class ConcernEntryWithdrawn(PublishedEvent):
    """The whole matter was recorded in error."""

    concern: UUID


class GoodPracticeAlerted(PublishedEvent):
    """The IRO told the authority of good practice in a child's case."""

    effective: ClassVar = "on"
    alert: UUID
    on: date
    iro: UUID
    practice: GoodPractice


class GoodPracticeEntryWithdrawn(PublishedEvent):
    """The alert was recorded in error."""

    alert: UUID
