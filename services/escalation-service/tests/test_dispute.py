from datetime import date
from uuid import UUID

import pytest

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import (
    AnswerAtStage,
    AnswerConcern,
    ConcernCommand,
    MoveDisputeUp,
    MoveUpByTime,
    RaiseDispute,
    RaiseDisputeAtOnce,
    ResolveDispute,
    SettleConcern,
    WithdrawConcern,
)
from escalation_service.domain.concern_events import ConcernEvent, DisputeLadderRecorded
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
    ChildsViewOfConcernRecorded,
    ConcernRaised,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeRaised,
    DisputeResolved,
    StageAnswered,
    StageBypassed,
    StageEntered,
)
from iro_events.notes import NoteRecorded
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


viewed = ChildsViewOfConcernRecorded(concern=C, on=FORMAL, view=ChildsView.DISAGREES)
dispute = DisputeRaised(concern=C, on=FORMAL, conclude_by=DAY_20, ladder_from=LADDER.valid_from)
begun: tuple[ConcernEvent, ...] = (dispute, taken(), entered(TEAM, FORMAL, 1, DAY_5))
spec = Spec(CONCERN).to(C)
raised = spec.given(raised_with(RaisedWith.SOCIAL_WORKER), viewed)
formal = raised.given(*begun)
up_by_iro = MoveDisputeUp(on=DAY_19, to=CHIEF, bypass_reason=BypassReason.URGENT)
at_chief = formal.given(moved(CHIEF, DAY_19), bypassed(HEAD, DAY_19), entered(CHIEF, DAY_19, 3))


def test_a_dispute_begins_at_the_lowest_stage_and_has_twenty_working_days_in_all() -> None:
    raised.needing(LADDER).when(RaiseDispute(on=FORMAL)).then(*begun)


