"""The project's own vectors, each an entry of vectors.json."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iro_statute import (
    Basis,
    CarePeriod,
    Due,
    authority_to_place,
    decisions_by,
    distribution_by,
    falls_overdue,
    first_review,
    formal_dispute_by,
    holidays_between,
    in_words,
    iro_appointed_by,
    listed,
    manager_response_by,
    placed_first,
    placed_second,
    record_by,
    resume_adjourned_by,
    second_review,
    series_finish_by,
    subsequent_review,
    subsequent_with_authority,
    walk,
)

Entry = dict[str, Any]
VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))

INTERVALS: dict[str, Callable[[date, Basis], Due]] = {"second": second_review, "subsequent": subsequent_review}
ADOPTION: dict[str, Callable[[date, Basis], Due]] = {
    "adoption: authority to place": authority_to_place,
    "adoption: after that, not yet placed": subsequent_with_authority,
    "adoption: placed, first review": placed_first,
    "adoption: placed, second review": placed_second,
}
WORKING_DAY_CLOCKS = {
    "decisions issued": decisions_by,
    "manager's response": manager_response_by,
    "record completed": record_by,
    "record distributed": distribution_by,
    "series of meetings must finish": series_finish_by,
    "adjourned review must resume": resume_adjourned_by,
    "dispute: whole formal process": formal_dispute_by,
    "IRO appointed (good practice)": iro_appointed_by,
}


def entries(kind: str, *named: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "entry", [pytest.param(each, id="-".join(each[key] for key in named)) for each in VECTORS[kind]]
    )


def day(text: str) -> date:
    return date.fromisoformat(text)


def skipped(base: date, due: date) -> list[str]:
    return [f"{on} {name}" for on, name in holidays_between(base, due)]


@entries("first_review", "start")
def test_the_first_review_is_due_on_the_day_of_the_vector(entry: Entry) -> None:
    start = day(entry["start"])
    due = first_review(start, Basis.STATUTE)

    assert due.on == day(entry["due"])
    assert due == walk(CarePeriod(start), Basis.STATUTE).next_due
    assert first_review(start, Basis.INDICATOR).on == due.on
    assert (due.on - start).days == entry["calendar_days"]


@entries("first_review", "start")
def test_the_reasons_name_the_holidays_that_the_vector_names_and_no_other(entry: Entry) -> None:
    start = day(entry["start"])
    due = first_review(start, Basis.STATUTE)
    counts_working_days = due.rule == "R1.01"
    holidays = [f"{each[11:]} {in_words(day(each[:10]))}" for each in entry["holidays_skipped"]]

    assert entry["holidays_skipped"] == (skipped(start, due.on) if counts_working_days else [])
    assert due.because[1].endswith(f"; {listed(holidays)} not counted" if holidays else "days")


@entries("interval", "previous", "interval")
def test_the_interval_ends_on_the_days_of_the_vector(entry: Entry) -> None:
    clock = INTERVALS[entry["interval"]]
    statute = clock(day(entry["previous"]), Basis.STATUTE).on
    indicator = clock(day(entry["previous"]), Basis.INDICATOR).on

    assert (statute, indicator) == (day(entry["due_statute"]), day(entry["due_indicator"]))
    assert (statute - indicator).days == entry["difference_days"]


@entries("adoption", "clock", "base")
def test_the_adoption_clock_ends_on_the_days_of_the_vector(entry: Entry) -> None:
    clock = ADOPTION[entry["clock"]]
    base = day(entry["base"])

    assert clock(base, Basis.STATUTE).on == day(entry["due_statute"])
    assert clock(base, Basis.INDICATOR).on == day(entry["due_indicator"])


@entries("working_day_clocks", "clock", "base")
def test_the_working_day_clock_ends_on_the_day_of_the_vector(entry: Entry) -> None:
    base = day(entry["base"])
    due = WORKING_DAY_CLOCKS[entry["clock"]](base)

    assert due.on == day(entry["due"])
    assert skipped(base, due.on) == entry["holidays_skipped"]
    assert any(reason.startswith(f"{entry['working_days']} working days") for reason in due.because)


@entries("ceased_before_due", "ceased")
def test_care_that_ends_by_the_due_date_leaves_nothing_overdue(entry: Entry) -> None:
    due = first_review(day(entry["start"]), Basis.STATUTE)

    assert due.on == day(entry["due"])
    assert falls_overdue(due, day(entry["ceased"])) == entry["verdict"].startswith("overdue")


def test_care_that_goes_on_leaves_an_unheld_review_overdue() -> None:
    assert falls_overdue(first_review(date(2014, 4, 1), Basis.STATUTE), None)


def test_every_kind_of_vector_is_read() -> None:
    assert {kind for kind, held in VECTORS.items() if isinstance(held, list)} == {
        "first_review",
        "interval",
        "adoption",
        "working_day_clocks",
        "ceased_before_due",
    }
