"""What the facts of a child's matters come to: concerns with their dispute's clock, and the stages they came to."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import escalations as told_of
from iro_events.facts.escalation_codes import (
    Answer,
    CafcassGround,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_statute import add_working_days
from metrics_service.domain.escalation_cases import ConcernCase, Ending, StageCase
from metrics_service.domain.escalation_history import (
    ConcernUnknown,
    EscalationFact,
    EscalationHistory,
    evolve_escalation,
)
from metrics_service.domain.escalation_judging import judge_escalation

CHILD, CONCERN, OTHER, IRO = (UUID(int=n) for n in range(1, 5))
RAISED, FORMAL = date(2014, 6, 2), date(2014, 6, 9)
LADDER = (DisputeStage.TEAM_MANAGER, DisputeStage.SENIOR_MANAGERS, DisputeStage.CHIEF_EXECUTIVE)


def event(number: int) -> UUID:
    return UUID(int=100 + number)


def folded(facts: Sequence[EscalationFact]) -> EscalationHistory:
    history = EscalationHistory(CHILD)
    for number, fact in enumerate(facts):
        history = evolve_escalation(history, fact, event(number))
    return history


def judged(*facts: EscalationFact) -> tuple[list[ConcernCase], list[StageCase]]:
    concerns, stages = judge_escalation(folded(facts))
    return [c for c in concerns if isinstance(c, ConcernCase)], [s for s in stages if isinstance(s, StageCase)]


def raised(on: date = RAISED, concern: UUID = CONCERN, **more: Any) -> told_of.ConcernRaised:
    told = {
        "concern": concern,
        "on": on,
        "iro": IRO,
        "category": ConcernCategory.PLACEMENT_DELAY,
        "raised_with": RaisedWith.SOCIAL_WORKER,
        "answer_by": None,
    }
    return told_of.ConcernRaised.model_validate({**told, **more})


def formal(on: date = FORMAL) -> told_of.DisputeRaised:
    by = add_working_days(on, 20)
    return told_of.DisputeRaised(concern=CONCERN, on=on, conclude_by=by, ladder_from=date(2014, 4, 1))


def entered(step: int, on: date, working_days: int | None = 5) -> told_of.StageEntered:
    by = None if working_days is None else add_working_days(on, working_days)
    return told_of.StageEntered(concern=CONCERN, on=on, stage=LADDER[step - 1], step=step, answer_by=by)


def stage_answered(step: int, on: date) -> told_of.StageAnswered:
    answer = Answer.NOT_ACCEPTED
    return told_of.StageAnswered(concern=CONCERN, on=on, stage=LADDER[step - 1], answer=answer, answer_by=None)


def moved_up(was: int, on: date, by: MovedUpBy = MovedUpBy.IRO) -> told_of.DisputeMovedUp:
    return told_of.DisputeMovedUp(concern=CONCERN, on=on, was=LADDER[was - 1], to=LADDER[was], moved_by=by)


def resolved(on: date, step: int = 1) -> told_of.DisputeResolved:
    outcome = ConcernOutcome.UPHELD
    return told_of.DisputeResolved(
        concern=CONCERN, on=on, stage=LADDER[step - 1], outcome=outcome, plan_changed=True, conclude_by=on
    )


def answered(on: date) -> told_of.ConcernAnswered:
    by, answer = RaisedWith.SOCIAL_WORKER, Answer.ACCEPTED
    return told_of.ConcernAnswered(concern=CONCERN, on=on, by=by, answer=answer, answer_by=None)


def settled(on: date) -> told_of.ConcernSettled:
    outcome = ConcernOutcome.PARTLY_UPHELD
    return told_of.ConcernSettled(concern=CONCERN, on=on, outcome=outcome, plan_changed=False)


def withdrawn(on: date) -> told_of.ConcernWithdrawn:
    return told_of.ConcernWithdrawn(concern=CONCERN, on=on, reason=ConcernWithdrawal.OVERTAKEN)


def referred(on: date) -> told_of.CafcassReferred:
    return told_of.CafcassReferred(concern=CONCERN, on=on, ground=CafcassGround.OTHER_BREACH)


def test_a_concern_settled_informally_has_its_answer_its_outcome_and_no_clock_of_a_dispute() -> None:
    ((case,), stages) = judged(raised(), answered(date(2014, 6, 5)), settled(date(2014, 6, 6)))

    assert (case.raised_on, case.answered_on, case.closed_on) == (RAISED, date(2014, 6, 5), date(2014, 6, 6))
    assert (case.ending, case.outcome, case.plan_changed) == (Ending.SETTLED, ConcernOutcome.PARTLY_UPHELD, False)
    assert (case.formal_on, case.conclude_by) == (None, None)
    assert case.because == ("raised with the social worker on 2 Jun 2014", "answered on 5 Jun 2014")
    assert case.events == (event(0), event(1), event(2))
    assert stages == []


def test_a_dispute_is_to_be_concluded_within_20_working_days_of_the_day_it_became_formal() -> None:
    ((case,), _) = judged(raised(date(2014, 4, 10)), formal(date(2014, 4, 15)), entered(1, date(2014, 4, 15)))

    assert (case.formal_on, case.conclude_by) == (date(2014, 4, 15), date(2014, 5, 16))
    assert case.because[1] == "made a formal dispute on 15 Apr 2014"
    assert "Good Friday" in " ".join(case.because)
    assert (case.ending, case.closed_on, case.outcome) == (None, None, None)


def test_a_dispute_raised_at_once_was_never_informal() -> None:
    ((case,), _) = judged(raised(FORMAL, raised_with=None), formal(), entered(1, FORMAL))

    assert case.raised_with is None
    assert case.because[0] == "a formal dispute at once, on 9 Jun 2014"


def test_each_stage_is_a_case_from_the_day_it_was_entered_until_the_dispute_left_it() -> None:
    up, end = date(2014, 6, 17), date(2014, 6, 20)
    _, (first, second) = judged(
        raised(), formal(), entered(1, FORMAL), moved_up(1, up, MovedUpBy.TIME), entered(2, up), resolved(end, 2)
    )

    assert (first.stage, first.step, first.entered_on, first.left_on) == (DisputeStage.TEAM_MANAGER, 1, FORMAL, up)
    assert (first.answer_by, first.answered_on, first.settled_on) == (date(2014, 6, 16), None, up)
    assert (first.moved_by, second.moved_by) == (MovedUpBy.TIME, None)
    assert (second.stage, second.step, second.left_on) == (DisputeStage.SENIOR_MANAGERS, 2, end)
    assert first.because == (
        "with the team manager, stage 1, since 9 Jun 2014 (day 0)",
        "5 working days to answer: 16 Jun 2014",
    )
    assert (first.events, second.events) == ((event(2), event(3)), (event(4), event(5)))


def test_a_stage_that_answered_owes_nothing_though_the_dispute_stays_with_it() -> None:
    _, (case,) = judged(raised(), formal(), entered(1, FORMAL), stage_answered(1, date(2014, 6, 12)))

    assert (case.answered_on, case.left_on, case.settled_on) == (date(2014, 6, 12), None, date(2014, 6, 12))


def test_a_stage_that_answers_after_the_dispute_has_moved_up_was_settled_when_it_moved() -> None:
    up = date(2014, 6, 17)
    _, (first, _) = judged(
        raised(), formal(), entered(1, FORMAL), moved_up(1, up), entered(2, up), stage_answered(1, date(2014, 6, 19))
    )

    assert (first.answered_on, first.settled_on) == (date(2014, 6, 19), up)


def test_a_stage_without_a_limit_says_so_and_one_over_a_bank_holiday_names_it() -> None:
    _, (none,) = judged(raised(), formal(), entered(1, FORMAL, working_days=None))
    _, (over,) = judged(raised(), formal(), entered(1, date(2014, 8, 22), working_days=1))

    assert none.because[1] == "the ladder sets no limit for this stage"
    assert over.because[1] == "1 working day to answer; Late Summer Bank Holiday 25 Aug 2014 not counted: 26 Aug 2014"


def test_the_earliest_answer_and_the_earliest_referral_to_cafcass_stand() -> None:
    early, late = date(2014, 6, 4), date(2014, 6, 6)
    ((case,), _) = judged(raised(), answered(late), answered(early), referred(late), referred(early))

    assert (case.answered_on, case.cafcass_on) == (early, early)


def test_a_dispute_pursued_no_further_is_withdrawn_without_an_outcome_and_leaves_its_stage() -> None:
    on = date(2014, 6, 13)
    ((case,), (stage,)) = judged(raised(), formal(), entered(1, FORMAL), withdrawn(on))

    assert (case.ending, case.closed_on, case.outcome, case.plan_changed) == (Ending.WITHDRAWN, on, None, None)
    assert (stage.left_on, stage.settled_on) == (on, on)


def test_a_matter_recorded_in_error_leaves_no_case_and_the_others_as_they_were() -> None:
    in_error = told_of.ConcernEntryWithdrawn(concern=CONCERN)
    concerns, stages = judged(raised(), raised(concern=OTHER), formal(), entered(1, FORMAL), in_error)

    assert [case.concern for case in concerns] == [OTHER]
    assert stages == []


@pytest.mark.parametrize(
    "facts", [[], [raised(concern=OTHER)], [raised(), told_of.ConcernEntryWithdrawn(concern=CONCERN)]]
)
def test_a_fact_of_a_concern_that_is_not_known_cannot_be_folded(facts: list[EscalationFact]) -> None:
    with pytest.raises(ConcernUnknown, match="DisputeRaised"):
        folded([*facts, formal()])