def test_a_dispute_may_begin_higher_for_a_reason() -> None:
    higher = RaiseDispute(on=FORMAL, stage=HEAD, bypass_reason=BypassReason.URGENT)

    raised.needing(LADDER).when(higher).then(
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

    spec.needing(LADDER).when(at_once).then(
        raised_with(None), viewed, *begun, NoteRecorded(about=1, field="words", text="the move is tomorrow")
    )  # fmt: skip
    formal.needing(LADDER).when(at_once).then_refused(AlreadyRaised)


def test_a_dispute_needs_a_ladder_in_force_on_its_day() -> None:
    raised.when(RaiseDispute(on=FORMAL)).then_refused(NoLadderInForce, field="on")


def test_a_dispute_keeps_the_ladder_under_which_it_was_raised() -> None:
    other = Ladder(FORMAL, (STAGES[2],))

    formal.needing(other).when(RaiseDispute(on=FORMAL)).then_nothing()
    formal.needing(other).when(MoveDisputeUp(on=DAY_5, to=HEAD)).then(
        moved(HEAD, DAY_5), entered(HEAD, DAY_5, 2, DAY_10)
    )


def test_a_dispute_is_raised_once() -> None:
    formal.needing(LADDER).when(RaiseDispute(on=DAY_5)).then_refused(AlreadyFormal, field="on")


def test_a_stage_is_bypassed_on_the_way_to_the_chief_executive_on_the_nineteenth_day() -> None:
    formal.when(up_by_iro).then(moved(CHIEF, DAY_19), bypassed(HEAD, DAY_19), entered(CHIEF, DAY_19, 3))


def test_a_dispute_may_come_to_a_stage_after_the_cap_and_that_is_recorded() -> None:
    late = up_by_iro.model_copy(update={"on": DAY_21})

    formal.when(late).then(moved(CHIEF, DAY_21), bypassed(HEAD, DAY_21), entered(CHIEF, DAY_21, 3))


def test_a_stage_is_left_out_for_a_reason_only_and_a_reason_is_given_for_one_left_out_only() -> None:
    formal.when(MoveDisputeUp(on=DAY_5, to=CHIEF)).then_refused(BypassedWithoutReason, field="bypass_reason")
    idle = MoveDisputeUp(on=DAY_5, to=HEAD, bypass_reason=BypassReason.URGENT)
    formal.when(idle).then_refused(NothingBypassed, field="bypass_reason")


def test_a_dispute_goes_up_only() -> None:
    at_chief.when(MoveDisputeUp(on=DAY_20, to=HEAD)).then_refused(MovedDown, field="to")
    at_chief.when(MoveDisputeUp(on=DAY_20, to=TEAM)).then_refused(MovedDown, field="to")
    at_chief.when(MoveDisputeUp(on=DAY_20, to=CHIEF)).then_refused(AlreadyAtStage, field="to")


@pytest.mark.parametrize(
    ("command", "field"),
    [(MoveDisputeUp(on=DAY_5, to=DisputeStage.DIRECTOR), "to"),
     (AnswerAtStage(on=DAY_5, stage=DisputeStage.DIRECTOR, answer=Answer.ACCEPTED), "stage")],
)  # fmt: skip
def test_a_stage_must_be_on_the_ladder(command: ConcernCommand, field: str) -> None:
    formal.when(command).then_refused(StageNotOnLadder, field=field)


def test_a_dispute_cannot_begin_at_a_stage_that_the_ladder_does_not_have() -> None:
    raised.needing(LADDER).when(RaiseDispute(on=FORMAL, stage=DisputeStage.DIRECTOR)).then_refused(
        StageNotOnLadder, field="stage"
    )


def test_a_stage_answers_in_time_or_late() -> None:
    for day in (DAY_5, DAY_6):
        formal.when(AnswerAtStage(on=day, stage=TEAM, answer=Answer.NOT_ACCEPTED)).then(answered(TEAM, day, DAY_5))


def test_the_answer_of_a_stage_that_the_dispute_has_left_is_kept() -> None:
    at_chief.when(AnswerAtStage(on=DAY_21, stage=TEAM, answer=Answer.NOT_ACCEPTED)).then(answered(TEAM, DAY_21, DAY_5))


def test_a_stage_answers_once_the_dispute_has_come_to_it() -> None:
    at_chief.when(AnswerAtStage(on=DAY_19, stage=HEAD, answer=Answer.ACCEPTED)).then_refused(
        StageNotEntered, field="stage"
    )
    for command in (
        AnswerAtStage(on=DAY_5, stage=CHIEF, answer=Answer.ACCEPTED),
        ResolveDispute(on=DAY_5, outcome=ConcernOutcome.UPHELD, plan_changed=True),
        WithdrawConcern(on=DAY_5, reason=ConcernWithdrawal.CARE_ENDED),
    ):
        at_chief.when(command).then_refused(BeforeStageEntered, field="on")


def test_a_stage_whose_time_passes_without_an_answer_is_left_for_the_next_on_the_day_that_is_told() -> None:
    formal.when(MoveUpByTime(as_at=DAY_5)).then_nothing()
    formal.when(MoveUpByTime(as_at=DAY_6)).then(
        moved(HEAD, DAY_6, MovedUpBy.TIME), entered(HEAD, DAY_6, 2, add_working_days(DAY_6, 5))
    )


def test_time_moves_nothing_that_was_answered_was_closed_has_no_limit_or_nowhere_to_go() -> None:
    resolved = DisputeResolved(
        concern=C, on=DAY_5, stage=TEAM, outcome=ConcernOutcome.UPHELD, plan_changed=True, conclude_by=DAY_20
    )
    still = raised.given(dispute, taken(moves_up_by_time=False), entered(TEAM, FORMAL, 1, DAY_5))
    top = formal.given(moved(CHIEF, DAY_5), entered(CHIEF, DAY_5, 3, DAY_6))

    for history in (raised, formal.given(answered(TEAM, DAY_5, DAY_5)), formal.given(resolved), still, at_chief, top):
        history.when(MoveUpByTime(as_at=DAY_21)).then_nothing()


def test_an_informal_answer_may_be_of_the_day_of_the_dispute_and_not_of_a_later_one() -> None:
    late = AnswerConcern(on=DAY_5, by=RaisedWith.SOCIAL_WORKER, answer=Answer.ACCEPTED)

    formal.when(late).then_refused(AlreadyFormal, field="on")


def test_a_formal_dispute_is_resolved_and_no_longer_settled() -> None:
    formal.when(SettleConcern(on=DAY_5, outcome=ConcernOutcome.UPHELD, plan_changed=True)).then_refused(AlreadyFormal)


@pytest.mark.parametrize("day", [DAY_19, DAY_20, DAY_21])
def test_a_dispute_is_resolved_at_its_stage_in_time_or_late(day: date) -> None:
    at_chief.when(ResolveDispute(on=day, outcome=ConcernOutcome.PARTLY_UPHELD, plan_changed=True)).then(
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
        withdrawn.when(command).then_refused(ConcernClosed)


def test_a_move_for_another_reason_is_refused() -> None:
    again = up_by_iro.model_copy(update={"bypass_reason": BypassReason.NOBODY_IN_POST})

    at_chief.when(up_by_iro).then_nothing()
    at_chief.when(again).then_refused(AlreadyAtStage, field="to")


def test_a_dispute_raised_again_for_another_reason_or_at_another_stage_is_refused() -> None:
    higher = RaiseDispute(on=FORMAL, stage=HEAD, bypass_reason=BypassReason.URGENT)
    history = raised.given(dispute, taken(), bypassed(TEAM, FORMAL), entered(HEAD, FORMAL, 2, DAY_5))

    history.when(higher).then_nothing()
    for other in (
        higher.model_copy(update={"bypass_reason": BypassReason.NOBODY_IN_POST}),
        RaiseDispute(on=FORMAL),
        RaiseDispute(on=FORMAL, bypass_reason=BypassReason.URGENT),
    ):
        history.needing(LADDER).when(other).then_refused(AlreadyFormal, field="on")


def test_a_dispute_raised_at_once_again_for_another_reason_is_refused() -> None:
    at_once = RaiseDisputeAtOnce(
        on=FORMAL,
        iro=IRO,
        category=ConcernCategory.DRIFT,
        childs_view=ChildsView.DISAGREES,
        stage=HEAD,
        bypass_reason=BypassReason.URGENT,
    )
    begun_higher = (dispute, taken(), bypassed(TEAM, FORMAL), entered(HEAD, FORMAL, 2, DAY_5))
    history = spec.given(raised_with(None), viewed, *begun_higher)

    history.needing(LADDER).when(at_once).then_nothing()
    other = at_once.model_copy(update={"bypass_reason": BypassReason.NOBODY_IN_POST})
    history.needing(LADDER).when(other).then_refused(AlreadyRaised)


def test_whatever_was_recorded_of_a_dispute_is_nothing_new_when_it_is_repeated() -> None:
    answer = AnswerAtStage(on=DAY_5, stage=TEAM, answer=Answer.NOT_ACCEPTED)
    up, higher = MoveDisputeUp(on=DAY_6, to=HEAD), MoveDisputeUp(on=DAY_10, to=CHIEF)
    resolve = ResolveDispute(on=DAY_19, outcome=ConcernOutcome.UPHELD, plan_changed=True)
    resolved = DisputeResolved(
        concern=C, on=DAY_19, stage=CHIEF, outcome=ConcernOutcome.UPHELD, plan_changed=True, conclude_by=DAY_20
    )
    above = formal.given(
        answered(TEAM, DAY_5, DAY_5),
        moved(HEAD, DAY_6),
        entered(HEAD, DAY_6, 2, DAY_10),
        moved(CHIEF, DAY_10, was=HEAD),
        entered(CHIEF, DAY_10, 3),
    )

    for command in (RaiseDispute(on=FORMAL), answer, up, higher):
        above.when(command).then_nothing()
    for command in (RaiseDispute(on=FORMAL), answer, up, higher, resolve):
        above.given(resolved).when(command).then_nothing()


def test_what_time_moved_up_was_not_moved_up_by_the_iro() -> None:
    by_time = formal.given(moved(HEAD, DAY_6, MovedUpBy.TIME), entered(HEAD, DAY_6, 2, DAY_10))

    by_time.when(MoveDisputeUp(on=DAY_6, to=HEAD)).then_refused(AlreadyAtStage, field="to")
    formal.when(MoveDisputeUp(on=FORMAL, to=TEAM)).then_refused(AlreadyAtStage, field="to")
