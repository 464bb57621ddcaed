"""`iro clock explain` tells due dates as a person would, from the law alone."""

import json

import pytest
from typer.testing import CliRunner

from iro_embedded.cli import app

_runner = CliRunner()


def _explain(*words: str) -> str:
    result = _runner.invoke(app, ["clock", "explain", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def _refused(*words: str) -> str:
    result = _runner.invoke(app, ["clock", "explain", *words])
    assert result.exit_code == 2
    assert result.stdout == ""
    return " ".join(result.stderr.replace("│", " ").split())


def test_the_first_review_is_told_with_the_holidays_it_skips() -> None:
    told = _explain("--start", "2014-04-01", "--basis", "statute")
    assert "next review: due by 1 May 2014" in told
    assert "20 working days; Good Friday 18 Apr 2014 and Easter Monday 21 Apr 2014 not counted" in told
    assert "CPR 2010 reg 33(1)" in told


def test_a_review_a_day_late_is_called_a_day_late() -> None:
    assert "due by 1 May 2014, held on 2 May 2014: 1 day late" in _explain(
        "--start", "2014-04-01", "--held", "2014-05-02"
    )


def test_each_basis_walks_its_clocks_alone() -> None:
    answer = json.loads(_explain("--start", "2014-06-01", "--held", "2014-06-20", "--held", "2014-09-20", "--json"))
    assert [review["in_time"] for review in answer["statute"]["reviews"]] == [True, True]
    assert [review["in_time"] for review in answer["indicator"]["reviews"]] == [True, False]


def test_a_series_of_meetings_is_timely_by_its_first_and_the_next_clock_runs_from_its_last() -> None:
    answer = json.loads(
        _explain("--start", "2014-04-01", "--held", "2014-05-01..2014-05-20", "--basis", "statute", "--json")
    )
    assert answer["statute"]["reviews"][0]["in_time"] is True
    assert answer["statute"]["next_due"]["on"] == "2014-08-20"


def test_a_return_by_the_adopters_leaves_the_authority_standing_unless_it_has_ended() -> None:
    days = ("--start", "2014-01-06", "--placed", "2014-03-03", "--held", "2014-03-10", "--returned", "2014-04-07")
    stands = _explain(*days, "--authority", "2014-02-03", "--basis", "statute", "--held", "2014-05-12", "--json")
    ordinary = _explain(*days, "--basis", "statute", "--held", "2014-05-12", "--json")
    assert json.loads(stands)["statute"]["reviews"][-1]["due"] == "2014-05-19"
    assert json.loads(stands)["statute"]["next_due"]["rule"] == "R1.21"
    assert json.loads(ordinary)["statute"]["next_due"]["rule"] == "R1.03"


def test_a_review_unheld_when_care_ends_after_its_day_is_missed_and_on_its_day_is_not() -> None:
    told = ("--start", "2014-04-01", "--basis", "statute")
    assert "the review due by 1 May 2014 was missed" in _explain(*told, "--ended", "2014-05-02")
    assert "no review fell due unheld" in _explain(*told, "--ended", "2014-05-01")


@pytest.mark.parametrize("day", ["2014-02-30", "0", "0001-01-01", "1 April 2014", "2014-04-01T00:00", "20140401"])
def test_an_impossible_date_is_refused_with_how_to_write_it(day: str) -> None:
    assert "YYYY-MM-DD" in _refused("--start", day)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--held", "2014-03-01"), "--held 2014-03-01 is before --start"),
        (("--placed", "2014-03-01"), "change of regime 2014-03-01 is before --start"),
        (("--held", "2014-05-01..2014-04-30"), "ends before it begins"),
        (("--ended", "2014-03-01"), "--ended 2014-03-01 is before --start"),
        (("--ended", "2014-05-01", "--held", "2014-05-02"), "is after --ended"),
    ],
)
def test_dates_in_an_impossible_order_are_refused_and_named(words: tuple[str, ...], named: str) -> None:
    assert named in _refused("--start", "2014-04-01", *words)


def test_the_clocks_beside_the_reviews_are_told_where_they_are_asked_for() -> None:
    days = ("--start", "2014-04-01", "--held", "2014-05-01..2014-05-12", "--basis", "statute")
    told = _explain(*days, "--clocks", "--adjourned", "2014-05-01", "--decisions", "2014-05-16")

    assert "IRO appointed" not in _explain(*days)
    for line in (
        "IRO appointed: due by 8 Apr 2014",
        "last part of the review of 1 May 2014: due by 2 Jun 2014",
        "decisions of the review of 1 May 2014: due by 19 May 2014",
        "record of the review of 1 May 2014: due by 3 Jun 2014",
        "distribution after the review of 1 May 2014: due by 10 Jun 2014",
        "review adjourned on 1 May 2014, resumed: due by 2 Jun 2014",
        "manager's response to the decisions of 16 May 2014: due by 23 May 2014",
        "  15 working days; Spring Bank Holiday 26 May 2014 not counted",
    ):
        assert line in told.splitlines()


def test_what_makes_a_review_due_early_is_told_with_its_rule() -> None:
    days = ("--start", "2014-04-01", "--held", "2014-05-01", "--basis", "statute")
    told = _explain(*days, "--early", "nobody-will-accommodate=2014-06-02", "--early", "iro-requests=2014-06-02")

    assert "early review: due by 2 Jun 2014" in told
    assert "reg 33(3)(e)" in told
    assert "early review: the law sets no day" in told


def test_the_other_clocks_are_in_the_document_too() -> None:
    answer = json.loads(
        _explain("--start", "2014-04-01", "--early", "iro-requests=2014-06-02", "--decisions", "2014-05-16", "--json")
    )

    assert [(clock["clock"], clock["due"]) for clock in answer["clocks"]] == [
        ("manager's response to the decisions of 16 May 2014", "2014-05-23"),
        ("early review", None),
    ]
    assert all(clock["because"] for clock in answer["clocks"])


@pytest.mark.parametrize("early", ["snow=2014-06-02", "iro-requests", "iro-requests=2014-02-30"])
def test_a_cause_or_day_that_is_none_is_refused_with_what_would_be_taken(early: str) -> None:
    assert "--early" in _refused("--start", "2014-04-01", "--early", early)
