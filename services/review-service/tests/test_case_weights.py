"""The authority's formula for caseloads: set from a day on, set again, and refused where it cannot be one."""

from datetime import date
from typing import Any

import pytest

from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.hundredths import Hundredths
from iro_events.spec import Spec
from review_service.domain.case_weights import CASE_WEIGHTS, SetCaseWeights

APRIL = date(2015, 4, 1)
spec = Spec(CASE_WEIGHTS)


def told(on: date = APRIL, looked_after: int = 100) -> CaseWeightsSet:
    return CaseWeightsSet(
        valid_from=on, looked_after=looked_after, not_yet_reviewed=50, in_proceedings=0, protection_plan=0
    )


def command(on: date = APRIL, looked_after: int = 100) -> SetCaseWeights:
    return SetCaseWeights(valid_from=on, looked_after=Hundredths(looked_after), not_yet_reviewed=Hundredths(50))


def test_weights_are_told_once_and_again_where_they_differ() -> None:
    spec.given().when(command()).then(told())
    spec.given(told()).when(command()).then()
    spec.given(told()).when(command(looked_after=120)).then(told(looked_after=120))
    spec.given(told()).when(command(date(2016, 4, 1))).then(told(date(2016, 4, 1)))


@pytest.mark.anyio
@pytest.mark.database
async def test_weights_are_set_by_who_keeps_the_team_and_listed_by_day(desk: Any) -> None:
    second = {"valid_from": "2016-04-01", "looked_after": "1.10", "in_proceedings": "0.40"}
    await desk.told("/case-weights", role="manager", **second)
    await desk.told("/case-weights", role="manager", valid_from="2015-04-01", looked_after="1")

    shown = (await desk.get("/case-weights", role="analyst")).json()

    assert [each["valid_from"] for each in shown] == ["2015-04-01", "2016-04-01"]
    assert shown[1] == {**second, "not_yet_reviewed": "0.00", "protection_plan": "0.00"}
    answer = await desk.post("/case-weights", {"valid_from": "2015-04-01", "looked_after": "1.00"}, role="iro")
    assert answer.status_code == 403


@pytest.mark.anyio
@pytest.mark.database
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"looked_after": "0.00"}, "looked_after"),
        ({"looked_after": 1.5}, "looked_after"),
        ({"looked_after": 100}, "looked_after"),
        ({"in_proceedings": "10.01"}, "in_proceedings"),
        ({"valid_from": "1 April"}, "valid_from"),
        ({"foster_carer": "0.10"}, "foster_carer"),
    ],
)
async def test_what_is_no_weight_is_refused_by_its_field(desk: Any, wrong: dict[str, Any], field: str) -> None:
    body = {"valid_from": "2015-04-01", "looked_after": "1.00", **wrong}

    answer = await desk.post("/case-weights", body, role="manager")

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert (await desk.get("/case-weights", role="manager")).json() == []
