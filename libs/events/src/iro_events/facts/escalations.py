"""Facts of an IRO's challenges to the authority, from first unease to outcome, and of good practice seen.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import Fact
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


class ConcernRaised(Fact):
    """An IRO raised a concern about a child's care with those responsible, who were to answer by `answer_by`.

    `raised_with` is None where it was made a formal dispute at once; `answer_by` where the ladder sets no limit to
    what is informal.
    """

    type: ClassVar = "concern.raised"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView
    raised_with: RaisedWith | None
    answer_by: date | None


class ConcernAnswered(Fact):
    """Those with whom it was raised answered, before any formal dispute."""

    type: ClassVar = "concern.answered"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    by: RaisedWith
    answer: Answer
    answer_by: date | None


class ConcernSettled(Fact):
    """The concern was settled without a formal dispute; `plan_changed`: it changed the child's care plan."""

    type: ClassVar = "concern.settled"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    outcome: ConcernOutcome
    plan_changed: bool


class DisputeRaised(Fact):
    """The concern became a formal dispute, to be concluded by `conclude_by`: 20 working days (Handbook para 6.2).

    It runs under the ladder that the authority had in force that day, the one valid from `ladder_from`.
    """

    type: ClassVar = "dispute.raised"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    conclude_by: date
    ladder_from: date


class StageEntered(Fact):
    """The dispute came to a stage of the ladder, its `step`-th, counted from 1.

    `answer_by` is the stage's own limit, None where the ladder has none for it; the cap of the whole is the dispute's.
    """

    type: ClassVar = "dispute.stage-entered"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    step: int
    answer_by: date | None


class StageAnswered(Fact):
    """A stage that the dispute had come to answered; perhaps after it had moved up."""

    type: ClassVar = "dispute.stage-answered"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    answer: Answer
    answer_by: date | None


class DisputeMovedUp(Fact):
    """The dispute left the stage `was` for a higher one."""

    type: ClassVar = "dispute.moved-up"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    was: DisputeStage
    to: DisputeStage
    moved_by: MovedUpBy


class StageBypassed(Fact):
    """A stage of the ladder was left out on the way up."""

    type: ClassVar = "dispute.stage-bypassed"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    reason: BypassReason


class CafcassReferred(Fact):
    """The IRO referred the child's case to Cafcass, beside whatever else went on (CA 1989 s.25B(3))."""

    type: ClassVar = "concern.cafcass-referred"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    ground: CafcassGround


class LegalAdviceTaken(Fact):
    """The IRO took independent legal advice on the matter."""

    type: ClassVar = "concern.legal-advice-taken"
    effective: ClassVar = "on"
    concern: UUID
    on: date


class DisputeResolved(Fact):
    """The formal dispute was concluded at that stage; late where `on` is after `conclude_by`."""

    type: ClassVar = "dispute.resolved"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    stage: DisputeStage
    outcome: ConcernOutcome
    plan_changed: bool
    conclude_by: date


class ConcernWithdrawn(Fact):
    """The IRO pursued the matter no further."""

    type: ClassVar = "concern.withdrawn"
    effective: ClassVar = "on"
    concern: UUID
    on: date
    reason: ConcernWithdrawal


class ConcernEntryWithdrawn(Fact):
    """The whole matter was recorded in error."""

    type: ClassVar = "concern.entry-withdrawn"
    concern: UUID


class GoodPracticeAlerted(Fact):
    """The IRO told the authority of good practice in a child's case."""

    type: ClassVar = "good-practice.alerted"
    effective: ClassVar = "on"
    alert: UUID
    on: date
    iro: UUID
    practice: GoodPractice


class GoodPracticeEntryWithdrawn(Fact):
    """The alert was recorded in error."""

    type: ClassVar = "good-practice.entry-withdrawn"
    alert: UUID


ESCALATION_FACTS = (
    ConcernRaised,
    ConcernAnswered,
    ConcernSettled,
    DisputeRaised,
    StageEntered,
    StageAnswered,
    DisputeMovedUp,
    StageBypassed,
    CafcassReferred,
    LegalAdviceTaken,
    DisputeResolved,
    ConcernWithdrawn,
    ConcernEntryWithdrawn,
    GoodPracticeAlerted,
    GoodPracticeEntryWithdrawn,
)
