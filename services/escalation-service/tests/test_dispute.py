from datetime import date
from uuid import UUID

import pytest

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    AnswerConcern,
    ConcernBody,
    ConcernCommand,
    MoveDisputeUp,
    MoveUpByTime,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ResolveDispute,
    SettleConcern,
    WithdrawConcern,
)
from escalation_service.domain.concern_events import ConcernEvent, ConcernWorded, DisputeLadderRecorded
from escalation_service.domain.concern_refusals import (
    AlreadyAtStage,
    AlreadyFormal,
    AlreadyRaised,
    BeforeStageEntered,
    BypassedWithoutReason,
    ConcernClosed,
    MovedDown,
    NoLadderInForce,
    NothingBypassed,
    StageNotEntered,
    StageNotOnLadder,
)
from escalation_service.domain.ladder import Ladder, LadderStage
from iro_events.facts.escalation_codes import (
    Answer,
    BypassReason,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_events.facts.escalations import (
    ConcernRaised,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeRaised,
    DisputeResolved,
    StageAnswered,
    StageBypassed,
    StageEntered,
)
from iro_events.spec import Spec
from iro_statute import add_working_days

C = UUID("00000000-0000-4000-8000-0000000000c1")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
RAISED = date(2014, 7, 21)
FORMAL = date(2014, 8, 1)
DAY_5, DAY_6, DAY_10, DAY_19, DAY_20, DAY_21 = (add_working_days(FORMAL, n) for n in (5, 6, 10, 19, 20, 21))

TEAM, HEAD, CHIEF = DisputeStage.TEAM_MANAGER, DisputeStage.HEAD_OF_SERVICE, DisputeStage.CHIEF_EXECUTIVE
STAGES = (
    LadderStage(stage=TEAM, name="Practice Manager", working_days=5),
    LadderStage(stage=HEAD, name="Head of Looked After Children", working_days=5),
    LadderStage(stage=CHIEF, name="Chief Executive"),
)
LADDER = Ladder(date(2014, 4, 1), STAGES)


def raised_with(party: RaisedWith | None) -> ConcernRaised:
    return ConcernRaised(
        concern=C,
        on=RAISED if party else FORMAL,
        iro=IRO,
        category=ConcernCategory.DRIFT,
        childs_view=ChildsView.DISAGREES,
        raised_with=party,
        answer_by=None,
    )


def taken(*, moves_up_by_time: bool = True) -> DisputeLadderRecorded:
    return DisputeLadderRecorded(ladder_from=LADDER.valid_from, moves_up_by_time=moves_up_by_time, stages=STAGES)


def entered(stage: DisputeStage, on: date, step: int, answer_by: date | None = None) -> StageEntered:
    return StageEntered(concern=C, on=on, stage=stage, step=step, answer_by=answer_by)


def moved(to: DisputeStage, on: date, by: MovedUpBy = MovedUpBy.IRO, was: DisputeStage = TEAM) -> DisputeMovedUp:
    return DisputeMovedUp(concern=C, on=on, was=was, to=to, moved_by=by)


def bypassed(stage: DisputeStage, on: date) -> StageBypassed:
    return StageBypassed(concern=C, on=on, stage=stage, reason=BypassReason.URGENT)


def answered(stage: DisputeStage, on: date, answer_by: date | None) -> StageAnswered:
    return StageAnswered(concern=C, on=on, stage=stage, answer=Answer.NOT_ACCEPTED, answer_by=answer_by)


def to(command: ConcernBody, ladder: Ladder | None = None) -> ConcernCommand:
    return ConcernCommand(C, command, ladder)


dispute = DisputeRaised(concern=C, on=FORMAL, conclude_by=DAY_20, ladder_from=LADDER.valid_from)
begun: tuple[ConcernEvent, ...] = (dispute, taken(), entered(TEAM, FORMAL, 1, DAY_5))
spec = Spec(CONCERN)
raised = spec.given(raised_with(RaisedWith.SOCIAL_WORKER))
formal = raised.given(*begun)
up_by_iro = MoveDisputeUp(on=DAY_19, to=CHIEF, bypass_reason=BypassReason.URGENT)
at_chief = formal.given(moved(CHIEF, DAY_19), bypassed(HEAD, DAY_19), entered(CHIEF, DAY_19, 3))


def test_a_dispute_begins_at_the_lowest_stage_and_has_twenty_working_days_in_all() -> None:
    raised.when(to(RaiseDispute(on=FORMAL), LADDER)).then(*begun)


def test_a_dispute_may_begin_higher_for_a_reason() -> None:
    higher = RaiseDispute(on=FORMAL, stage=HEAD, bypass_reason=BypassReason.URGENT)

    raised.when(to(higher, LADDER)).then(
        dispute, taken(), bypassed(TEAM, FORMAL), entered(HEAD, FORMAL, 2, DAY_5)
    )  # fmt: skip


def test_a_concern_that_cannot_wait_is_a_dispute_from_the_first() -> None:
    at_once = RaiseDisputeAtOnce(
        on=FORMAL,
        iro=IRO,
        category=ConcernCategory.DRIFT,
        childs_view=ChildsView.DISAGREES,
        words="the move is tomorrow",
    )

    spec.when(to(at_once, LADDER)).then(
        raised_with(None), *begun, ConcernWorded(fact=1, words="the move is tomorrow")
    )  # fmt: skip
    formal.when(to(at_once, LADDER)).then_refused(AlreadyRaised)


def test_a_dispute_needs_a_ladder_in_force_on_its_day() -> None:
    raised.when(to(RaiseDispute(on=FORMAL))).then_refused(NoLadderInForce, field="on")


def test_a_dispute_keeps_the_ladder_under_which_it_was_raised() -> None:
    other = Ladder(FORMAL, (STAGES[2],))

    formal.when(to(RaiseDispute(on=FORMAL), other)).then_nothing()
    formal.when(to(MoveDisputeUp(on=DAY_5, to=HEAD), other)).then(moved(HEAD, DAY_5), entered(HEAD, DAY_5, 2, DAY_10))


def test_a_dispute_is_raised_once() -> None:
    formal.when(to(RaiseDispute(on=DAY_5), LADDER)).then_refused(AlreadyFormal, field="on")


def test_a_stage_is_bypassed_on_the_way_to_the_chief_executive_on_the_nineteenth_day() -> None:
    formal.when(to(up_by_iro)).then(moved(CHIEF, DAY_19), bypassed(HEAD, DAY_19), entered(CHIEF, DAY_19, 3))


def test_a_dispute_may_come_to_a_stage_after_the_cap_and_that_is_recorded() -> None:
    late = up_by_iro.model_copy(update={"on": DAY_21})

    formal.when(to(late)).then(moved(CHIEF, DAY_21), bypassed(HEAD, DAY_21), entered(CHIEF, DAY_21, 3))


def test_a_stage_is_left_out_for_a_reason_only_and_a_reason_is_given_for_one_left_out_only() -> None:
    formal.when(to(MoveDisputeUp(on=DAY_5, to=CHIEF))).then_refused(BypassedWithoutReason, field="bypass_reason")
    idle = MoveDisputeUp(on=DAY_5, to=HEAD, bypass_reason=BypassReason.URGENT)
    formal.when(to(idle)).then_refused(NothingBypassed, field="bypass_reason")


def test_a_dispute_goes_up_only() -> None:
    at_chief.when(to(MoveDisputeUp(on=DAY_20, to=HEAD))).then_refused(MovedDown, field="to")
    at_chief.when(to(MoveDisputeUp(on=DAY_20, to=TEAM))).then_refused(MovedDown, field="to")
    at_chief.when(to(MoveDisputeUp(on=DAY_20, to=CHIEF))).then_refused(AlreadyAtStage, field="to")


@pytest.mark.parametrize(
    ("command", "field"),
    [(MoveDisputeUp(on=DAY_5, to=DisputeStage.DIRECTOR), "to"),
     (AnswerAtStage(on=DAY_5, stage=DisputeStage.DIRECTOR, answer=Answer.ACCEPTED), "stage")],
)  # fmt: skip
def test_a_stage_must_be_on_the_ladder(command: ConcernBody, field: str) -> None:
    formal.when(to(command)).then_refused(StageNotOnLadder, field=field)


def test_a_dispute_cannot_begin_at_a_stage_that_the_ladder_does_not_have() -> None:
    raised.when(to(RaiseDispute(on=FORMAL, stage=DisputeStage.DIRECTOR), LADDER)).then_refused(
        StageNotOnLadder, field="stage"
    )


def test_a_stage_answers_in_time_or_late() -> None:
    for day in (DAY_5, DAY_6):
        formal.when(to(AnswerAtStage(on=day, stage=TEAM, answer=Answer.NOT_ACCEPTED))).then(answered(TEAM, day, DAY_5))


def test_the_answer_of_a_stage_that_the_dispute_has_left_is_kept() -> None:
    at_chief.when(to(AnswerAtStage(on=DAY_21, stage=TEAM, answer=Answer.NOT_ACCEPTED))).then(
        answered(TEAM, DAY_21, DAY_5)
    )


def test_a_stage_answers_once_the_dispute_has_come_to_it() -> None:
    at_chief.when(to(AnswerAtStage(on=DAY_19, stage=HEAD, answer=Answer.ACCEPTED))).then_refused(
        StageNotEntered, field="stage"
    )
    for command in (
        AnswerAtStage(on=DAY_5, stage=CHIEF, answer=Answer.ACCEPTED),
        ResolveDispute(on=DAY_5, outcome=ConcernOutcome.UPHELD, plan_changed=True),
        WithdrawConcern(on=DAY_5, reason=ConcernWithdrawal.CARE_ENDED),
    ):
        at_chief.when(to(command)).then_refused(BeforeStageEntered, field="on")


def test_a_stage_whose_time_passes_without_an_answer_is_left_for_the_next_on_the_day_that_is_told() -> None:
    formal.when(to(MoveUpByTime(as_at=DAY_5))).then_nothing()
    formal.when(to(MoveUpByTime(as_at=DAY_6))).then(
        moved(HEAD, DAY_6, MovedUpBy.TIME), entered(HEAD, DAY_6, 2, add_working_days(DAY_6, 5))
    )


def test_time_moves_nothing_that_was_answered_was_closed_has_no_limit_or_nowhere_to_go() -> None:
    resolved = DisputeResolved(
        concern=C, on=DAY_5, stage=TEAM, outcome=ConcernOutcome.UPHELD, plan_changed=True, conclude_by=DAY_20
    )
    still = raised.given(dispute, taken(moves_up_by_time=False), entered(TEAM, FORMAL, 1, DAY_5))
    top = formal.given(moved(CHIEF, DAY_5), entered(CHIEF, DAY_5, 3, DAY_6))

    for history in (raised, formal.given(answered(TEAM, DAY_5, DAY_5)), formal.given(resolved), still, at_chief, top):
        history.when(to(MoveUpByTime(as_at=DAY_21))).then_nothing()


def test_an_informal_answer_may_be_of_the_day_of_the_dispute_and_not_of_a_later_one() -> None:
    late = AnswerConcern(on=DAY_5, by=RaisedWith.SOCIAL_WORKER, answer=Answer.ACCEPTED)

    formal.when(to(late)).then_refused(AlreadyFormal, field="on")


def test_a_formal_dispute_is_resolved_and_no_longer_settled() -> None:
    formal.when(to(SettleConcern(on=DAY_5, outcome=ConcernOutcome.UPHELD, plan_changed=True))).then_refused(
        AlreadyFormal
    )


@pytest.mark.parametrize("day", [DAY_19, DAY_20, DAY_21])
def test_a_dispute_is_resolved_at_its_stage_in_time_or_late(day: date) -> None:
    at_chief.when(to(ResolveDispute(on=day, outcome=ConcernOutcome.PARTLY_UPHELD, plan_changed=True))).then(
        DisputeResolved(
            concern=C,
            on=day,
            stage=CHIEF,
            outcome=ConcernOutcome.PARTLY_UPHELD,
            plan_changed=True,
            conclude_by=DAY_20,
        )
    )


def test_a_withdrawn_dispute_is_neither_answered_nor_moved_nor_resolved() -> None:
    withdrawn = at_chief.given(ConcernWithdrawn(concern=C, on=DAY_19, reason=ConcernWithdrawal.OTHER))

    for command in (
        AnswerAtStage(on=DAY_20, stage=CHIEF, answer=Answer.ACCEPTED),
        ResolveDispute(on=DAY_20, outcome=ConcernOutcome.UPHELD, plan_changed=True),
        MoveDisputeUp(on=DAY_20, to=CHIEF),
    ):
        withdrawn.when(to(command)).then_refused(ConcernClosed)
