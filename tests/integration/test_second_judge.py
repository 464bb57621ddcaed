"""A return's figures, over HTTP, beside those of a second judge who was given nothing but the rows and the design."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from iro_embedded.testing.command import answered
from iro_embedded.testing.desk import Desk

from .councils import IMPORTED_AT, Council, brought_in, days_of, desk_over, told
from .independent_fold import Folded, figures, fold
from .independent_rows import read_rows

pytestmark = [pytest.mark.anyio, pytest.mark.database]

FAKE_RETURN = Path(__file__).parents[3] / "shared" / "data" / "ssda903-fake"

WHOLE = "2010-04-01..2018-03-31"
YEARS = [f"{year}-{(year + 1) % 100}" for year in range(2010, 2018)]
QUARTERS = [f"{year}-Q{quarter}" for year in (2012, 2015, 2016) for quarter in (1, 2, 3, 4)]
MONTHS = ["2011-04", "2013-02", "2014-12", "2016-02", "2016-03", "2017-10"]
PERIODS = [WHOLE, *YEARS, *QUARTERS, *MONTHS, "2014-03-31..2014-03-31", "2015-01-20..2015-02-10"]


def edges(folded: Folded) -> list[str]:
    """A period that begins, and one that ends, on a day on which care ended with a review overdue."""
    unheld = [(walk.period.end, due) for walk in folded.statute for due, held_on in walk.owed if held_on is None]
    end = next(end for end, due in unheld if end and due < end)
    return [f"{end}..{end + timedelta(days=30)}", f"{end - timedelta(days=30)}..{end}"]


@pytest.fixture
async def desk(council: Council) -> AsyncIterator[Desk]:
    async with desk_over(council.data) as desk:
        yield desk


async def test_every_figure_of_a_hard_return_is_the_second_judges(desk: Desk, council: Council) -> None:
    for period in (*PERIODS, *edges(council.folded)):
        assert await told(desk, period) == figures(council.folded, *days_of(period)), period


async def test_every_review_of_it_is_judged_by_the_days_that_the_second_judge_finds(
    desk: Desk, council: Council
) -> None:
    first, last = days_of(WHOLE)
    cases = await desk.cases("reviews-in-time", WHOLE, limit=200)
    judged = [
        (str(one.held_on), one.due and str(one.due), other.due and str(other.due))
        for statute, indicator in zip(council.folded.statute, council.folded.indicator, strict=True)
        for one, other in zip(statute.judged, indicator.judged, strict=True)
        if first <= one.held_on <= last
    ]

    in_care = [case for case in cases if case["standing"] in {"judged", "not-assessable"}]

    assert len(judged) > 700
    assert sorted(
        ((case["held_on"], case["due_statute"], case["due_indicator"]) for case in in_care), key=str
    ) == sorted(judged, key=str)


def test_every_row_of_it_is_taken_known_corrected_or_rejected_as_the_second_judge_does(council: Council) -> None:
    document = council.result.document()

    assert {**document.pop("rejected"), **document} == {**council.rows.fate, "rows": council.rows.fate.total()}
    assert council.rows.fate["corrected"] > 0


async def test_the_command_and_the_route_tell_the_same_and_the_cases_add_up(
    desk: Desk, council: Council, tmp_path: Path
) -> None:
    by_command = answered("figures", "--period", "2013-14", "--data", str(council.data), cwd=tmp_path)["items"]

    assert len(by_command) >= 10
    for figure in by_command:
        assert figure == await desk.figure(figure["id"], "2013-14")
        counted = [case for case in await desk.cases(figure["id"], "2013-14", limit=200) if case["counted"]]
        assert all(case["because"] and case["events"] for case in counted)
        if figure["id"] == "looked-after-rate":
            assert (figure["numerator"], figure["value"]) == (number("children-looked-after", counted), None)
            continue  # no population is told here, so that there is nothing to divide by
        met = [case for case in counted if case["verdict"] in {"in-time", "met"}]
        base = figure["value"] if figure["denominator"] is None else figure["denominator"]
        assert base == number(figure["id"], counted), figure["id"]
        if figure["denominator"] is not None:
            assert figure["numerator"] == number(figure["id"], met), figure["id"]


def number(figure: str, cases: list[dict[str, Any]]) -> int:
    """How many a figure counts: each child once where it counts children, else each case."""
    of_children = {"children-looked-after", "children-never-heard", "spoken-to-between-reviews"}
    return len({case["child"] for case in cases}) if figure in of_children else len(cases)


@pytest.mark.fake_return
async def test_every_figure_of_the_made_up_return_beside_the_checkout_is_the_second_judges(tmp_path: Path) -> None:
    if not FAKE_RETURN.is_dir():
        pytest.skip("the made-up SSDA903 return is not beside the checkout")
    rows = read_rows([FAKE_RETURN], imported_on=IMPORTED_AT.date())
    folded = fold(rows)

    result = await brought_in(tmp_path / "data", FAKE_RETURN)

    assert result.rows == rows.fate.total() == 20307
    assert result.rejected == {reason: rows.fate[reason] for reason in ("duplicate", "in-the-future")}
    async with desk_over(tmp_path / "data") as desk:
        for period in PERIODS:
            assert await told(desk, period) == figures(folded, *days_of(period)), period
