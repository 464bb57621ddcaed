from datetime import date
from uuid import UUID

import pytest

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerConcern,
    ConcernBody,
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
from escalation_service.domain.concern_events import ConcernWorded
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
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    LegalAdviceObtained,
)
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
    childs_view=ChildsView.AGREES,
    raised_with=RaisedWith.SOCIAL_WORKER,
    answer_by=FIVE_DAYS_ON,
)
answered_told = ConcernAnswered(
    concern=C, on=LATER, by=RaisedWith.TEAM_MANAGER, answer=Answer.PARTLY_ACCEPTED, answer_by=FIVE_DAYS_ON
)
settled_told = ConcernSettled(concern=C, on=LATER, outcome=ConcernOutcome.UPHELD, plan_changed=True)
referred_told = CafcassReferred(concern=C, on=LATER, ground=CafcassGround.DECISIONS_NOT_CARRIED_OUT)

spec = Spec(CONCERN)
raised = spec.given(raised_told)
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


def to(command: ConcernBody, ladder: Ladder | None = None) -> ConcernCommand:
    return ConcernCommand(C, command, ladder)


def test_a_concern_is_raised_with_the_limit_of_the_authoritys_ladder() -> None:
    spec.when(to(raise_it, FIVE_DAYS)).then(raised_told)


def test_a_concern_is_raised_without_a_limit_where_the_authority_has_no_ladder() -> None:
    spec.when(to(raise_it)).then(raised_told.model_copy(update={"answer_by": None}))


def test_the_limit_of_a_concern_stays_when_another_ladder_is_set() -> None:
    raised.when(to(raise_it, Ladder(RAISED, STAGES, informal_working_days=10))).then_nothing()


def test_a_concern_raised_otherwise_is_another_concern() -> None:
    other = raise_it.model_copy(update={"category": ConcernCategory.DRIFT})

    raised.when(to(other, FIVE_DAYS)).then_refused(AlreadyRaised)


def test_what_is_written_stays_beside_the_fact_it_is_about() -> None:
    worded = raise_it.model_copy(update={"words": "no bed found in four months"})

    spec.when(to(worded, FIVE_DAYS)).then(raised_told, ConcernWorded(fact=1, words="no bed found in four months"))
    raised.when(to(worded, FIVE_DAYS)).then(ConcernWorded(fact=1, words="no bed found in four months"))


def test_what_is_written_anew_about_a_fact_stands_in_place_of_the_first() -> None:
    before = raised.given(answered_told, ConcernWorded(fact=2, words="we shall look"))

    before.when(to(answer_it.model_copy(update={"words": "we shall look again"}))).then(
        ConcernWorded(fact=2, words="we shall look again")
    )


def test_an_answer_that_comes_after_its_limit_is_recorded() -> None:
    raised.when(to(answer_it)).then(answered_told)


def test_those_asked_may_answer_more_than_once() -> None:
    more = answer_it.model_copy(update={"answer": Answer.ACCEPTED})

    raised.given(answered_told).when(to(more)).then(answered_told.model_copy(update={"answer": Answer.ACCEPTED}))


def test_a_concern_is_settled_informally_and_it_is_told_whether_the_plan_changed() -> None:
    raised.given(answered_told).when(to(settle_it)).then(settled_told)


@pytest.mark.parametrize(
    "command",
    [
        answer_it,
        SettleConcern(on=LATER, outcome=ConcernOutcome.NOT_UPHELD, plan_changed=False),
        RaiseDispute(on=LATER),
        WithdrawConcern(on=LATER, reason=ConcernWithdrawal.OTHER),
    ],
)
def test_a_closed_matter_is_neither_answered_nor_moved(command: ConcernBody) -> None:
    settled.when(to(command, FIVE_DAYS)).then_refused(ConcernClosed)


def test_what_had_been_told_before_a_matter_closed_may_be_asked_again() -> None:
    raised.given(answered_told, settled_told).when(to(answer_it)).then_nothing()


def test_a_matter_is_pursued_no_further() -> None:
    raised.when(to(WithdrawConcern(on=LATER, reason=ConcernWithdrawal.OVERTAKEN))).then(
        ConcernWithdrawn(concern=C, on=LATER, reason=ConcernWithdrawal.OVERTAKEN)
    )


@pytest.mark.parametrize("history", [raised, settled])
def test_cafcass_is_told_at_any_time_and_beside_everything_else(history: Spec[object, object, object]) -> None:
    history.when(to(ReferToCafcass(on=LATER, ground=CafcassGround.DECISIONS_NOT_CARRIED_OUT))).then(referred_told)


def test_legal_advice_is_taken_once_a_day() -> None:
    raised.when(to(TakeLegalAdvice(on=LATER))).then(LegalAdviceObtained(concern=C, on=LATER))


@pytest.mark.parametrize(
    "command",
    [MoveDisputeUp(on=LATER, to=DisputeStage.DIRECTOR),
     ResolveDispute(on=LATER, outcome=ConcernOutcome.UPHELD, plan_changed=False)],
)  # fmt: skip
def test_an_informal_concern_has_no_stages(command: ConcernBody) -> None:
    raised.when(to(command)).then_refused(NotFormal)


@pytest.mark.parametrize(
    "command",
    [answer_it, settle_it, RaiseDispute(on=LATER), TakeLegalAdvice(on=LATER), WithdrawConcernEntry()],
)
def test_nothing_happens_to_a_concern_that_was_never_raised(command: ConcernBody) -> None:
    spec.when(to(command, FIVE_DAYS)).then_refused(NotRaised)


@pytest.mark.parametrize("command", [raise_it, answer_it, TakeLegalAdvice(on=LATER)])
def test_nothing_is_recorded_in_the_future(command: ConcernBody) -> None:
    history = spec if command is raise_it else raised

    history.on(date(2014, 4, 30)).when(to(command)).then_refused(InTheFuture, field="on")


@pytest.mark.parametrize("command", [answer_it, settle_it, RaiseDispute(on=LATER), TakeLegalAdvice(on=LATER)])
def test_nothing_happens_to_a_concern_before_it_was_raised(command: ConcernBody) -> None:
    early = command.model_copy(update={"on": date(2014, 4, 30)})

    raised.when(to(early, FIVE_DAYS)).then_refused(BeforeRaised, field="on")


def test_a_matter_recorded_in_error_is_withdrawn_whole() -> None:
    settled.when(to(WithdrawConcernEntry())).then(ConcernEntryWithdrawn(concern=C))
    gone = settled.given(ConcernEntryWithdrawn(concern=C))
    for command in (raise_it, answer_it, TakeLegalAdvice(on=LATER)):
        gone.when(to(command)).then_refused(EntryWithdrawn)
