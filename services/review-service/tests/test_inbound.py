"""The information system's events at this service's border: taken once each, in any order, or refused and listed."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from iro_events.cloudevents import event_name

pytestmark = [pytest.mark.anyio, pytest.mark.database]

SINGLE, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
START: dict[str, Any] = {"on": "2014-04-01", "legal_status": "C2", "notified_on": "2014-04-03"}
END: dict[str, Any] = {"on": "2014-06-02", "reason": "E8"}


def event(kind: str, data: Any = None, **other: Any) -> dict[str, Any]:
    """An event of the information system, about its child 4711 and its record 1 unless told otherwise."""
    envelope = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/E10000011/information-system",
        "type": kind,
        "subject": "4711",
        "record": "1",
        "data": data,
    }
    return {name: value for name, value in {**envelope, **other}.items() if value is not None}


def started(**other: Any) -> dict[str, Any]:
    return event("looked-after.started", START, **other)


async def sent(desk: Any, body: Any, media_type: str = SINGLE, role: str = "information-system") -> Any:
    return await desk.post("/inbound", body, role=role, headers={"Content-Type": media_type})


async def batch(desk: Any, *events: Any) -> list[Any]:
    answer = await sent(desk, events, BATCH)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["events"])


async def results(desk: Any, *events: Any) -> list[str]:
    return [one["result"] for one in await batch(desk, *events)]


async def care_of(desk: Any) -> list[tuple[Any, ...]]:
    """Every period of care as this service's own table has it."""
    async with desk.running.database.connection() as connection:
        rows = await connection.fetch("SELECT started_on, start_known, ended_on, short_break FROM care ORDER BY 1")
    return [(str(row[0]), row[1], row[2] and str(row[2]), row[3]) for row in rows]


async def rejections(desk: Any) -> list[Any]:
    return list((await desk.asked("/inbound/rejections", role="operator"))["items"])


async def facts(desk: Any) -> list[tuple[str, Any]]:
    """What this service told, by its feed."""
    page = await desk.asked("/facts", role="information-system")
    return [(event_name(fact["type"]), fact["data"]) for fact in page["facts"]]


async def test_a_start_of_care_makes_the_child_known_and_its_care_begin(desk: Any) -> None:
    answer = await sent(desk, started())

    (taken,) = answer.json()["events"]
    assert (answer.status_code, taken["result"]) == (201, "taken")
    child = await desk.asked(f"/children/{taken['about']}")
    assert child["identifiers"] == [{"system": "information-system", "value": "4711"}]
    assert await care_of(desk) == [("2014-04-01", True, None, False)]
    told = dict(await facts(desk))["ChildBecameLookedAfter"]
    assert (told["notified_on"], told["from_return"]) == ("2014-04-03", False)


async def test_a_start_told_without_its_day_of_notice_was_told_today(desk: Any) -> None:
    await sent(desk, event("looked-after.started", {"on": "2014-04-01", "legal_status": "C2"}))

    assert dict(await facts(desk))["ChildBecameLookedAfter"]["notified_on"] == "2014-09-01"


async def test_the_order_in_which_events_come_does_not_matter(desk: Any) -> None:
    episode = {"on": "2014-05-06", "reason": "L", "legal_status": "E1", "placement": "U4"}

    for one in (event("looked-after.ended", END), event("looked-after.episode", episode)):
        assert await results(desk, one) == ["waiting"]
    assert await results(desk, started()) == ["taken"]

    assert await care_of(desk) == [("2014-04-01", True, "2014-06-02", False)]
    assert (await desk.asked("/inbound/waiting", role="operator"))["items"] == []


async def test_the_same_event_again_is_known_and_nothing_is_written(desk: Any) -> None:
    once = started()
    assert await results(desk, once, once) == ["taken", "known"]
    before = await desk.written()

    answer = await sent(desk, once)

    assert (answer.status_code, answer.json()["events"][0]["result"], answer.json()["seq"]) == (200, "known", None)
    assert await desk.written() == before


