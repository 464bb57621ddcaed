"""The information system's reference values: recorded as they are, published, and counted by the figures."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from iro_events import inbox
from iro_events.cloudevents import event_name
from iro_events.days import authority_id
from iro_events.facts import care
from iro_events.testing.silent_bus import SilentBus
from metrics_service.areas import REFERENCE
from metrics_service.following import bus_of
from metrics_service.rebuild import rebuild

pytestmark = [pytest.mark.anyio, pytest.mark.database]

BATCH = "application/cloudevents-batch+json"
IN_TIME = 20.0
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
    """An event about nobody and record 1, unless other attributes are given."""
    envelope = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/E10000011/information-system",
        "type": f"reference.{kind}",
        "record": "1",
        "data": data,
    }
    return {name: value for name, value in {**envelope, **other}.items() if value is not None}


async def sent(analyst: Any, *events: Any) -> Any:
    """The answer to a batch, which must be one."""
    headers = {**analyst.issuer.bearer("information-system"), "Content-Type": BATCH}
    answer = await analyst.client.post("/inbound", json=events, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def results(analyst: Any, *events: Any) -> list[str]:
    return [one["result"] for one in (await sent(analyst, *events))["events"]]


async def published(analyst: Any) -> list[Any]:
    page = (await analyst.get("/facts", role="information-system")).json()
    return [(event_name(fact["type"]), fact["subject"], fact["data"]) for fact in page["facts"]]


async def counted(analyst: Any, *events: Any) -> None:
    """Sends the events, and waits until the figures count them."""
    seq = (await sent(analyst, *events))["seq"]
    assert await inbox.reached(analyst.database, REFERENCE.name, REFERENCE.topics[0], seq, within=IN_TIME)


async def test_a_population_is_published_with_its_day_and_source_as_the_authoritys(analyst: Any) -> None:
    assert await results(analyst, reference("population", POPULATION)) == ["taken"]

    ((kind, subject, data),) = await published(analyst)
    assert (kind, subject) == ("PopulationRecorded", str(authority_id("E10000011")))
    assert {name: data[name] for name in POPULATION} == POPULATION


async def test_a_target_may_reach_into_the_future_and_be_corrected_or_withdrawn(analyst: Any) -> None:
    assert await results(analyst, reference("target", TARGET)) == ["taken"]
    assert await results(analyst, reference("target", {**TARGET, "tenths": 900}, version=2)) == ["taken"]
    assert await results(analyst, reference("target", None, version=3, withdrawn=True)) == ["taken"]

    facts = await published(analyst)
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
async def test_a_reference_value_that_cannot_be_read_names_its_field(
    analyst: Any, kind: str, data: Any, field: str
) -> None:
    (refused,) = (await sent(analyst, reference(kind, data)))["events"]

    assert (refused["reason"], refused["field"]) == ("broken-body", field)
    assert [kind for kind, _, _ in await published(analyst)] == ["InboundRejected"]


async def test_a_reference_value_is_about_nobody(analyst: Any) -> None:
    (refused,) = (await sent(analyst, reference("population", POPULATION, subject="4711")))["events"]

    assert (refused["field"], refused["detail"]) == ("subject", "leave it out; the event is about nobody")


async def test_another_services_types_are_refused_with_their_owner(analyst: Any) -> None:
    (refused,) = (await sent(analyst, reference("population", {}, type="missing.episode")))["events"]

    assert (refused["reason"], refused["detail"]) == (
        "other-owner",
        "send it to participation-service, which owns events of that type",
    )


async def test_a_population_sent_here_is_counted_by_the_rate_and_corrected_it_is_counted_corrected(
    analyst: Any,
) -> None:
    begun = care.ChildBecameLookedAfter(care=UUID(int=101), on=date(2014, 5, 1))
    await analyst.tell(begun, child=UUID(int=1))
    assert (await analyst.figure("looked-after-rate"))["value"] is None

    await counted(analyst, reference("population", {**POPULATION, "children": 1000}))
    assert (await analyst.figure("looked-after-rate"))["value"] == 10.0

    await counted(analyst, reference("population", {**POPULATION, "children": 2000}, version=2))
    assert (await analyst.figure("looked-after-rate"))["value"] == 5.0


async def test_its_cases_are_rebuilt_from_this_services_own_log(analyst: Any) -> None:
    await counted(analyst, reference("population", POPULATION), reference("target", TARGET))
    analyst.clock.now += timedelta(days=1)
    await counted(analyst, reference("population", {**POPULATION, "children": 90_000}, version=2))
    bus = bus_of(analyst.running, SilentBus(), REFERENCE)

    rebuilt = await rebuild(analyst.database, bus, REFERENCE, lambda done, total: None)

    assert (rebuilt.cases, rebuilt.differences) == ({"population_case": 1}, {"population_case": 0})


async def test_a_listener_of_deadlines_hears_of_no_reference_value(analyst: Any) -> None:
    await counted(analyst, reference("population", POPULATION), reference("target", {**TARGET, "of": "happiness"}))
    analyst.running.stopping.set()  # whoever listens is sent what there is, and let go

    heard = await analyst.get("/deadlines/stream", role="iro", after=0)

    assert "event:" not in heard.text
