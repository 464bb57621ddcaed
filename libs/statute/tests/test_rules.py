from datetime import date

import pytest

from iro_statute import (
    CORONAVIRUS_2020,
    RULES,
    Basis,
    EarlyReviewTrigger,
    UnknownRule,
    rule_in_force,
    subsequent_review,
)

ASKED_FOR = frozenset({CORONAVIRUS_2020})


def test_the_four_week_rule_is_in_force_to_31_march_2011_and_the_20_day_rule_from_1_april() -> None:
    assert rule_in_force("R1.01", date(2011, 3, 31)).id == "R1.01@1991"
    assert rule_in_force("R1.01", date(2011, 4, 1)).id == "R1.01"


def test_before_its_first_version_a_rules_first_version_is_given() -> None:
    assert rule_in_force("R1.01", date(1990, 1, 1)).id == "R1.01@1991"
    assert rule_in_force("R1.21", date(1990, 1, 1)).id == "R1.21"


def test_a_rule_which_the_rulebook_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownRule):
        rule_in_force("R99.1", date(2014, 4, 1))


def test_the_versions_of_a_rule_follow_each_other_without_gap_or_overlap() -> None:
    for rule in RULES.values():
        later = [each for each in RULES.values() if each.family == rule.family and each.version == rule.version + 1]
        assert len(later) == (0 if rule.valid_to is None or rule.id == CORONAVIRUS_2020 else 1)
        for each in later:
            assert rule.valid_to is not None
            assert (each.valid_from - rule.valid_to).days == 1


def test_every_rule_has_its_text_and_its_source() -> None:
    for rule_id, rule in RULES.items():
        assert rule_id == rule.id
        assert rule.text.endswith(".")
        assert rule.source


def test_an_unverified_rule_is_never_cited_without_its_mark() -> None:
    for rule in RULES.values():
        assert ("wording not verified" in rule.cited) == (not rule.verified)


def test_the_relaxation_of_2020_is_off_unless_asked_for() -> None:
    in_2020 = date(2020, 6, 1)

    assert rule_in_force("R1.03", in_2020).id == "R1.03"
    assert rule_in_force("R1.03", in_2020, ASKED_FOR).id == "R1.29"
    assert rule_in_force("R1.01", in_2020, ASKED_FOR).id == "R1.01"


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (date(2020, 4, 23), "R1.03"),
        (date(2020, 4, 24), "R1.29"),
        (date(2020, 9, 24), "R1.29"),
        (date(2020, 9, 25), "R1.03"),
    ],
)
def test_the_relaxation_holds_only_for_clocks_that_started_under_it(on: date, rule: str) -> None:
    due = subsequent_review(on, Basis.STATUTE, relaxations=ASKED_FOR)

    assert due.rule == rule
    assert due.on == subsequent_review(on, Basis.STATUTE).on


def test_the_relaxation_is_told_with_its_mark() -> None:
    due = subsequent_review(date(2020, 6, 1), Basis.STATUTE, relaxations=ASKED_FOR)

    assert "SI 2020/445, R1.29, wording not verified" in due.because[0]


def test_every_cause_of_an_early_review_has_its_citation() -> None:
    assert {trigger: trigger.citation for trigger in EarlyReviewTrigger} == {
        EarlyReviewTrigger.IRO_REQUESTS: "CPR 2010 reg 33(3)(a)",
        EarlyReviewTrigger.WELFARE_NOT_SAFEGUARDED: "CPR 2010 reg 33(3)(b)",
        EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS: "CPR 2010 reg 33(3)(c)",
        EarlyReviewTrigger.RELEASE_FROM_DETENTION: "CPR 2010 reg 33(3)(d)",
        EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE: "CPR 2010 reg 33(3)(e)",
        EarlyReviewTrigger.PLACEMENT_WITH_PARENT: "CPR 2010 reg 17(d)",
        EarlyReviewTrigger.PLACEMENT_TERMINATED: "CPR 2010 reg 14 (wording not verified)",
    }


def test_only_the_causes_that_lie_in_cares_own_ending_call_for_a_review_before_it() -> None:
    assert {trigger for trigger in EarlyReviewTrigger if trigger.held_before_care_ends} == {
        EarlyReviewTrigger.SECTION_21_ACCOMMODATION_ENDS,
        EarlyReviewTrigger.NOBODY_WILL_ACCOMMODATE,
    }