async def test_a_later_version_corrects_the_record_and_the_period_keeps_its_id(desk: Any) -> None:
    await sent(desk, started())
    before = dict(await facts(desk))["ChildBecameLookedAfter"]["care"]

    corrected = {**START, "on": "2014-04-07", "notified_on": "2014-04-09"}
    await sent(desk, event("looked-after.started", corrected, version=2))

    assert await care_of(desk) == [("2014-04-07", True, None, False)]
    told = dict(await facts(desk))
    assert (told["LookedAfterDateCorrected"]["care"], told["LookedAfterDateCorrected"]["was"]) == (before, "2014-04-01")
    assert told["IroServiceNotified"] == {"care": before, "on": "2014-04-09"}


async def test_a_record_that_is_withdrawn_says_nothing_any_more(desk: Any) -> None:
    await batch(desk, started(), event("looked-after.ended", END))

    assert await results(desk, event("looked-after.ended", version=2, withdrawn=True)) == ["taken"]

    assert await care_of(desk) == [("2014-04-01", True, None, False)]
    assert await results(desk, event("looked-after.started", version=2, withdrawn=True)) == ["taken"]
    assert await care_of(desk) == []


async def test_a_change_without_a_start_is_a_period_of_unknown_start_until_the_start_is_told(desk: Any) -> None:
    await desk.told("/children", identifiers=[{"system": "information-system", "value": "4711"}])
    await sent(desk, event("looked-after.episode", {"on": "2014-05-06", "reason": "P", "legal_status": "C2"}))
    assert await care_of(desk) == [("2014-05-06", False, None, False)]
    before = dict(await facts(desk))["ChildBecameLookedAfter"]["care"]

    await sent(desk, started())

    assert await care_of(desk) == [("2014-04-01", True, None, False)]
    assert dict(await facts(desk))["LookedAfterDateCorrected"]["care"] == before


async def test_a_period_recorded_by_hand_is_the_one_that_the_system_tells_of(desk: Any) -> None:
    child, care = await desk.care(on="2014-04-02")
    await desk.told(f"/children/{child}/identifiers", system="information-system", value="4711")

    await sent(desk, started())

    assert await care_of(desk) == [("2014-04-01", True, None, False)]
    assert dict(await facts(desk))["LookedAfterDateCorrected"]["care"] == care


async def test_a_return_and_the_system_state_a_childs_care_together(desk: Any) -> None:
    rows = [
        {"file": "episodes", "ref": "1", "order": 1, "year": 2014, "columns": columns}
        for columns in (
            {"CHILD": "C1", "DECOM": "01/04/2013", "RNE": "S", "LS": "C2"},
            {"CHILD": "C1", "DECOM": "01/05/2013", "RNE": "L", "LS": "V2"},
        )
    ]
    body = {"authority": "E10000011", "rows": rows}
    assert (await desk.post("/returns/ssda903", body, role="operator")).status_code == 200
    async with desk.running.database.connection() as connection:
        child = await connection.fetchval("SELECT child FROM child_identifier")
    await desk.told(f"/children/{child}/identifiers", system="information-system", value="4711")

    await sent(desk, event("looked-after.ended", END))
    again = await desk.post("/returns/ssda903", body, role="operator")

    assert {row["result"] for row in again.json()["rows"]} == {"known"}
    assert await care_of(desk) == [("2013-04-01", True, "2014-06-02", False)]


async def test_a_child_never_heard_of_is_kept_visible_and_taken_when_it_is_registered(desk: Any) -> None:
    ended = event("looked-after.ended", END, id="e-2")
    answer = await sent(desk, ended)
    assert (answer.status_code, answer.json()["events"][0]["result"]) == (202, "waiting")
    assert await results(desk, ended) == ["known"]
    (waiting,) = (await desk.asked("/inbound/waiting", role="manager"))["items"]
    assert (waiting["id"], waiting["type"]) == ("e-2", "looked-after.ended")
    assert "4711" not in str(waiting)

    child = (await desk.told("/children", identifiers=[{"system": "information-system", "value": "4711"}]))["id"]

    assert (await desk.asked("/inbound/waiting", role="manager"))["items"] == []
    known = (await sent(desk, ended)).json()["events"][0]
    assert (known["result"], known["about"]) == ("known", child)
    await sent(desk, started())
    assert await care_of(desk) == [("2014-04-01", True, "2014-06-02", False)]


