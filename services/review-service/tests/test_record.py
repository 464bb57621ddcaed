from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError

from iro_events.command import Addressed, InTheFuture
from iro_events.facts.codes import DecisionProgress, ManagerResponse
from iro_events.facts.reviews import (
    DecisionProgressed,
    DecisionsIssued,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
)
from iro_events.spec import Spec
from review_service.domain.record import RECORD
from review_service.domain.record_commands import (
    CompleteRecord,
    Decision,
    DeemAgreed,
    DistributeRecord,
    IssueDecisions,
    OpenRecord,
    OwnerRole,
    ProgressDecision,
    RecordBody,
    RespondAsManager,
)
from review_service.domain.record_events import DecisionRecorded, ManagerNoted, RecordOpened
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

R = UUID("00000000-0000-4000-8000-0000000000d1")
MAY_DAY = date(2014, 5, 1)
EIGHTH = date(2014, 5, 8)
FIFTEENTH = date(2014, 5, 15)
WHAT = Decision(what="a dentist", owner_role=OwnerRole.CARER, by_when=date(2014, 6, 30))

spec = Spec(RECORD)
opened = spec.given(RecordOpened(review_completed_on=MAY_DAY))
issued = opened.given(
    DecisionRecorded(number=1, what=WHAT.what, owner_role=WHAT.owner_role, by_when=WHAT.by_when),
    DecisionsIssued(review=R, on=EIGHTH, due_by=date(2014, 5, 9), decisions=1),
)


def to(command: RecordBody) -> Addressed[RecordBody]:
    return Addressed(R, command)


def answered(response: ManagerResponse, on: date) -> ManagerResponded:
    return ManagerResponded(review=R, on=on, due_by=FIFTEENTH, response=response)


def test_a_record_opens_when_its_review_is_completed() -> None:
    spec.when(to(OpenRecord(review_completed_on=MAY_DAY))).then(RecordOpened(review_completed_on=MAY_DAY))


def test_nothing_is_owed_before_the_review_is_completed() -> None:
    spec.when(to(IssueDecisions(on=EIGHTH, decisions=(WHAT,)))).then_refused(ReviewNotCompleted)
    spec.when(to(DeemAgreed())).then_refused(ReviewNotCompleted)


def test_what_follows_a_review_is_neither_before_it_nor_in_the_future() -> None:
    opened.when(to(CompleteRecord(on=date(2014, 4, 30)))).then_refused(BeforeReviewCompleted, field="on")
    opened.on(EIGHTH).when(to(CompleteRecord(on=date(2014, 5, 9)))).then_refused(InTheFuture, field="on")


def test_decisions_are_due_in_five_working_days_and_only_their_number_is_told() -> None:
    opened.when(to(IssueDecisions(on=EIGHTH, decisions=(WHAT,)))).then(
        DecisionRecorded(number=1, what=WHAT.what, owner_role=WHAT.owner_role, by_when=WHAT.by_when),
        DecisionsIssued(review=R, on=EIGHTH, due_by=date(2014, 5, 9), decisions=1),
    )


def test_decisions_are_issued_once() -> None:
    issued.when(to(IssueDecisions(on=EIGHTH, decisions=(WHAT, WHAT)))).then_refused(AlreadyIssued)


def test_the_manager_answers_against_five_working_days_from_the_decisions() -> None:
    command = RespondAsManager(on=date(2014, 5, 20), response=ManagerResponse.QUERIED, note="who pays?")

    issued.when(to(command)).then(answered(ManagerResponse.QUERIED, date(2014, 5, 20)), ManagerNoted(note="who pays?"))


def test_a_query_may_be_settled_and_then_stays_settled() -> None:
    queried = issued.given(answered(ManagerResponse.QUERIED, EIGHTH))
    agreed = queried.given(answered(ManagerResponse.AGREED, FIFTEENTH))

    queried.when(to(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.AGREED))).then(
        answered(ManagerResponse.AGREED, FIFTEENTH)
    )
    queried.when(to(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.QUERIED))).then_refused(AlreadyRecorded)
    agreed.when(to(RespondAsManager(on=date(2014, 6, 2), response=ManagerResponse.QUERIED))).then_refused(AlreadyAgreed)


def test_silence_agrees_once_five_working_days_have_passed() -> None:
    issued.on(FIFTEENTH).when(to(DeemAgreed())).then_refused(NotYetDeemed)
    issued.on(date(2014, 5, 16)).when(to(DeemAgreed())).then(answered(ManagerResponse.DEEMED_AGREED, FIFTEENTH))


def test_an_answer_in_time_that_is_learnt_of_late_takes_the_place_of_silence() -> None:
    deemed = issued.given(answered(ManagerResponse.DEEMED_AGREED, FIFTEENTH))

    deemed.when(to(RespondAsManager(on=FIFTEENTH, response=ManagerResponse.QUERIED))).then(
        answered(ManagerResponse.QUERIED, FIFTEENTH)
    )
    deemed.when(to(RespondAsManager(on=date(2014, 5, 16), response=ManagerResponse.QUERIED))).then_refused(
        AlreadyAgreed, field="response"
    )


def test_a_manager_who_answered_is_not_silent() -> None:
    issued.given(answered(ManagerResponse.QUERIED, EIGHTH)).when(to(DeemAgreed())).then_refused(AlreadyRecorded)


def test_there_is_nothing_to_answer_before_decisions_are_issued() -> None:
    opened.when(to(RespondAsManager(on=EIGHTH, response=ManagerResponse.AGREED))).then_refused(DecisionsNotIssued)
    issued.when(to(RespondAsManager(on=MAY_DAY, response=ManagerResponse.AGREED))).then_refused(DecisionsNotIssued)


def test_the_record_is_due_in_15_working_days_and_its_distribution_in_20() -> None:
    done = RecordCompleted(review=R, on=date(2014, 5, 30), due_by=date(2014, 5, 23))

    opened.when(to(CompleteRecord(on=done.on))).then(done)
    opened.given(done).when(to(DistributeRecord(on=date(2014, 6, 2)))).then(
        RecordDistributed(review=R, on=date(2014, 6, 2), due_by=date(2014, 6, 2))
    )


def test_a_record_is_distributed_once_it_is_complete() -> None:
    done = RecordCompleted(review=R, on=date(2014, 5, 30), due_by=date(2014, 5, 23))
    command = to(DistributeRecord(on=date(2014, 5, 29)))

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

    done.when(to(CompleteRecord(on=FIFTEENTH))).then_refused(AlreadyRecorded)
    done.when(to(DistributeRecord(on=FIFTEENTH))).then_refused(AlreadyRecorded)


def test_a_decision_is_looked_at_between_reviews() -> None:
    command = ProgressDecision(decision=1, on=FIFTEENTH, progress=DecisionProgress.DRIFTING)

    issued.when(to(command)).then(
        DecisionProgressed(review=R, decision=1, on=FIFTEENTH, progress=DecisionProgress.DRIFTING)
    )


def test_only_a_decision_that_was_issued_progresses() -> None:
    command = ProgressDecision(decision=2, on=FIFTEENTH, progress=DecisionProgress.DONE)

    issued.when(to(command)).then_refused(UnknownDecision, field="number")
    opened.when(to(command)).then_refused(DecisionsNotIssued)
