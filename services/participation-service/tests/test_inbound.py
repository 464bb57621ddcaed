"""The information system's missing episodes at this service's border: a reason to speak to the child."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from iro_events.facts.care import ChildBecameLookedAfter

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"
BATCH = "application/cloudevents-batch+json"


def missing(child: UUID, until: str | None = "2014-07-03", **other: Any) -> dict[str, Any]:
    """An event about that child, missing from 1 July 2014."""
    envelope = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/E10000011/information-system",
        "type": "missing.episode",
        "subject": str(child),
        "record": "m-1",
        "data": {"on": "2014-07-01", "until": until, "absence": "M"},
    }
    return {**envelope, **other}


async def results(desk: Any, *events: Any) -> list[str]:
    answer = await desk.post("/inbound", list(events), role="information-system", headers={"Content-Type": BATCH})
    assert answer.status_code == 200, answer.text
    return [one["result"] for one in answer.json()["events"]]


async def found(desk: Any) -> list[Any]:
    return list((await desk.asked("/found-children"))["items"])


async def test_a_child_found_after_it_was_missing_is_to_be_spoken_to_until_it_was(desk: Any) -> None:
    child = await desk.child()
    assert await results(desk, missing(child, None)) == ["taken"]
    assert await found(desk) == []

    assert await results(desk, missing(child, version=2)) == ["taken"]
    (waits,) = await found(desk)
    assert (waits["child"], waits["since"], waits["until"], waits["absence"]) == (
        str(child),
        "2014-07-01",
        "2014-07-03",
        "M",
    )

    visit = {"iro": IRO, "medium": "visit", "begun_by": "iro", "seen_alone": True}
    await desk.told(f"/children/{child}/contacts", on="2014-07-02", **visit)
    assert len(await found(desk)) == 1
    await desk.told(f"/children/{child}/contacts", on="2014-07-04", **visit)
    assert await found(desk) == []


async def test_that_a_child_was_missing_is_told_to_few(desk: Any) -> None:
    child = await desk.child()
    await results(desk, missing(child))

    assert (await desk.asked("/facts", role="information-system"))["facts"] == []
    (fact,) = (await desk.asked("/facts", role="information-system", restricted="true"))["facts"]
    assert (fact["type"], fact["data"]["absence"]) == ("footprint.MissingEpisodeRecorded", "M")


async def test_an_episode_that_was_none_is_withdrawn(desk: Any) -> None:
    child = await desk.child()
    await results(desk, missing(child))

    assert await results(desk, {**missing(child, version=2, withdrawn=True), "data": None}) == ["taken"]

    assert await found(desk) == []


async def test_an_episode_of_a_child_not_told_of_yet_waits_until_it_is(desk: Any) -> None:
    child = uuid4()
    assert await results(desk, missing(child)) == ["waiting"]

    await desk.hear(child, ChildBecameLookedAfter(care=uuid4(), on=date(2014, 4, 1)))

    assert (await desk.asked("/inbound/waiting", role="operator"))["items"] == []
    assert [one["child"] for one in await found(desk)] == [str(child)]


async def test_an_event_that_comes_while_its_child_is_told_of_never_waits_in_vain(desk: Any) -> None:
    for _ in range(15):
        child = uuid4()
        told = desk.hear(child, ChildBecameLookedAfter(care=uuid4(), on=date(2014, 4, 1)))
        await asyncio.gather(told, results(desk, missing(child, record=str(child))))

    assert (await desk.asked("/inbound/waiting", role="operator"))["items"] == []
    assert len(await found(desk)) == 15
