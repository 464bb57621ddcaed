from datetime import date

from escalation_service.domain.turns import AtStage, Informal, turn
from iro_events.facts.escalation_codes import DisputeStage, RaisedWith

FORMAL = date(2014, 8, 1)
CAP = date(2014, 9, 1)


def at_stage(**other: date | None) -> AtStage:
    days = {"since": FORMAL, "answer_by": date(2014, 8, 8), "answered_on": None, **other}
    return AtStage(
        stage=DisputeStage.HEAD_OF_SERVICE,
        since=days["since"] or FORMAL,
        answer_by=days["answer_by"],
        answered_on=days["answered_on"],
        formal_on=FORMAL,
        conclude_by=CAP,
        ladder_from=date(2014, 4, 1),
    )


def test_until_those_asked_answer_it_is_their_turn() -> None:
    asked = turn(Informal(RaisedWith.SOCIAL_WORKER, date(2014, 4, 14), date(2014, 4, 23), None))

    assert (asked.party, asked.limit) == (RaisedWith.SOCIAL_WORKER, date(2014, 4, 23))
    assert asked.because == (
        "raised with the social worker on 14 Apr 2014 (day 0)",
        "5 working days to answer; Good Friday 18 Apr 2014 and Easter Monday 21 Apr 2014 not counted: 23 Apr 2014",
    )


def test_once_they_have_answered_it_is_the_iros_turn_and_no_rule_sets_a_limit() -> None:
    answered = turn(Informal(RaisedWith.TEAM_MANAGER, FORMAL, None, date(2014, 8, 5)))

    assert (answered.party, answered.limit) == ("iro", None)
    assert "answered on 5 Aug 2014" in answered.because


def test_a_concern_without_a_limit_says_so() -> None:
    assert turn(Informal(RaisedWith.TEAM_MANAGER, FORMAL, None, None)).because[-1] == (
        "the ladder sets no limit before a formal dispute"
    )


def test_a_stage_has_its_own_limit_until_the_cap_of_the_whole_comes_first() -> None:
    first, last = turn(at_stage()), turn(at_stage(since=date(2014, 8, 29), answer_by=date(2014, 9, 5)))

    assert (first.party, first.limit) == (DisputeStage.HEAD_OF_SERVICE, date(2014, 8, 8))
    assert last.limit == CAP
    assert first.because[0] == "with the head of service since 1 Aug 2014 (day 0), on the ladder of 1 Apr 2014"
    assert any("R5.01" in reason for reason in first.because)


def test_a_stage_without_a_limit_has_the_cap() -> None:
    unlimited = turn(at_stage(answer_by=None))

    assert unlimited.limit == CAP
    assert "the ladder sets no limit for this stage" in unlimited.because


def test_a_stage_that_has_answered_gives_the_turn_to_the_iro_until_the_cap() -> None:
    answered = turn(at_stage(answered_on=date(2014, 8, 7)))

    assert (answered.party, answered.limit) == ("iro", CAP)