async def test_two_ids_registered_at_once_bring_about_one_restatement_of_the_childs_care(desk: Any) -> None:
    await sent(desk, event("looked-after.episode", {"on": "2014-05-06", "reason": "P", "legal_status": "C2"}))
    await sent(desk, event("looked-after.ended", END, subject="4712"))
    both = [{"system": "information-system", "value": value} for value in ("4711", "4712")]

    registered = await desk.told("/children", identifiers=both)

    types = [each["type"] for each in registered["events"]]
    assert types[:5] == ["ChildRegistered", "IdentifierAdded", "IdentifierAdded", *["CareReportRecorded"] * 2]
    assert types.count("ChildBecameLookedAfter") == types.count("ChildCeasedLookedAfter") == 1
    async with desk.running.database.connection() as connection:
        caused = "SELECT count(DISTINCT causation_id) FROM events WHERE stream LIKE 'care-%'"
        assert await connection.fetchval(caused) == 1


async def test_what_is_waiting_is_replaced_by_its_later_version(desk: Any) -> None:
    await batch(
        desk, event("looked-after.ended", END), event("looked-after.ended", {**END, "on": "2014-07-01"}, version=2)
    )
    assert len((await desk.asked("/inbound/waiting", role="manager"))["items"]) == 1

    await sent(desk, started())

    assert await care_of(desk) == [("2014-04-01", True, "2014-07-01", False)]


async def test_two_who_send_of_one_child_at_once_make_one_child_of_it(desk: Any) -> None:
    events = [started(subject=f"at-once-{number}", record=f"r-{number}") for number in range(20)]

    answers = await asyncio.gather(*(sent(desk, events, BATCH) for _ in range(4)))

    fates = Counter(one["result"] for answer in answers for one in answer.json()["events"])
    assert fates == Counter(taken=20, known=60)
    assert len(await care_of(desk)) == 20


async def test_who_registers_a_child_while_its_events_come_in_has_that_child_or_is_told_that_it_is_there(
    desk: Any,
) -> None:
    identifiers = [{"system": "information-system", "value": "4711"}]
    asked = [desk.post("/children", {"identifiers": identifiers}) for _ in range(3)]
    answers = await asyncio.gather(*asked, *(sent(desk, started(), SINGLE) for _ in range(3)))

    assert Counter(answer.status_code for answer in answers[3:]) <= Counter({201: 3, 200: 3})
    assert {answer.status_code for answer in answers[:3]} <= {201, 409}
    assert len(await care_of(desk)) == 1
    async with desk.running.database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM child_identifier") == 1


BROKEN: Sequence[tuple[Any, str, str | None]] = [
    (["no event"], "not-an-event", None),
    (started(specversion="0.3"), "not-an-event", "specversion"),
    (started(id=""), "not-an-event", "id"),
    ({name: value for name, value in started().items() if name != "record"}, "not-an-event", "record"),
    (started(version="2"), "not-an-event", "version"),
    (started(version=0), "not-an-event", "version"),
    (started(time=1396310400), "not-an-event", "time"),
    (started(datacontenttype="text/xml"), "not-an-event", "datacontenttype"),
    (started(subject="47\x0011"), "not-an-event", "subject"),
    (started(authority="E06000001"), "other-authority", "authority"),
    (event("looked-after.begun", START), "unknown-type", "type"),
    (started(dataschema="urn:footprint:inbound/looked-after.started/2"), "unknown-schema", "dataschema"),
    (started(subject=None), "broken-body", "subject"),
    (event("looked-after.started"), "broken-body", "data"),
    (event("looked-after.started", {**START, "on": "2014-02-30"}), "broken-body", "data.on"),
    (event("looked-after.started", {**START, "on": 0}), "broken-body", "data.on"),
    (event("looked-after.started", {"on": "2014-04-01"}), "broken-body", "data.legal_status"),
    (event("looked-after.started", {**START, "legal_status": "X9"}), "broken-body", "data.legal_status"),
    (event("looked-after.started", {**START, "name": "Robin"}), "broken-body", "data.name"),
    (event("looked-after.episode", {**START, "reason": "S"}), "broken-body", "data.reason"),
    (event("looked-after.ended", {"on": "2014-06-02", "reason": "X1"}), "broken-body", "data.reason"),
    (event("looked-after.ended", END, withdrawn=True), "broken-body", "data"),
    (event("looked-after.started", {**START, "on": "2014-09-02"}), "in-the-future", "data.on"),
]


