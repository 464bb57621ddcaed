"""What an IRO's facts come to: times on the same terms, with both days included."""

from datetime import date
from uuid import UUID

import pytest

from iro_events.facts import team
from iro_events.facts.team_codes import Chaired, Contract
from metrics_service.domain.team_cases import PracticeCase, TermCase
from metrics_service.domain.team_history import IroUnknown, TeamFact, TeamHistory, evolve_team
from metrics_service.domain.team_judging import judge_team

IRO = UUID(int=7)
JOINED = team.IroJoined(iro=IRO, on=date(2014, 4, 1), fte=100, contract=Contract.STAFF)


def folded(*facts: TeamFact) -> TeamHistory:
    history = TeamHistory(IRO)
    for number, fact in enumerate(facts, start=1):
        history = evolve_team(history, fact, UUID(int=number))
    return history


def terms(*facts: TeamFact) -> list[tuple[date, date | None, int, str, bool]]:
    found = judge_team(folded(*facts))[0]
    assert all(isinstance(term, TermCase) for term in found)
    return [(t.from_on, t.until, t.fte, t.contract, t.absent) for t in found if isinstance(t, TermCase)]


def test_terms_end_on_the_day_before_others_begin_and_with_the_last_day_in_the_team() -> None:
    assert terms(
        JOINED,
        team.IroHoursSet(iro=IRO, on=date(2014, 9, 1), fte=60),
        team.IroContractSet(iro=IRO, on=date(2015, 1, 1), contract=Contract.AGENCY),
        team.IroLeft(iro=IRO, on=date(2015, 3, 31)),
    ) == [
        (date(2014, 4, 1), date(2014, 8, 31), 100, "staff", False),
        (date(2014, 9, 1), date(2014, 12, 31), 60, "staff", False),
        (date(2015, 1, 1), date(2015, 3, 31), 60, "agency", False),
    ]


def test_an_absence_is_a_term_of_its_own_until_its_last_day_or_for_as_long_as_no_return_is_known() -> None:
    away = team.IroAbsenceRecorded(iro=IRO, on=date(2014, 6, 2), until=date(2014, 6, 6))
    still_away = team.IroAbsenceRecorded(iro=IRO, on=date(2014, 6, 2), until=None)

    assert [term[:2] + term[4:] for term in terms(JOINED, away)] == [
        (date(2014, 4, 1), date(2014, 6, 1), False),
        (date(2014, 6, 2), date(2014, 6, 6), True),
        (date(2014, 6, 7), None, False),
    ]
    assert [term[:2] + term[4:] for term in terms(JOINED, away, still_away)] == [
        (date(2014, 4, 1), date(2014, 6, 1), False),
        (date(2014, 6, 2), None, True),
    ]
    assert terms(JOINED, away, team.IroAbsenceWithdrawn(iro=IRO, on=away.on)) == terms(JOINED)


def test_whoever_joined_on_another_day_had_the_hours_and_contract_from_that_day() -> None:
    earlier = team.IroJoiningCorrected(iro=IRO, on=date(2014, 3, 3), was=JOINED.on)

    assert terms(JOINED, earlier) == [(date(2014, 3, 3), None, 100, "staff", False)]


def test_a_joining_corrected_past_other_hours_and_back_begins_as_it_did() -> None:
    changed = (JOINED, team.IroHoursSet(iro=IRO, on=date(2014, 5, 1), fte=60))
    there = team.IroJoiningCorrected(iro=IRO, on=date(2014, 6, 2), was=JOINED.on)
    back = team.IroJoiningCorrected(iro=IRO, on=JOINED.on, was=there.on)

    assert terms(*changed, there) == [(date(2014, 6, 2), None, 60, "staff", False)]
    assert terms(*changed, there, back) == terms(*changed)


def test_hours_of_a_time_that_ended_are_not_those_of_the_next() -> None:
    later = team.IroHoursSet(iro=IRO, on=date(2014, 12, 1), fte=60)
    left = team.IroLeft(iro=IRO, on=date(2014, 5, 30))
    again = team.IroJoined(iro=IRO, on=date(2014, 11, 3), fte=50, contract=Contract.STAFF)

    assert terms(JOINED, later, left, again)[1:] == [(date(2014, 11, 3), None, 50, "staff", False)]


def test_a_time_in_the_team_runs_on_where_the_leaving_is_withdrawn_and_one_who_comes_back_has_another() -> None:
    left = team.IroLeft(iro=IRO, on=date(2014, 5, 30))
    again = team.IroJoined(iro=IRO, on=date(2014, 11, 3), fte=50, contract=Contract.SELF_EMPLOYED)

    assert terms(JOINED, left, team.IroLeavingWithdrawn(iro=IRO, was=left.on)) == terms(JOINED)
    assert terms(JOINED, left, again) == [
        (date(2014, 4, 1), date(2014, 5, 30), 100, "staff", False),
        (date(2014, 11, 3), None, 50, "self-employed", False),
    ]


def test_nothing_is_left_of_an_iro_who_was_recorded_in_error() -> None:
    assert judge_team(folded(JOINED, team.IroEntryWithdrawn(iro=IRO))) == ([], [])


def test_work_that_was_looked_at_is_a_case_and_none_once_it_is_withdrawn() -> None:
    observed = team.PracticeObserved(iro=IRO, on=date(2014, 7, 7), chaired=Chaired.REVIEW)
    audited = team.PracticeAudited(iro=IRO, on=date(2014, 7, 7), chaired=Chaired.REVIEW)
    gone = team.PracticeObservationWithdrawn(iro=IRO, on=observed.on, chaired=Chaired.REVIEW)

    practice = judge_team(folded(JOINED, observed, audited, gone))[1]

    assert [(p.seen, p.chaired, p.seen_on) for p in practice if isinstance(p, PracticeCase)] == [
        ("audited", "review", date(2014, 7, 7))
    ]


def test_what_is_told_of_one_who_never_joined_cannot_be_folded() -> None:
    with pytest.raises(IroUnknown):
        folded(team.IroLeft(iro=IRO, on=date(2014, 5, 30)))
