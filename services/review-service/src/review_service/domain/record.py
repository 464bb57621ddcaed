"""What must follow a review: decisions, the manager's answer, the record, its distribution, the decisions' progress.

Each has a clock in working days (rulebook R3.01-R3.04) that runs from the review's completion, the manager's from the
decisions. Nothing here can be before the review is completed; lateness is recorded, never refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

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
    OpenRecord,
    ProgressDecision,
    RecordCommand,
    RespondAsManager,
)
from review_service.domain.record_events import DecisionRecorded, ManagerNoted, RecordEvent, RecordOpened
from review_service.domain.record_refusals import (
    AlreadyAgreed,
    AlreadyIssued,
    AlreadyRecorded,
    BeforeReviewCompleted,
    DecisionsNotIssued,
    NotYetDeemed,
    RecordNotCompleted,
    ReviewNotCompleted,
    UnknownDecision,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A review's record as decisions need it. `decisions` and `progress` are counted from 1."""

    review_completed_on: date | None = None
    decisions: tuple[Decision, ...] = ()
    issued_on: date | None = None
    response: Response | None = None
    responded_on: date | None = None
    manager_note: str | None = None
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
            return replace(record, response=event.response, responded_on=event.on, manager_note=None)
        case ManagerNoted():
            return replace(record, manager_note=event.note)
        case RecordCompleted():
            return replace(record, completed_on=event.on)
        case RecordDistributed():
            return replace(record, distributed_on=event.on)
        case DecisionProgressed():
            return replace(record, progress={**record.progress, (event.decision, event.on): event.progress})
        case _:
            assert_never(event)


def decide(asked: RecordCommand, record: Record, context: Context) -> Sequence[RecordEvent]:  # noqa: C901 - one line a command
    """What the command brings about."""
    command = asked.command
    if isinstance(command, OpenRecord):
        return _open(command, record)
    completed_on = record.review_completed_on
    if completed_on is None:
        raise ReviewNotCompleted("nothing is owed before the review is completed; complete it first")
    if not isinstance(command, DeemAgreed):
        happened(command.on, context)
        if command.on < completed_on:
            raise BeforeReviewCompleted("that day lies before the review's completion", field="on")
    match command:
        case IssueDecisions():
            return _issue(asked.to, command, record, completed_on)
        case RespondAsManager():
            return _respond(asked.to, command, record)
        case DeemAgreed():
            return _deem(asked.to, record, context)
        case CompleteRecord():
            return _complete(asked.to, command, record, completed_on)
        case DistributeRecord():
            return _distribute(asked.to, command, record, completed_on)
        case ProgressDecision():
            return _progress(asked.to, command, record)
        case _:
            assert_never(command)


RECORD: Decider[RecordCommand, Record, RecordEvent] = Decider(decide=decide, evolve=evolve, initial=Record())


def _open(command: OpenRecord, record: Record) -> Sequence[RecordEvent]:
    if record.review_completed_on == command.review_completed_on:
        return []
    return [RecordOpened(review_completed_on=command.review_completed_on)]


def _issue(review: UUID, command: IssueDecisions, record: Record, completed_on: date) -> Sequence[RecordEvent]:
    if record.issued_on is not None:
        if (record.issued_on, record.decisions) == (command.on, command.decisions):
            return []
        raise AlreadyIssued("the decisions of this review were issued already", field="decisions")
    kept = [
        DecisionRecorded(number=number, what=made.what, owner_role=made.owner_role, by_when=made.by_when)
        for number, made in enumerate(command.decisions, start=1)
    ]
    due_by = decisions_by(completed_on).on
    return [*kept, DecisionsIssued(review=review, on=command.on, due_by=due_by, decisions=len(kept))]


def _respond(review: UUID, command: RespondAsManager, record: Record) -> Sequence[RecordEvent]:
    response = Response(command.response)
    if (record.response, record.responded_on) == (response, command.on):
        return []
    issued_on = _issued(record)
    due_by = manager_response_by(issued_on).on
    # Silence was only taken for agreement: an answer given in time and learnt of late takes its place.
    if record.response is Response.AGREED or (record.response is Response.DEEMED_AGREED and command.on > due_by):
        raise AlreadyAgreed("the decisions are agreed already, by word or by silence", field="response")
    if record.response is response:
        raise AlreadyRecorded("the manager's query is recorded already, of another day", field="on")
    if command.on < issued_on:
        raise DecisionsNotIssued("the decisions were not issued by that day", field="on")
    told = ManagerResponded(review=review, on=command.on, due_by=due_by, response=response)
    return [told] if command.note is None else [told, ManagerNoted(note=command.note)]


def _deem(review: UUID, record: Record, context: Context) -> Sequence[RecordEvent]:
    if record.response is Response.DEEMED_AGREED:
        return []
    if record.response is not None:
        raise AlreadyRecorded("the manager has answered; silence agrees to nothing more")
    due_by = manager_response_by(_issued(record)).on
    if context.today <= due_by:
        raise NotYetDeemed("the manager may still answer; silence agrees once five working days have passed")
    return [ManagerResponded(review=review, on=due_by, due_by=due_by, response=Response.DEEMED_AGREED)]


def _complete(review: UUID, command: CompleteRecord, record: Record, completed_on: date) -> Sequence[RecordEvent]:
    if record.completed_on is None:
        return [RecordCompleted(review=review, on=command.on, due_by=record_by(completed_on).on)]
    if record.completed_on == command.on:
        return []
    raise AlreadyRecorded("the record was completed already, on another day", field="on")


def _distribute(review: UUID, command: DistributeRecord, record: Record, completed_on: date) -> Sequence[RecordEvent]:
    if record.distributed_on == command.on:
        return []
    if record.distributed_on is not None:
        raise AlreadyRecorded("the record was distributed already, on another day", field="on")
    if record.completed_on is None or command.on < record.completed_on:
        raise RecordNotCompleted("the record was not complete by that day; record that first", field="on")
    return [RecordDistributed(review=review, on=command.on, due_by=distribution_by(completed_on).on)]


def _progress(review: UUID, command: ProgressDecision, record: Record) -> Sequence[RecordEvent]:
    issued_on = _issued(record)
    if not 1 <= command.decision <= len(record.decisions):
        raise UnknownDecision("the review has no decision of that number", field="number")
    if command.on < issued_on:
        raise DecisionsNotIssued("the decisions were not issued by that day", field="on")
    if record.progress.get((command.decision, command.on)) is command.progress:
        return []
    return [DecisionProgressed(review=review, decision=command.decision, on=command.on, progress=command.progress)]


def _issued(record: Record) -> date:
    if record.issued_on is None:
        raise DecisionsNotIssued("the review's decisions are not issued yet; issue them first")
    return record.issued_on
