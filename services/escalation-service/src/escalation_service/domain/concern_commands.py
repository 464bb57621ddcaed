"""What can be asked of one concern; each command is the body of its own request."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from escalation_service.domain.ladder import Ladder
from escalation_service.domain.words import Words
from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.facts.escalation_codes import (
    Answer,
    BypassReason,
    CafcassGround,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    RaisedWith,
)


class _Worded(Command):
    """Whatever happens to a concern happened on a day and may be written about."""

    on: StrictDate
    words: Words | None = None


class RaiseConcern(_Worded):
    """The IRO raises a concern informally; `childs_view` is what the child thinks of its being raised."""

    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView
    raised_with: RaisedWith


class RaiseDisputeAtOnce(_Worded):
    """A concern that cannot wait is a formal dispute from the first, at the lowest stage if none is named."""

    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView
    stage: DisputeStage | None = None
    bypass_reason: BypassReason | None = None


class AnswerConcern(_Worded):
    """Those with whom the concern was raised answered."""

    by: RaisedWith
    answer: Answer


class SettleConcern(_Worded):
    """The concern was settled without a formal dispute."""

    outcome: ConcernOutcome
    plan_changed: bool


class RaiseDispute(_Worded):
    """The IRO makes the concern a formal dispute, at the ladder's lowest stage if none is named."""

    stage: DisputeStage | None = None
    bypass_reason: BypassReason | None = None


class MoveDisputeUp(_Worded):
    """The IRO takes the dispute to a higher stage; those between are bypassed, for a reason."""

    to: DisputeStage
    bypass_reason: BypassReason | None = None


class MoveUpByTime(Command):
    """That day has come; a stage that was to answer before it and did not is left for the next."""

    as_at: date


class AnswerAtStage(_Worded):
    """A stage to which the dispute has come answered; it may have moved on since."""

    stage: DisputeStage
    answer: Answer


class ResolveDispute(_Worded):
    """The formal dispute is concluded."""

    outcome: ConcernOutcome
    plan_changed: bool


class ReferToCafcass(_Worded):
    """The IRO refers the case to Cafcass, at any time and beside whatever else goes on."""

    ground: CafcassGround


class TakeLegalAdvice(_Worded):
    """The IRO took independent legal advice; what it was is shown to the IRO service alone."""


class WithdrawConcern(_Worded):
    """The IRO pursues the matter no further."""

    reason: ConcernWithdrawal


class WithdrawConcernEntry(Command):
    """The whole matter was recorded in error."""


DisputeBody = RaiseDispute | MoveDisputeUp | MoveUpByTime | AnswerAtStage | ResolveDispute
ConcernBody = (
    RaiseConcern
    | RaiseDisputeAtOnce
    | AnswerConcern
    | SettleConcern
    | DisputeBody
    | ReferToCafcass
    | TakeLegalAdvice
    | WithdrawConcern
    | WithdrawConcernEntry
)


@dataclass(frozen=True, slots=True)
class ConcernCommand:
    """A command to a concern (for one that is new: the id it shall have).

    `ladder` is the authority's own in force on the command's day, where one is: a concern is raised and made a
    dispute under it.
    """

    concern: UUID
    command: ConcernBody
    ladder: Ladder | None = None
