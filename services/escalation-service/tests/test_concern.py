from datetime import date
from uuid import UUID

import pytest

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerConcern,
    ConcernCommand,
    MoveDisputeUp,
    RaiseConcern,
    RaiseDispute,
    ReferToCafcass,
    ResolveDispute,
    SettleConcern,
    TakeLegalAdvice,
    WithdrawConcern,
    WithdrawConcernEntry,
)
from escalation_service.domain.concern_refusals import (
    AlreadyRaised,
    BeforeRaised,
    ConcernClosed,
    EntryWithdrawn,
    NotFormal,
    NotRaised,
)
from escalation_service.domain.ladder import Ladder, LadderStage
from iro_events.command import InTheFuture
from iro_events.facts.escalation_codes import (
    Answer,
    CafcassGround,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    RaisedWith,
)
from iro_events.facts.escalations import (
    CafcassReferred,
    ChildsViewOfConcernRecorded,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    LegalAdviceObtained,
)
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec

C = UUID("00000000-0000-4000-8000-0000000000c1")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
RAISED = date(2014, 5, 1)
FIVE_DAYS_ON = date(2014, 5, 9)
LATER = date(2014, 5, 20)
STAGES = (LadderStage(stage=DisputeStage.CHIEF_EXECUTIVE, name="Chief Executive"),)
FIVE_DAYS = Ladder(date(2014, 4, 1), STAGES, informal_working_days=5)

raised_told = ConcernRaised(
    concern=C,
    on=RAISED,
    iro=IRO,
    category=ConcernCategory.PLACEMENT_DELAY,
    raised_with=RaisedWith.SOCIAL_WORKER,
    answer_by=FIVE_DAYS_ON,
)
viewed = ChildsViewOfConcernRecorded(concern=C, on=RAISED, view=ChildsView.AGREES)
answered_told = ConcernAnswered(
    concern=C, on=LATER, by=RaisedWith.TEAM_MANAGER, answer=Answer.PARTLY_ACCEPTED, answer_by=FIVE_DAYS_ON
)
settled_told = ConcernSettled(concern=C, on=LATER, outcome=ConcernOutcome.UPHELD, plan_changed=True)
referred_told = CafcassReferred(concern=C, on=LATER, ground=CafcassGround.DECISIONS_NOT_CARRIED_OUT)

spec = Spec(CONCERN).to(C)
raised = spec.given(raised_told, viewed)
settled = raised.given(settled_told)
raise_it = RaiseConcern(
    on=RAISED,
    iro=IRO,
    category=ConcernCategory.PLACEMENT_DELAY,
    childs_view=ChildsView.AGREES,
    raised_with=RaisedWith.SOCIAL_WORKER,
)
answer_it = AnswerConcern(on=LATER, by=RaisedWith.TEAM_MANAGER, answer=Answer.PARTLY_ACCEPTED)
settle_it = SettleConcern(on=LATER, outcome=ConcernOutcome.UPHELD, plan_changed=True)


def test_a_concern_is_raised_with_the_limit_of_the_authoritys_ladder() -> None:
    spec.needing(FIVE_DAYS).when(raise_it).then(raised_told, viewed)


def test_a_concern_is_raised_without_a_limit_where_the_authority_has_no_ladder() -> None:
    spec.when(raise_it).then(raised_told.model_copy(update={"answer_by": None}), viewed)


def test_the_limit_of_a_concern_stays_when_another_ladder_is_set() -> None:
    raised.needing(Ladder(RAISED, STAGES, informal_working_days=10)).when(raise_it).then_nothing()


def test_a_concern_raised_otherwise_is_another_concern() -> None:
    other = raise_it.model_copy(update={"category": ConcernCategory.DRIFT})

    raised.needing(FIVE_DAYS).when(other).then_refused(AlreadyRaised)


def test_a_note_is_kept_with_what_it_is_about_and_may_be_added_later() -> None:
    noted = raise_it.model_copy(update={"words": "no bed found in four months"})
    note = NoteRecorded(about=1, field="words", text="no bed found in four months")

    spec.needing(FIVE_DAYS).when(noted).then(raised_told, viewed, note)
    raised.needing(FIVE_DAYS).when(noted).then(note)


def test_the_last_note_about_an_event_counts() -> None:
    before = raised.given(answered_told, NoteRecorded(about=3, field="words", text="we shall look"))

    before.when(answer_it.model_copy(update={"words": "we shall look again"})).then(
        NoteRecorded(about=3, field="words", text="we shall look again")
    )


def test_an_answer_that_comes_after_its_limit_is_recorded() -> None:
    raised.when(answer_it).then(answered_told)


