"""What must follow a review: decisions, the manager's answer, the record, its distribution, the decisions' progress.

Each has a clock in working days (rulebook R3.01-R3.04) that runs from the review's completion, the manager's from the
decisions. Nothing here can be before the review is completed; lateness is recorded, never refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.codes import DecisionProgress
from iro_events.facts.codes import ManagerResponse as Response
from iro_events.facts.reviews import (
    DecisionProgressed,
    DecisionsIssued,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
)
from iro_statute import decisions_by, distribution_by, manager_response_by, record_by
from review_service.domain.record_commands import (
    CompleteRecord,
    Decision,
    DeemAgreed,
    DistributeRecord,
    IssueDecisions,
    ProgressDecision,
    RecordCommand,
    RespondAsManager,
)
from review_service.domain.record_events import DecisionRecorded, RecordEvent, RecordOpened
from review_service.domain.record_refusals import (
    AlreadyAgreed,
    AlreadyIssued,
    AlreadyRecorded,
    BeforeReviewCompleted,
    DecisionsNotIssued,
    ManagerAnswered,
    NotYetDeemed,
    RecordNotCompleted,
    ReviewNotCompleted,
    UnknownDecision,
)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a command about the record needs of the review: the day of its completion, None where it has none."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Record:
    """A review's record as decisions need it. `decisions` and `progress` are counted from 1."""

    review_completed_on: date | None = None
    decisions: tuple[Decision, ...] = ()
    issued_on: date | None = None
    response: Response | None = None
    responded_on: date | None = None
    completed_on: date | None = None
    distributed_on: date | None = None
    progress: Mapping[tuple[int, date], DecisionProgress] = field(default_factory=lambda: MappingProxyType({}))


def evolve(record: Record, event: RecordEvent) -> Record:
    """The record after the event."""
    match event:
        case RecordOpened():
            return replace(record, review_completed_on=event.review_completed_on)
        case DecisionRecorded():
            # Not validated anew: what was once taken stands, whatever would be taken today.
            decision = Decision.model_construct(what=event.what, owner_role=event.owner_role, by_when=event.by_when)
            return replace(record, decisions=(*record.decisions, decision))
        case DecisionsIssued():
            return replace(record, issued_on=event.on)
        case ManagerResponded():
            return replace(record, response=event.response, responded_on=event.on)
        case RecordCompleted():
            return replace(record, completed_on=event.on)
        case RecordDistributed():
            return replace(record, distributed_on=event.on)
        case DecisionProgressed():
            return replace(record, progress={**record.progress, (event.decision, event.on): event.progress})
        case _:
            assert_never(event)


def decide(command: RecordCommand, record: Record, context: Context) -> Sequence[RecordEvent]:
    """What the command records; the first one opens the record of the review `context.id`."""
    completion = context.need(Completion) or Completion(record.review_completed_on)
    if completion.on is None:
        raise ReviewNotCompleted("Nothing is owed before the review is completed. Complete it first.")
    if not isinstance(command, DeemAgreed):
        happened(command.on, context)
        if command.on < completion.on:
            raise BeforeReviewCompleted("This day is before the review's completion. Correct the day.", field="on")
    events = _decide(command, record, completion.on, context)
    if events and record.review_completed_on != completion.on:
        return [RecordOpened(review_completed_on=completion.on), *events]
    return events


def needed(events: Sequence[RecordEvent]) -> Completion | None:
    """The review's completion as it was where a record begins with these events."""
    match events:
        case [RecordOpened() as opened, *_]:
            return Completion(opened.review_completed_on)
        case _:
            return None


RECORD: Decider[RecordCommand, Record, RecordEvent] = Decider(
    decide=decide, evolve=evolve, initial=Record(), events=RecordEvent, stream="record", needed=needed
)


