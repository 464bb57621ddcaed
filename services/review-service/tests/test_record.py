from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from iro_events.command import InTheFuture
from iro_events.facts.codes import DecisionProgress, ManagerResponse
from iro_events.facts.reviews import (
    DecisionProgressed,
    DecisionsIssued,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
)
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from review_service.domain.record import RECORD, Completion
from review_service.domain.record_commands import (
    CompleteRecord,
    Decision,
    DeemAgreed,
    DistributeRecord,
    IssueDecisions,
    OwnerRole,
    ProgressDecision,
    RespondAsManager,
)
from review_service.domain.record_events import DecisionRecorded, RecordOpened
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

R = UUID("00000000-0000-4000-8000-0000000000d1")
MAY_DAY = date(2014, 5, 1)
EIGHTH = date(2014, 5, 8)
FIFTEENTH = date(2014, 5, 15)
WHAT = Decision(what="a dentist", owner_role=OwnerRole.CARER, by_when=date(2014, 6, 30))

spec = Spec(RECORD).to(R)
opened = spec.given(RecordOpened(review_completed_on=MAY_DAY))
issued = opened.given(
    DecisionRecorded(number=1, what=WHAT.what, owner_role=WHAT.owner_role, by_when=WHAT.by_when),
    DecisionsIssued(review=R, on=EIGHTH, due_by=date(2014, 5, 9), decisions=1),
)


def answered(response: ManagerResponse, on: date) -> ManagerResponded:
    return ManagerResponded(review=R, on=on, due_by=FIFTEENTH, response=response)


def test_a_record_opens_with_the_first_command_once_its_review_is_completed() -> None:
    recorded = [
        RecordOpened(review_completed_on=MAY_DAY),
        RecordCompleted(review=R, on=EIGHTH, due_by=date(2014, 5, 23)),
    ]

    spec.needing(Completion(MAY_DAY)).when(CompleteRecord(on=EIGHTH)).then(*recorded)
    spec.given(*recorded).needing(Completion(MAY_DAY)).when(DistributeRecord(on=EIGHTH)).then(
        RecordDistributed(review=R, on=EIGHTH, due_by=date(2014, 6, 2))
    )


def test_nothing_is_owed_before_the_review_is_completed_or_once_it_is_withdrawn() -> None:
    spec.when(IssueDecisions(on=EIGHTH, decisions=(WHAT,))).then_refused(ReviewNotCompleted)
    spec.when(DeemAgreed()).then_refused(ReviewNotCompleted)
    opened.needing(Completion(None)).when(CompleteRecord(on=EIGHTH)).then_refused(ReviewNotCompleted)


def test_what_follows_a_review_is_neither_before_it_nor_in_the_future() -> None:
    opened.when(CompleteRecord(on=date(2014, 4, 30))).then_refused(BeforeReviewCompleted, field="on")
    opened.on(EIGHTH).when(CompleteRecord(on=date(2014, 5, 9))).then_refused(InTheFuture, field="on")


def test_decisions_are_due_in_five_working_days_and_only_their_number_is_told() -> None:
    opened.when(IssueDecisions(on=EIGHTH, decisions=(WHAT,))).then(
        DecisionRecorded(number=1, what=WHAT.what, owner_role=WHAT.owner_role, by_when=WHAT.by_when),
        DecisionsIssued(review=R, on=EIGHTH, due_by=date(2014, 5, 9), decisions=1),
    )


def test_decisions_are_issued_once() -> None:
    issued.when(IssueDecisions(on=EIGHTH, decisions=(WHAT, WHAT))).then_refused(AlreadyIssued)


def test_the_manager_answers_against_five_working_days_from_the_decisions() -> None:
    command = RespondAsManager(on=date(2014, 5, 20), response=ManagerResponse.QUERIED, note="who pays?")

    issued.when(command).then(
        answered(ManagerResponse.QUERIED, date(2014, 5, 20)), NoteRecorded(about=4, field="note", text="who pays?")
    )


def test_what_a_manager_writes_may_be_written_again() -> None:
    queried = issued.given(
        answered(ManagerResponse.QUERIED, EIGHTH), NoteRecorded(about=4, field="note", text="who pays?")
    )
    command = RespondAsManager(on=EIGHTH, response=ManagerResponse.QUERIED, note="who pays, and when?")

    queried.when(command).then(NoteRecorded(about=4, field="note", text="who pays, and when?"))