def test_those_asked_may_answer_more_than_once() -> None:
    more = answer_it.model_copy(update={"answer": Answer.ACCEPTED})

    raised.given(answered_told).when(more).then(answered_told.model_copy(update={"answer": Answer.ACCEPTED}))


def test_a_concern_is_settled_informally_and_it_is_told_whether_the_plan_changed() -> None:
    raised.given(answered_told).when(settle_it).then(settled_told)


@pytest.mark.parametrize(
    "command",
    [
        answer_it,
        SettleConcern(on=LATER, outcome=ConcernOutcome.NOT_UPHELD, plan_changed=False),
        RaiseDispute(on=LATER),
        WithdrawConcern(on=LATER, reason=ConcernWithdrawal.OTHER),
    ],
)
def test_a_closed_matter_is_neither_answered_nor_moved(command: ConcernCommand) -> None:
    settled.needing(FIVE_DAYS).when(command).then_refused(ConcernClosed)


def test_what_had_been_told_before_a_matter_closed_may_be_asked_again() -> None:
    raised.given(answered_told, settled_told).when(answer_it).then_nothing()


@pytest.mark.parametrize("again", [raise_it, answer_it, settle_it])
def test_whatever_a_closed_matter_holds_is_nothing_new_when_it_is_repeated(again: ConcernCommand) -> None:
    referred = ReferToCafcass(on=LATER, ground=CafcassGround.OTHER_BREACH)
    over = raised.given(answered_told, settled_told, referred_told)

    over.when(again).then_nothing()
    over.when(referred).then(referred_told.model_copy(update={"ground": CafcassGround.OTHER_BREACH}))


def test_a_closed_matter_is_closed_otherwise_by_nobody() -> None:
    settled.when(settle_it.model_copy(update={"plan_changed": False})).then_refused(ConcernClosed)
    settled.when(settle_it.model_copy(update={"on": RAISED})).then_refused(ConcernClosed)


def test_a_matter_is_pursued_no_further() -> None:
    raised.when(WithdrawConcern(on=LATER, reason=ConcernWithdrawal.OVERTAKEN)).then(
        ConcernWithdrawn(concern=C, on=LATER, reason=ConcernWithdrawal.OVERTAKEN)
    )


@pytest.mark.parametrize("history", [raised, settled])
def test_cafcass_is_told_at_any_time_and_beside_everything_else(history: Spec[object, object, object]) -> None:
    history.when(ReferToCafcass(on=LATER, ground=CafcassGround.DECISIONS_NOT_CARRIED_OUT)).then(referred_told)


def test_legal_advice_is_taken_once_a_day() -> None:
    raised.when(TakeLegalAdvice(on=LATER)).then(LegalAdviceObtained(concern=C, on=LATER))


@pytest.mark.parametrize(
    "command",
    [MoveDisputeUp(on=LATER, to=DisputeStage.DIRECTOR),
     ResolveDispute(on=LATER, outcome=ConcernOutcome.UPHELD, plan_changed=False)],
)  # fmt: skip
def test_an_informal_concern_has_no_stages(command: ConcernCommand) -> None:
    raised.when(command).then_refused(NotFormal)


@pytest.mark.parametrize(
    "command",
    [answer_it, settle_it, RaiseDispute(on=LATER), TakeLegalAdvice(on=LATER), WithdrawConcernEntry()],
)
def test_nothing_happens_to_a_concern_that_was_never_raised(command: ConcernCommand) -> None:
    spec.needing(FIVE_DAYS).when(command).then_refused(NotRaised)


@pytest.mark.parametrize("command", [raise_it, answer_it, TakeLegalAdvice(on=LATER)])
def test_nothing_is_recorded_in_the_future(command: ConcernCommand) -> None:
    history = spec if command is raise_it else raised

    history.on(date(2014, 4, 30)).when(command).then_refused(InTheFuture, field="on")


@pytest.mark.parametrize("command", [answer_it, settle_it, RaiseDispute(on=LATER), TakeLegalAdvice(on=LATER)])
def test_nothing_happens_to_a_concern_before_it_was_raised(command: ConcernCommand) -> None:
    early = command.model_copy(update={"on": date(2014, 4, 30)})

    raised.needing(FIVE_DAYS).when(early).then_refused(BeforeRaised, field="on")


def test_a_matter_recorded_in_error_is_withdrawn_whole() -> None:
    settled.when(WithdrawConcernEntry()).then(ConcernEntryWithdrawn(concern=C))
    gone = settled.given(ConcernEntryWithdrawn(concern=C))
    for command in (raise_it, answer_it, TakeLegalAdvice(on=LATER)):
        gone.when(command).then_refused(EntryWithdrawn)
    gone.when(WithdrawConcernEntry()).then_nothing()
