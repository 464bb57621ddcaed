"""The information system's proceedings at this service's border."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from iro_events.cloudevents import event_name
from iro_events.facts.care import ChildBecameLookedAfter

pytestmark = [pytest.mark.anyio, pytest.mark.database]

BATCH = "application/cloudevents-batch+json"


def issued(child: str, data: Any = None, **other: Any) -> dict[str, Any]:
    """An event about proceedings of that child."""
    envelope = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/E10000011/information-system",
        "type": "proceedings.case",
        "subject": child,
        "record": "ZC14C00001",
        "data": data or {"on": "2014-05-06"},
    }
    return {**envelope, **other}


async def results(desk: Any, *events: Any) -> list[Any]:
    answer = await desk.post("/inbound", list(events), role="information-system", headers={"Content-Type": BATCH})
    assert answer.status_code == 200, answer.text
    return [(one["result"], one["reason"]) for one in answer.json()["events"]]


async def told(desk: Any) -> list[Any]:
    page = await desk.asked("/facts", role="information-system")
    return [(event_name(fact["type"]), fact["subject"], fact["data"]) for fact in page["facts"]]


async def test_proceedings_are_told_as_they_stand_under_an_id_of_our_own(desk: Any) -> None:
    child = await desk.child()
    assert await results(desk, issued(child)) == [("taken", None)]

    ended = {"on": "2014-05-06", "until": "2014-09-01"}
    assert await results(desk, issued(child, ended, version=2)) == [("taken", None)]

    (first, whom, one), (_, _, two) = await told(desk)
    assert (first, whom, one["until"], two["until"]) == ("ProceedingsRecorded", child, None, "2014-09-01")
    assert one["proceedings"] == two["proceedings"]
    assert "ZC14C00001" not in str(await told(desk))


async def test_proceedings_of_a_child_not_told_of_yet_wait_until_it_is(desk: Any) -> None:
    child = uuid4()
    assert await results(desk, issued(str(child))) == [("waiting", None)]
    assert len((await desk.asked("/inbound/waiting", role="operator"))["items"]) == 1

    await desk.hear(child, ChildBecameLookedAfter(care=uuid4(), on=date(2014, 4, 1)))

    assert (await desk.asked("/inbound/waiting", role="operator"))["items"] == []
    ((kind, whom, _),) = await told(desk)
    assert (kind, UUID(whom)) == ("ProceedingsRecorded", child)


async def test_another_services_type_is_refused_naming_its_owner(desk: Any) -> None:
    other = issued(await desk.child(), type="looked-after.started")

    assert await results(desk, other) == [("refused", "other-owner")]

    (listed,) = (await desk.asked("/inbound/rejections", role="operator"))["items"]
    assert (listed["field"], listed["detail"]) == ("type", "send it to review-service, which owns events of that type")


async def test_a_child_is_named_by_its_id_here(desk: Any) -> None:
    assert await results(desk, issued("4711")) == [("refused", "broken-body")]

    (listed,) = (await desk.asked("/inbound/rejections", role="operator"))["items"]
    assert (listed["field"], listed["detail"]) == ("subject", "give the id by which the child is known here")


async def test_withdrawn_proceedings_are_told_as_such_once(desk: Any) -> None:
    child = await desk.child()
    gone = {**issued(child, version=2, withdrawn=True), "data": None}

    await results(desk, issued(child), gone, {**gone, "id": "again"})

    assert [kind for kind, _, _ in await told(desk)] == ["ProceedingsRecorded", "ProceedingsWithdrawn"]