def _decide(command: RecordCommand, record: Record, completed_on: date, context: Context) -> Sequence[RecordEvent]:
    match command:
        case IssueDecisions():
            return _issue(command, record, completed_on, context)
        case RespondAsManager():
            return _respond(command, record, context)
        case DeemAgreed():
            return _deem(record, context)
        case CompleteRecord():
            return _complete(command, record, completed_on, context)
        case DistributeRecord():
            return _distribute(command, record, completed_on, context)
        case ProgressDecision():
            return _progress(command, record, context)
        case _:
            assert_never(command)


def _issue(command: IssueDecisions, record: Record, completed_on: date, context: Context) -> Sequence[RecordEvent]:
    if record.decisions:
        raise AlreadyIssued("The decisions of this review are already issued.", field="decisions")
    recorded = [
        DecisionRecorded(number=number, what=made.what, owner_role=made.owner_role, by_when=made.by_when)
        for number, made in enumerate(command.decisions, start=1)
    ]
    due_by = decisions_by(completed_on).on
    return [*recorded, DecisionsIssued(review=context.id, on=command.on, due_by=due_by, decisions=len(recorded))]


def _respond(command: RespondAsManager, record: Record, context: Context) -> Sequence[RecordEvent]:
    response = Response(command.response)
    issued_on = _issued(record)
    due_by = manager_response_by(issued_on).on
    # Silence was only taken for agreement: an answer given in time and learnt of late takes its place.
    if record.response is Response.AGREED or (record.response is Response.DEEMED_AGREED and command.on > due_by):
        raise AlreadyAgreed("The decisions are already agreed, by word or by silence.", field="response")
    if record.response is response:
        raise AlreadyRecorded("The manager's query is already recorded, of another day.", field="on")
    _refuse_before_issue(command.on, issued_on)
    return [ManagerResponded(review=context.id, on=command.on, due_by=due_by, response=response)]


def _deem(record: Record, context: Context) -> Sequence[RecordEvent]:
    if record.response is Response.DEEMED_AGREED:
        return []
    if record.response is not None:
        raise ManagerAnswered("The manager has answered. Silence agrees to nothing more.")
    due_by = manager_response_by(_issued(record)).on
    if context.today <= due_by:
        raise NotYetDeemed("The manager may still answer. Silence agrees after five working days.")
    return [ManagerResponded(review=context.id, on=due_by, due_by=due_by, response=Response.DEEMED_AGREED)]


def _complete(command: CompleteRecord, record: Record, completed_on: date, context: Context) -> Sequence[RecordEvent]:
    if record.completed_on is not None:
        raise AlreadyRecorded("The record was already completed, on another day.", field="on")
    return [RecordCompleted(review=context.id, on=command.on, due_by=record_by(completed_on).on)]


def _distribute(
    command: DistributeRecord, record: Record, completed_on: date, context: Context
) -> Sequence[RecordEvent]:
    if record.distributed_on is not None:
        raise AlreadyRecorded("The record was already distributed, on another day.", field="on")
    if record.completed_on is None or command.on < record.completed_on:
        raise RecordNotCompleted("The record was not complete by this day. Record its completion first.", field="on")
    return [RecordDistributed(review=context.id, on=command.on, due_by=distribution_by(completed_on).on)]


def _progress(command: ProgressDecision, record: Record, context: Context) -> Sequence[RecordEvent]:
    issued_on = _issued(record)
    if not 1 <= command.decision <= len(record.decisions):
        raise UnknownDecision("This review has no decision of that number. Look at its decisions.", field="number")
    _refuse_before_issue(command.on, issued_on)
    if record.progress.get((command.decision, command.on)) is command.progress:
        return []
    return [DecisionProgressed(review=context.id, **command.fields("decision", "on", "progress"))]


def _issued(record: Record) -> date:
    if record.issued_on is None:
        raise DecisionsNotIssued("The review's decisions are not issued yet. Issue them first.")
    return record.issued_on


def _refuse_before_issue(on: date, issued_on: date) -> None:
    if on < issued_on:
        raise DecisionsNotIssued("The decisions were not issued by this day. Correct the day.", field="on")