@pytest.mark.parametrize(("broken", "reason", "field"), BROKEN)
async def test_what_cannot_be_taken_is_refused_with_its_field_listed_and_told_back(
    desk: Any, broken: Any, reason: str, field: str | None
) -> None:
    answer = await sent(desk, broken)

    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == (field or "body", reason)
    (listed,) = await rejections(desk)
    assert (listed["reason"], listed["detail"]) == (reason, error["detail"])
    ((kind, told),) = await facts(desk)
    assert (kind, told) == ("InboundRejected", {"event": listed["event"], "reason": reason})
    assert await sent(desk, broken)
    assert len(await rejections(desk)) == len(await facts(desk)) == 1


async def test_an_older_version_than_one_taken_is_refused(desk: Any) -> None:
    await sent(desk, started(version=2))

    (older,) = await batch(desk, event("looked-after.started", {**START, "legal_status": "V2"}))

    assert (older["result"], older["reason"], older["field"]) == ("refused", "older-version", "version")
    assert [one["reason"] for one in await rejections(desk)] == ["older-version"]


async def test_one_version_cannot_say_two_things_and_one_id_cannot_be_two_events(desk: Any) -> None:
    first = started()
    other = {**START, "legal_status": "V2"}
    told = await batch(
        desk,
        first,
        event("looked-after.started", other),
        {**first, "data": other, "version": 2},
        started(subject="4712"),
    )

    assert [(one["result"], one["reason"], one["field"]) for one in told] == [
        ("taken", None, None),
        ("refused", "version-reused", "version"),
        ("refused", "id-reused", "id"),
        ("refused", "other-subject", "subject"),
    ]


async def test_the_same_version_under_another_id_is_known(desk: Any) -> None:
    assert await results(desk, started(), started()) == ["taken", "known"]


async def test_a_broken_event_in_a_batch_holds_up_no_other(desk: Any) -> None:
    ended = event("looked-after.ended", END)
    assert await results(desk, {}, started(), None, ended, 7) == ["refused", "taken", "refused", "taken", "refused"]
    assert len(await rejections(desk)) == 3


async def test_rejections_come_in_pages_and_hold_nothing_personal(desk: Any) -> None:
    await batch(desk, *(event("looked-after.ended", {"on": "soon", "reason": "E8"}, subject="4711") for _ in range(5)))

    first = await desk.asked("/inbound/rejections", role="operator", limit=3)
    second = await desk.asked("/inbound/rejections", role="operator", limit=3, cursor=first["next"])

    assert (len(first["items"]), len(second["items"]), second["next"]) == (3, 2, None)
    assert "4711" not in str(first)
    assert "soon" not in str(first)
    assert UUID(first["items"][0]["event"])


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", ""])
async def test_only_cloudevents_are_taken(desk: Any, media_type: str) -> None:
    answer = await sent(desk, started(), media_type)

    assert (answer.status_code, answer.json()["code"]) == (415, "request.media_type_unknown")
    assert answer.json()["field"] == "Content-Type"


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b"\xff", b'{"specversion": "1.0"}'])
async def test_a_body_that_is_no_batch_is_refused_whole(desk: Any, body: bytes) -> None:
    headers = {**desk.issuer.bearer("information-system"), "Content-Type": BATCH}
    answer = await desk.client.post("/inbound", content=body, headers=headers)

    assert (answer.status_code, answer.json()["field"]) == (422, "body")


async def test_only_the_information_system_may_send(desk: Any) -> None:
    assert (await sent(desk, started(), role="iro")).status_code == 403
