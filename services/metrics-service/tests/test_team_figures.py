"""Caseloads, reviews for each post and month, and work that was looked at, as figures and their cases.

In 2014-15: one IRO for a full post all year; another for 0.8 of one from 2 June, away from 16 March 2015 on.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, reviews, team
from iro_events.facts.team_codes import Chaired, Contract

pytestmark = [pytest.mark.anyio, pytest.mark.database]

FULL, PART = UUID(int=1), UUID(int=2)
AWAY_TOLD = datetime(2015, 3, 20, 9, tzinfo=UTC)
STARTED = date(2014, 4, 22)


async def with_iro(analyst: Any, number: int, iro: UUID | None, on: date, *, short_break: bool = False) -> UUID:
    """A child looked after since 22 April 2014, and its review of 19 May."""
    child, period = UUID(int=100 + number), UUID(int=200 + number)
    at = datetime(2014, 7, 1, 9, tzinfo=UTC)
    await analyst.tell(
        care.ChildBecameLookedAfter(care=period, on=STARTED, short_break=short_break), child=child, at=at
    )
    if iro is not None:
        await analyst.tell(care.IroAppointed(care=period, iro=iro, on=on), child=child, at=at)
    await analyst.tell(reviews.ReviewHeld(review=UUID(int=300 + number), held_on=date(2014, 5, 19)), child=child, at=at)
    return child


@pytest.fixture
async def team_of_two(analyst: Any) -> Any:
    """Three children with the one IRO, two with the other, one with nobody, and one in short breaks."""
    at = datetime(2014, 6, 3, 9, tzinfo=UTC)
    full = team.IroJoined(iro=FULL, on=date(2013, 4, 2), fte=100, contract=Contract.STAFF)
    part = team.IroJoined(iro=PART, on=date(2014, 6, 2), fte=80, contract=Contract.AGENCY)
    await analyst.tell(full, child=FULL, at=at)
    await analyst.tell(part, child=PART, at=at)
    for number in range(3):
        await with_iro(analyst, number, FULL, date(2014, 5, 1))
    for number in range(3, 5):
        await with_iro(analyst, number, PART, date(2014, 6, 16))
    await with_iro(analyst, 5, None, STARTED)
    await with_iro(analyst, 6, FULL, date(2014, 5, 1), short_break=True)
    await analyst.tell(team.IroAbsenceRecorded(iro=PART, on=date(2015, 3, 16), until=None), child=PART, at=AWAY_TOLD)
    return analyst


async def test_a_caseload_is_for_each_post_that_is_there_and_an_absent_iro_has_children_and_no_post(
    team_of_two: Any,
) -> None:
    figure = await team_of_two.figure("caseload")
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (5.0, 5, 100)
    assert {part["id"]: part["value"] for part in figure["parts"]} == {
        "contracted": 2.8,
        "posts": 100,
        "iros": 2,
        "absent": 1,
        "over-70": 0,
        "under-50": 1,
        "no-iro": 1,
    }
    cases = {case["iro"]: case for case in await team_of_two.cases("caseload")}
    assert {iro: (case["children"], case["available"], case["counted"]) for iro, case in cases.items()} == {
        str(FULL): (3, "1.00", True),
        str(PART): (2, "0.00", True),
        None: (1, "0.00", False),
    }
    assert cases[str(PART)]["because"] == [
        "on 31 Mar 2015 in the team for 0.8 of a full-time post",
        "absent that day",
        "2 children",
    ]
    assert all(case["events"] for case in cases.values())


async def test_before_the_absence_was_known_the_post_was_there(team_of_two: Any) -> None:
    figure = await team_of_two.figure("caseload", as_known_at="2015-03-19")

    assert (figure["as_at"], figure["value"], figure["denominator"]) == ("2015-03-19", 2.8, 180)


async def test_a_caseload_by_month_is_of_each_months_last_day_and_by_iro_of_the_last(team_of_two: Any) -> None:
    months = {each["key"]: each for each in (await team_of_two.figure("caseload", by="month"))["groups"]}
    iros = {each["key"]: each for each in (await team_of_two.figure("caseload", by="iro"))["groups"]}
    contracts = {each["key"]: each["value"] for each in (await team_of_two.figure("caseload", by="contract"))["groups"]}

    assert [(months[key]["numerator"], months[key]["denominator"]) for key in ("2014-05", "2014-06", "2015-03")] == [
        (3, 100),
        (5, 180),
        (5, 100),
    ]
    assert (iros[str(FULL)]["value"], iros[str(PART)]["value"], iros["no-iro"]["value"]) == (3.0, None, None)
    assert contracts == {"staff": 3.0, "agency": None, "no-iro": None}


async def test_a_caseload_over_seventy_to_a_post_is_told(team_of_two: Any) -> None:
    await team_of_two.tell(team.IroHoursSet(iro=FULL, on=date(2015, 3, 2), fte=4), child=FULL)

    parts = await team_of_two.parts("caseload")

    assert (parts["over-70"], parts["under-50"]) == (1, 0)


async def test_reviews_are_told_for_each_post_at_each_months_end(team_of_two: Any) -> None:
    """All five were held in May, three with the one IRO by then; posts at twelve ends: 1 in May, 1.8 in nine months."""
    figure = await team_of_two.figure("reviews-per-iro-month")
    may = await team_of_two.figure("reviews-per-iro-month", "2014-05")

    # April, May: 100 each; June to February: 180 each; March: 100.
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (3, 2 * 100 + 9 * 180 + 100, 0.2)
    assert (may["numerator"], may["denominator"], may["value"]) == (3, 100, 3.0)
    assert {part["id"]: part["value"] for part in may["parts"]} == {"reviews": 3, "iros": 1, "no-iro": 3}


async def test_observations_are_counted_with_the_share_of_the_team_that_was_seen(team_of_two: Any) -> None:
    seen = date(2014, 7, 7)
    await team_of_two.tell(
        team.PracticeObserved(iro=FULL, on=seen, chaired=Chaired.REVIEW),
        team.PracticeAudited(iro=FULL, on=seen, chaired=Chaired.CONFERENCE),
        child=FULL,
    )

    figure = await team_of_two.figure("observations")
    [observed, audited] = await team_of_two.cases("observations")

    assert (figure["value"], figure["unit"]) == (2, "pieces of work")
    parts = {part["id"]: (part["value"], part["denominator"]) for part in figure["parts"]}
    assert parts == {"observed": (1, None), "audited": (1, None), "conferences": (1, None), "iros": (50.0, 2)}
    assert {observed["iro"], audited["iro"]} == {str(FULL)}
    assert observed["child"] is None
