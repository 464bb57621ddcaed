"""The information system's plans, conferences and workers at this service's border."""

from typing import Any

import pytest

from iro_events.cloudevents import event_name

from .test_inbound import batch, event, facts, rejections, results, started

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PLAN: dict[str, Any] = {"on": "2014-05-06"}
CONFERENCE: dict[str, Any] = {"on": "2014-05-06", "kind": "initial", "chair": "w-7"}
WORKER: dict[str, Any] = {
    "stints": [{"on": "2012-04-02"}],
    "hours": [{"on": "2012-04-02", "fte": "1.00"}, {"on": "2014-01-06", "fte": "0.80"}],
    "contracts": [{"on": "2012-04-02", "contract": "staff"}],
}


def worker(data: Any = WORKER, **other: Any) -> dict[str, Any]:
    return event("team.worker", data, **{"subject": "w-7", "record": "w-7", **other})


async def restricted(desk: Any) -> list[tuple[str, Any]]:
    page = await desk.asked("/facts", role="information-system", restricted="true")
    return [(event_name(fact["type"]), fact["data"]) for fact in page["facts"]]


async def in_team(desk: Any, as_at: str) -> list[Any]:
    return list((await desk.asked("/iros", role="manager", as_at=as_at))["items"])


async def test_a_plan_makes_the_child_known_and_is_told_to_few(desk: Any) -> None:
    (taken,) = await batch(desk, event("protection.plan", PLAN))

    assert taken["result"] == "taken"
    assert await facts(desk) == []
    ((kind, told),) = await restricted(desk)
    assert (kind, told["on"], told["until"]) == ("ProtectionPlanRecorded", "2014-05-06", None)


async def test_a_plan_that_ends_or_was_none_is_told_again_under_the_same_id(desk: Any) -> None:
    await batch(desk, event("protection.plan", PLAN))

    await batch(desk, event("protection.plan", {**PLAN, "until": "2014-08-01"}, version=2))
    await batch(desk, event("protection.plan", version=3, withdrawn=True))

    told = await restricted(desk)
    assert [kind for kind, _ in told] == ["ProtectionPlanRecorded"] * 2 + ["ProtectionPlanWithdrawn"]
    assert {data["plan"] for _, data in told} == {told[0][1]["plan"]}


async def test_a_plan_cannot_end_before_it_began(desk: Any) -> None:
    (refused,) = await batch(desk, event("protection.plan", {**PLAN, "until": "2014-05-05"}))

    assert (refused["reason"], refused["field"]) == ("broken-body", "data.until")


async def test_a_conference_waits_for_its_chair_and_is_told_by_the_iros_id_here(desk: Any) -> None:
    assert await results(desk, event("protection.conference", CONFERENCE)) == ["waiting"]

    (known,) = await batch(desk, worker())

    assert (await desk.asked("/inbound/waiting", role="operator"))["items"] == []
    ((kind, told),) = await restricted(desk)
    assert (kind, told["iro"], told["kind"]) == ("ProtectionConferenceRecorded", known["about"], "initial")


async def test_a_conference_that_no_iro_chaired_is_told_without(desk: Any) -> None:
    assert await results(desk, event("protection.conference", {**CONFERENCE, "chair": None})) == ["taken"]

    assert (await restricted(desk))[0][1]["iro"] is None


async def test_a_worker_is_in_the_team_for_all_that_is_said_at_once(desk: Any) -> None:
    assert await results(desk, worker()) == ["taken"]

    (member,) = await in_team(desk, "2013-01-01")
    assert (member["fte"], member["contract"]) == ("1.00", "staff")
    (member,) = await in_team(desk, "2014-02-01")
    assert member["fte"] == "0.80"


