"""The information system's reference figures at this service's border: population and targets."""

from typing import Any

import pytest

from iro_events.cloudevents import event_name
from iro_events.days import authority_id

from .test_inbound import batch, event, results

pytestmark = [pytest.mark.anyio, pytest.mark.database]

POPULATION: dict[str, Any] = {
    "on": "2013-06-30",
    "children": 104_990,
    "source": "ons-mid-year-estimate",
    "published_on": "2014-06-26",
}
TARGET: dict[str, Any] = {
    "of": "participation",
    "on": "2014-04-01",
    "until": "2015-03-31",
    "tenths": 950,
    "at_least": True,
    "source": "authority",
}


def reference(kind: str, data: Any, **other: Any) -> dict[str, Any]:
    return event(f"reference.{kind}", data, **{"subject": None, **other})


async def told(desk: Any) -> list[Any]:
    page = await desk.asked("/facts", role="information-system")
    return [(event_name(fact["type"]), fact["subject"], fact["data"]) for fact in page["facts"]]


async def test_a_population_is_told_with_its_day_and_source_as_the_authoritys(desk: Any) -> None:
    assert await results(desk, reference("population", POPULATION)) == ["taken"]

    ((kind, subject, data),) = await told(desk)
    assert (kind, subject) == ("PopulationRecorded", str(authority_id("E10000011")))
    assert {name: data[name] for name in POPULATION} == POPULATION


async def test_a_target_may_reach_into_the_future_and_be_corrected_or_withdrawn(desk: Any) -> None:
    assert await results(desk, reference("target", TARGET)) == ["taken"]
    assert await results(desk, reference("target", {**TARGET, "tenths": 900}, version=2)) == ["taken"]
    assert await results(desk, reference("target", None, version=3, withdrawn=True)) == ["taken"]

    facts = await told(desk)
    assert [kind for kind, _, _ in facts] == ["TargetRecorded", "TargetRecorded", "TargetWithdrawn"]
    assert [data["tenths"] for _, _, data in facts[:2]] == [950, 900]


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("population", {**POPULATION, "children": -1}, "data.children"),
        ("population", {**POPULATION, "children": 104_990.5}, "data.children"),
        ("population", {**POPULATION, "source": "hearsay"}, "data.source"),
        ("target", {**TARGET, "of": "happiness"}, "data.of"),
        ("target", {**TARGET, "until": "2014-03-31"}, "data.until"),
        ("target", {name: value for name, value in TARGET.items() if name != "at_least"}, "data.at_least"),
    ],
)
async def test_a_reference_figure_that_cannot_be_read_names_its_field(
    desk: Any, kind: str, data: Any, field: str
) -> None:
    (refused,) = await batch(desk, reference(kind, data))

    assert (refused["reason"], refused["field"]) == ("broken-body", field)


async def test_a_reference_figure_is_about_nobody(desk: Any) -> None:
    (refused,) = await batch(desk, reference("population", POPULATION, subject="4711"))

    assert (refused["field"], refused["detail"]) == ("subject", "leave it out; the event is about nobody")
