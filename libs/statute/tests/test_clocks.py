from collections.abc import Callable
from datetime import date

import pytest

from iro_statute import (
    RULES,
    Basis,
    Due,
    EarlyReviewTrigger,
    decisions_by,
    early_review,
    first_review,
    placed_first,
    returned_by_adopters,
    second_review,
    short_break_first,
    short_break_subsequent,
    subsequent_review,
    why_early,
)

STATUTE = Basis.STATUTE
INDICATOR = Basis.INDICATOR


def test_the_reasons_are_what_a_person_would_say() -> None:
    assert first_review(date(2014, 4, 1), STATUTE) == Due(
        on=date(2014, 5, 1),
        basis=STATUTE,
        rule="R1.01",
        because=(
            "first review (CPR 2010 reg 33(1), R1.01): looked after from 1 Apr 2014 (day 0)",
            "20 working days; Good Friday 18 Apr 2014 and Easter Monday 21 Apr 2014 not counted",
            "so due by 1 May 2014",
        ),
    )


def test_the_old_rule_counts_calendar_days_and_bears_its_mark() -> None:
    assert first_review(date(2010, 12, 20), STATUTE).because == (
        (
            "first review (Review of Children's Cases Regulations 1991 reg 3, R1.01, wording not verified): "
            "looked after from 20 Dec 2010 (day 0)"
        ),
        "28 days",
        "so due by 17 Jan 2011",
    )


def test_a_date_clamped_to_the_months_end_says_so() -> None:
    assert second_review(date(2015, 1, 31), STATUTE).because[1] == (
        "3 months; Apr 2015 has no 31st, so its last day "
        "(Interpretation Act 1978 Sch 1; Dodds v Walker, R1.04, wording not verified)"
    )


def test_the_indicator_says_that_it_counts_days() -> None:
    assert subsequent_review(date(2015, 1, 31), INDICATOR).because[1] == (
        "183 days, as performance systems count 6 months "
        "(an authority's performance extract, R1.05, wording not verified)"
    )


def test_a_count_into_unpublished_years_is_marked_a_forecast() -> None:
    due = first_review(date(2028, 12, 15), STATUTE)

    assert due.forecast
    assert "bank holidays after 31 Dec 2028 are a forecast" in due.because


def test_a_count_of_months_into_unpublished_years_is_no_forecast() -> None:
    assert not second_review(date(2028, 12, 15), STATUTE).forecast


@pytest.mark.parametrize("basis", Basis)
def test_returned_by_the_adopters_a_review_is_due_by_the_42nd_day_and_not_before_the_28th(basis: Basis) -> None:
    due = returned_by_adopters(date(2014, 3, 1), basis)

    assert due.on == date(2014, 4, 12)
    assert "not before 29 Mar 2014" in due.because[0]
    assert "wording not verified" in due.because[0]


@pytest.mark.parametrize("basis", Basis)
def test_placed_for_adoption_the_first_review_is_due_in_28_calendar_days(basis: Basis) -> None:
    assert placed_first(date(2014, 12, 20), basis).on == date(2015, 1, 17)


def test_under_short_breaks_the_first_review_is_due_in_three_months_and_the_next_in_six() -> None:
    assert short_break_first(date(2014, 11, 30), STATUTE).on == date(2015, 2, 28)
    assert short_break_first(date(2014, 11, 30), INDICATOR).on == date(2015, 3, 1)
    assert short_break_subsequent(date(2014, 9, 1), STATUTE).on == date(2015, 3, 1)
    assert short_break_subsequent(date(2014, 9, 1), INDICATOR).on == date(2015, 3, 3)


def test_a_clock_started_before_april_2011_cites_the_rule_of_its_day() -> None:
    assert second_review(date(2011, 3, 31), STATUTE).rule == "R1.02@1991"
    assert second_review(date(2011, 4, 1), STATUTE).rule == "R1.02"
    assert subsequent_review(date(2011, 3, 31), STATUTE).rule == "R1.03@1991"


def test_an_after_review_clock_says_from_which_day_it_runs() -> None:
    assert decisions_by(date(2014, 12, 18)).because == (
        (
            "decisions issued (IRO Handbook 2010 ch 3, R3.01, wording not verified): "
            "review completed on 18 Dec 2014 (day 0)"
        ),
        "5 working days; Christmas Day 25 Dec 2014 and Boxing Day 26 Dec 2014 not counted",
        "so due by 29 Dec 2014",
    )


@pytest.mark.parametrize("clock", [first_review, second_review, subsequent_review, placed_first, returned_by_adopters])
def test_every_due_date_names_a_rule_of_the_rulebook(clock: Callable[[date, Basis], Due]) -> None:
    assert clock(date(2014, 4, 1), STATUTE).rule in RULES


def test_an_early_review_is_held_before_what_wants_it() -> None:
    due = early_review(EarlyReviewTrigger.RELEASE_FROM_DETENTION, date(2014, 6, 2))

    assert due is not None
    assert (due.on, due.rule) == (date(2014, 6, 2), "R1.12")
    assert due.because == (
        "early review (CPR 2010 reg 33(3)(d), R1.12): the child is released from detention on 2 Jun 2014",
        "held before that, where no review would be otherwise",
        "so due by 2 Jun 2014",
    )


@pytest.mark.parametrize("trigger", EarlyReviewTrigger)
def test_every_cause_of_an_early_review_has_its_day_or_says_that_the_law_sets_none(trigger: EarlyReviewTrigger) -> None:
    due = early_review(trigger, date(2014, 6, 2))
    no_day = {EarlyReviewTrigger.IRO_REQUESTS, EarlyReviewTrigger.WELFARE_NOT_SAFEGUARDED}

    assert (due is None) is (trigger in no_day)
    assert trigger.rule.source in why_early(trigger, date(2014, 6, 2))
