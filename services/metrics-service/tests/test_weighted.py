"""The caseload by the authority's own weights: dated, added up by what holds of a child, and as known then."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from iro_events.days import authority_id
from iro_events.facts import care, proceedings, protection, reviews, team
from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.facts.team_codes import Contract

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AUTHORITY = authority_id("E10000011")
FULL, HALF = UUID(int=1), UUID(int=2)
LATER = datetime(2015, 9, 21, 9, tzinfo=UTC)


def weights(on: date, looked_after: int, *others: int) -> CaseWeightsSet:
    new, court, plan = others or (0, 0, 0)
    return CaseWeightsSet(
        valid_from=on, looked_after=looked_after, not_yet_reviewed=new, in_proceedings=court, protection_plan=plan
    )


@pytest.fixture
async def team_of_two(analyst: Any) -> Any:
    """Six children: the first is reviewed, the second in proceedings, the third has a plan, the last has no IRO."""
    for iro, fte in ((FULL, 100), (HALF, 50)):
        await analyst.tell(team.IroJoined(iro=iro, on=date(2014, 4, 1), fte=fte, contract=Contract.STAFF), child=iro)
    for number in range(6):
        period, child = UUID(int=200 + number), UUID(int=100 + number)
        await analyst.tell(care.ChildBecameLookedAfter(care=period, on=date(2014, 9, 1)), child=child)
        if number < 5:
            iro = (FULL, HALF)[number % 2]
            await analyst.tell(care.IroAppointed(care=period, iro=iro, on=date(2014, 9, 2)), child=child)
    await analyst.tell(reviews.ReviewHeld(review=UUID(int=301), held_on=date(2014, 9, 25)), child=UUID(int=100))
    issued = proceedings.ProceedingsRecorded(proceedings=UUID(int=302), on=date(2014, 9, 10), until=date(2015, 3, 31))
    await analyst.tell(issued, child=UUID(int=101))
    await analyst.tell(
        protection.ProtectionPlanRecorded(plan=UUID(int=303), on=date(2014, 9, 3), until=None), child=UUID(int=102)
    )
    return analyst


async def test_a_formula_of_one_for_each_child_is_the_caseload(team_of_two: Any) -> None:
    await team_of_two.tell(weights(date(2014, 4, 1), 100), child=AUTHORITY)

    for by in ("month", "iro"):
        plain, weighted = [await team_of_two.figure(each, by=by) for each in ("caseload", "caseload-weighted")]
        assert [(group["key"], group["value"]) for group in weighted["groups"]] == [
            (group["key"], group["value"]) for group in plain["groups"]
        ]
        assert weighted["value"] == plain["value"] == 3.3


async def test_what_holds_of_a_child_on_the_day_is_added_up(team_of_two: Any) -> None:
    await team_of_two.tell(weights(date(2014, 4, 1), 100, 50, 30, 80), child=AUTHORITY)

    january, march = [await team_of_two.figure("caseload-weighted", month) for month in ("2015-01", "2015-03")]

    assert (january["numerator"], january["denominator"], january["value"]) == (500 + 4 * 50 + 30 + 80, 150, 5.4)
    assert {part["id"]: part["value"] for part in january["parts"]} == {
        "looked-after": 500,
        "not-yet-reviewed": 200,
        "in-proceedings": 30,
        "protection-plans": 80,
        "posts": 150,
        "no-iro": 1,
        "no-weights": 0,
    }
    assert march["numerator"] == january["numerator"] - 30
    cases = await team_of_two.cases("caseload-weighted", "2015-01", role="manager")
    assert 100 * sum(Decimal(case["weight"]) for case in cases if case["counted"]) == january["numerator"]
    [in_court] = [case for case in cases if case["in_proceedings"] != "0.00"]
    assert in_court["because"] == [
        "on 31 Jan 2015, by the weights set from 1 Apr 2014",
        "100 hundredths: looked after",
        "50 hundredths: no review held yet",
        "30 hundredths: in proceedings",
    ]


async def test_each_day_is_weighed_by_the_weights_of_that_day_and_before_the_first_not_at_all(
    team_of_two: Any,
) -> None:
    await team_of_two.tell(weights(date(2014, 12, 31), 100), weights(date(2015, 1, 31), 200), child=AUTHORITY)

    months = await team_of_two.figure("caseload-weighted", by="month")
    assert [(group["key"], group["value"]) for group in months["groups"]][-5:] == [
        ("2014-11", None),
        ("2014-12", 3.3),
        ("2015-01", 6.7),
        ("2015-02", 6.7),
        ("2015-03", 6.7),
    ]
    november = await team_of_two.parts("caseload-weighted", "2014-11")
    assert (november["no-weights"], november["posts"], november["no-iro"]) == (6, 0, 0)


async def test_weights_set_again_stand_in_place_and_what_was_known_before_stays_told(team_of_two: Any) -> None:
    await team_of_two.tell(weights(date(2014, 4, 1), 100), child=AUTHORITY)
    team_of_two.clock.now = LATER
    await team_of_two.tell(weights(date(2014, 4, 1), 150), child=AUTHORITY, at=LATER)

    then = await team_of_two.figure("caseload-weighted", as_known_at="2015-09-20")
    assert (then["numerator"], (await team_of_two.figure("caseload-weighted"))["numerator"]) == (500, 750)


async def test_few_may_see_who_has_a_protection_plan(team_of_two: Any) -> None:
    hidden = await team_of_two.get("/figures/caseload-weighted/cases", role="operator", period="2014-15")

    assert hidden.status_code == 403
