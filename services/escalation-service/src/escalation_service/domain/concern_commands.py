"""The commands to one concern; each is the body of its own request."""

from datetime import date
from uuid import UUID

from iro_events.command import Command
from iro_events.dates import StrictDate
from iro_events.decider import ByState
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
from iro_events.notes import Note


class _Dated(Command):
    """Whatever happens to a concern happened on a day and may be written about."""

    on: StrictDate
    words: Note | None = None


class RaiseConcern(_Dated):
    """The IRO raises a concern informally; `childs_view` is what the child thinks of its being raised."""

    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView
    raised_with: RaisedWith


class RaiseDisputeAtOnce(_Dated):
    """A concern that cannot wait is a formal dispute from the first, at the lowest stage if none is named."""

    iro: UUID
    category: ConcernCategory
    childs_view: ChildsView
    stage: DisputeStage | None = None
    bypass_reason: BypassReason | None = None


class AnswerConcern(_Dated):
    """Those with whom the concern was raised answered."""

    by: RaisedWith
    answer: Answer


class SettleConcern(_Dated):
    """The concern was settled without a formal dispute."""

    outcome: ConcernOutcome
    plan_changed: bool


class RaiseDispute(_Dated):
    """The IRO makes the concern a formal dispute, at the ladder's lowest stage if none is named."""

    stage: DisputeStage | None = None
    bypass_reason: BypassReason | None = None


class MoveDisputeUp(_Dated):
    """The IRO takes the dispute to a higher stage; those between are bypassed, for a reason."""

    to: DisputeStage
    bypass_reason: BypassReason | None = None


class MoveUpByTime(ByState, Command):
    """That day has come; a stage that was to answer before it and did not is left for the next."""

    as_at: date


class AnswerAtStage(_Dated):
    """A stage to which the dispute has come answered; it may have moved on since."""

    stage: DisputeStage
    answer: Answer


class ResolveDispute(_Dated):
    """The formal dispute is concluded."""

    outcome: ConcernOutcome
    plan_changed: bool


class ReferToCafcass(_Dated):
    """The IRO refers the case to Cafcass, at any time and beside whatever else goes on."""

    ground: CafcassGround


class TakeLegalAdvice(_Dated):
    """The IRO took independent legal advice; what it was is shown to the IRO service alone."""


class WithdrawConcern(_Dated):
    """The IRO pursues the matter no further."""

    reason: ConcernWithdrawal


class WithdrawConcernEntry(Command):
    """The whole matter was recorded in error."""


RaiseCommand = RaiseConcern | RaiseDisputeAtOnce
DisputeCommand = RaiseDispute | MoveDisputeUp | MoveUpByTime | AnswerAtStage | ResolveDispute
ConcernCommand = (
    RaiseCommand
    | AnswerConcern
    | SettleConcern
    | DisputeCommand
    | ReferToCafcass
    | TakeLegalAdvice
    | WithdrawConcern
    | WithdrawConcernEntry
)