def test_a_query_may_be_settled_and_then_stays_settled() -> None:
    queried = issued.given(answered(ManagerResponse.QUERIED, EIGHTH))
    agreed = queried.given(answered(ManagerResponse.AGREED, FIFTEENTH))

    queried.when(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.AGREED)).then(
        answered(ManagerResponse.AGREED, FIFTEENTH)
    )
    queried.when(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.QUERIED)).then_refused(AlreadyRecorded)
    agreed.when(RespondAsManager(on=date(2014, 6, 2), response=ManagerResponse.QUERIED)).then_refused(AlreadyAgreed)
    agreed.when(RespondAsManager(on=EIGHTH, response=ManagerResponse.QUERIED)).then_nothing()


def test_silence_agrees_once_five_working_days_have_passed() -> None:
    issued.on(FIFTEENTH).when(DeemAgreed()).then_refused(NotYetDeemed)
    issued.on(date(2014, 5, 16)).when(DeemAgreed()).then(answered(ManagerResponse.DEEMED_AGREED, FIFTEENTH))


def test_an_answer_in_time_that_is_learnt_of_late_takes_the_place_of_silence() -> None:
    deemed = issued.given(answered(ManagerResponse.DEEMED_AGREED, FIFTEENTH))

    deemed.when(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.QUERIED)).then(
        answered(ManagerResponse.QUERIED, FIFTEENTH)
    )
    deemed.when(RespondAsManager(on=date(2014, 5, 16), response=ManagerResponse.QUERIED)).then_refused(
        AlreadyAgreed, field="response"
    )


def test_a_manager_who_answered_is_not_silent() -> None:
    issued.given(answered(ManagerResponse.QUERIED, EIGHTH)).when(DeemAgreed()).then_refused(ManagerAnswered)
    assert (ManagerAnswered.code, AlreadyRecorded.code) == ("record.already_recorded",) * 2


def test_there_is_nothing_to_answer_before_decisions_are_issued() -> None:
    opened.when(RespondAsManager(on=EIGHTH, response=ManagerResponse.AGREED)).then_refused(DecisionsNotIssued)
    issued.when(RespondAsManager(on=MAY_DAY, response=ManagerResponse.AGREED)).then_refused(DecisionsNotIssued)


def test_the_record_is_due_in_15_working_days_and_its_distribution_in_20() -> None:
    done = RecordCompleted(review=R, on=date(2014, 5, 30), due_by=date(2014, 5, 23))

    opened.when(CompleteRecord(on=done.on)).then(done)
    opened.given(done).when(DistributeRecord(on=date(2014, 6, 2))).then(
        RecordDistributed(review=R, on=date(2014, 6, 2), due_by=date(2014, 6, 2))
    )


def test_a_record_is_distributed_once_it_is_complete() -> None:
    done = RecordCompleted(review=R, on=date(2014, 5, 30), due_by=date(2014, 5, 23))
    command = DistributeRecord(on=date(2014, 5, 29))

    opened.when(command).then_refused(RecordNotCompleted)
    opened.given(done).when(command).then_refused(RecordNotCompleted, field="on")


def test_a_decision_says_something() -> None:
    with pytest.raises(ValidationError):
        Decision(what=" \n", owner_role=OwnerRole.CARER)


def test_each_step_is_recorded_once() -> None:
    done = opened.given(
        RecordCompleted(review=R, on=EIGHTH, due_by=date(2014, 5, 23)),
        RecordDistributed(review=R, on=EIGHTH, due_by=date(2014, 5, 30)),
    )

    done.when(CompleteRecord(on=FIFTEENTH)).then_refused(AlreadyRecorded)
    done.when(DistributeRecord(on=FIFTEENTH)).then_refused(AlreadyRecorded)


def test_a_decision_is_looked_at_between_reviews() -> None:
    command = ProgressDecision(decision=1, on=FIFTEENTH, progress=DecisionProgress.DRIFTING)

    issued.when(command).then(
        DecisionProgressed(review=R, decision=1, on=FIFTEENTH, progress=DecisionProgress.DRIFTING)
    )


def test_only_a_decision_that_was_issued_progresses() -> None:
    command = ProgressDecision(decision=2, on=FIFTEENTH, progress=DecisionProgress.DONE)

    issued.when(command).then_refused(UnknownDecision, field="number")
    opened.when(command).then_refused(DecisionsNotIssued)