async def test_a_worker_who_leaves_and_comes_back_is_the_same_iro(desk: Any) -> None:
    (first,) = await batch(desk, worker())
    left = {**WORKER, "stints": [{"on": "2012-04-02", "until": "2014-03-31"}]}
    back = {**WORKER, "stints": [*left["stints"], {"on": "2014-06-02"}]}

    assert await results(desk, worker(back, version=3)) == ["taken"]

    assert await in_team(desk, "2014-05-01") == []
    (member,) = await in_team(desk, "2014-07-01")
    assert (member["iro"], member["fte"]) == (first["about"], "0.80")
    assert await results(desk, worker(left, version=2)) == ["refused"]


async def test_a_joining_that_was_another_day_is_corrected(desk: Any) -> None:
    await batch(desk, worker())
    later = {**WORKER, "stints": [{"on": "2012-05-01", "until": "2014-08-29"}]}

    assert await results(desk, worker(later, version=2)) == ["taken"]

    assert await in_team(desk, "2012-04-15") == []
    assert len(await in_team(desk, "2014-08-29")) == 1
    assert await in_team(desk, "2014-08-30") == []


async def test_what_a_rule_of_the_team_refuses_is_told_with_its_code_and_nothing_of_it_is_taken(desk: Any) -> None:
    await batch(desk, worker())
    before = await desk.written()
    twice = {**WORKER, "stints": [{"on": "2012-04-02"}, {"on": "2013-04-02"}]}

    (refused,) = await batch(desk, worker(twice, version=2))

    assert (refused["reason"], refused["rule"]) == ("against-a-rule", "iro.already_joined")
    assert (await rejections(desk))[0]["rule"] == "iro.already_joined"
    assert await desk.written() == before + 1  # the refusal told back
    assert await results(desk, worker(version=2)) == ["taken"]


async def test_an_iro_recorded_by_hand_is_the_worker_that_names_it(desk: Any) -> None:
    iro = "5e1f0000-0000-4000-8000-00000000001a"
    await desk.told(f"/iros/{iro}/joinings", role="manager", on="2012-04-02", fte="1.00", contract="staff")

    (known,) = await batch(desk, worker({**WORKER, "iro": iro}))

    assert known["about"] == iro
    (member,) = await in_team(desk, "2014-02-01")
    assert (member["iro"], member["fte"]) == (iro, "0.80")


async def test_a_worker_who_never_was_in_the_team_is_withdrawn(desk: Any) -> None:
    await batch(desk, worker())

    assert await results(desk, worker(None, version=2, withdrawn=True)) == ["taken"]

    assert await in_team(desk, "2014-02-01") == []


async def test_a_start_and_a_plan_of_one_child_are_of_one(desk: Any) -> None:
    told = await batch(desk, event("protection.plan", PLAN), started())

    assert told[0]["about"] == told[1]["about"]


async def test_a_workers_absences_are_all_that_are_told_and_none_where_nothing_is_said_of_them(desk: Any) -> None:
    away = {**WORKER, "absences": [{"on": "2014-03-03", "until": "2014-03-07"}, {"on": "2014-08-04"}]}
    assert await results(desk, worker(away)) == ["taken"]
    assert (await in_team(desk, "2014-08-20"))[0]["absent_since"] == "2014-08-04"

    assert await results(desk, worker(version=2)) == ["taken"]
    assert (await in_team(desk, "2014-08-20"))[0]["absent_since"] == "2014-08-04"

    back = {**WORKER, "absences": [{"on": "2014-03-03", "until": "2014-03-10"}]}
    assert await results(desk, worker(back, version=3)) == ["taken"]
    assert (await in_team(desk, "2014-08-20"))[0]["absent_since"] is None
    assert (await in_team(desk, "2014-03-10"))[0]["absent_since"] == "2014-03-03"


async def test_who_left_before_an_absence_that_is_told_no_more_has_left(desk: Any) -> None:
    await batch(desk, worker({**WORKER, "absences": [{"on": "2014-08-04"}]}))
    left = {**WORKER, "stints": [{"on": "2012-04-02", "until": "2014-07-31"}], "absences": []}

    assert await results(desk, worker(left, version=2)) == ["taken"]

    assert await in_team(desk, "2014-08-20") == []
