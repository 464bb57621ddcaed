"""What an IRO does with the service from a first unease to the outcome, and what managers and analysts see of it."""

import asyncio
from typing import Any

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO = "00000000-0000-4000-8000-0000000000a1"
UPHELD = {"outcome": "upheld", "plan_changed": True}


def types(receipt: dict[str, Any]) -> list[str]:
    return [event["type"] for event in receipt["events"]]


async def open_matters(desk: Any, as_at: str) -> dict[str, dict[str, Any]]:
    items = (await desk.asked(f"/iros/{IRO}/concerns", as_at=as_at))["items"]
    return {item["concern"]: item for item in items}


async def test_an_informal_challenge_is_answered_and_settled_without_a_dispute(desk: Any) -> None:
    await desk.ladder()
    concern = await desk.concern("2014-04-14", words="no placement found in four months")

    (asked,) = (await open_matters(desk, "2014-04-22")).values()
    assert (asked["stage"], asked["turn"], asked["limit"], asked["past_limit"]) == (
        None,
        "social-worker",
        "2014-04-23",
        False,
    )
    assert asked["working_days"] == 4
    assert any("Good Friday" in reason for reason in asked["because"])

    await desk.told(
        f"/concerns/{concern}/answers",
        role="social-work-manager",
        on="2014-04-24",
        by="team-manager",
        answer="accepted",
        words="a match is found",
    )
    (answered,) = (await open_matters(desk, "2014-04-25")).values()
    assert (answered["turn"], answered["limit"]) == ("iro", None)

    settled = await desk.told(f"/concerns/{concern}/settlements", on="2014-04-28", **UPHELD)
    assert types(settled) == ["ConcernSettled"]
    assert await open_matters(desk, "2014-04-28") == {}
    assert list(await open_matters(desk, "2014-04-27")) == [concern]
    shown = await desk.asked(f"/concerns/{concern}")
    assert (shown["standing"], shown["formal_on"], shown["stage"]) == ("settled", None, None)
    assert [(step["type"], step["on"], step["words"]) for step in shown["history"]] == [
        ("ConcernRaised", "2014-04-14", "no placement found in four months"),
        ("ConcernAnswered", "2014-04-24", "a match is found"),
        ("ConcernSettled", "2014-04-28", None),
    ]


async def test_a_dispute_skips_a_stage_and_reaches_the_chief_executive_on_the_nineteenth_working_day(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")
    await desk.told(f"/concerns/{dispute}/stage-answers", on="2014-08-08", stage="team-manager", answer="not-accepted")

    up = await desk.told(
        f"/concerns/{dispute}/stages", on="2014-08-29", to="chief-executive", bypass_reason="involved-already"
    )

    assert types(up) == ["DisputeMovedUp", "StageBypassed", "StageEntered"]
    (matter,) = (await open_matters(desk, "2014-09-01")).values()
    assert (matter["stage"], matter["since"], matter["turn"]) == ("chief-executive", "2014-08-29", "chief-executive")
    assert (matter["limit"], matter["conclude_by"], matter["past_cap"]) == ("2014-09-01", "2014-09-01", False)
    resolved = await desk.told(f"/concerns/{dispute}/resolutions", on="2014-09-01", **UPHELD)
    assert types(resolved) == ["DisputeResolved"]
    last = (await desk.asked(f"/concerns/{dispute}"))["history"][-1]
    assert (last["on"], last["told"]["conclude_by"]) == ("2014-09-01", "2014-09-01")
    assert (last["told"]["stage"], last["told"]["plan_changed"]) == ("chief-executive", True)


async def test_a_dispute_that_reaches_the_chief_executive_on_the_twenty_first_day_is_recorded_over_the_cap(
    desk: Any,
) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")

    await desk.told(f"/concerns/{dispute}/stages", on="2014-09-02", to="chief-executive", bypass_reason="urgent")

    (matter,) = (await open_matters(desk, "2014-09-02")).values()
    assert (matter["stage"], matter["limit"], matter["past_limit"], matter["past_cap"]) == (
        "chief-executive",
        "2014-09-01",
        True,
        True,
    )
    shown = await desk.asked(f"/concerns/{dispute}")
    entered = [step for step in shown["history"] if step["type"] == "StageEntered"][-1]
    assert entered["on"] > shown["conclude_by"] == "2014-09-01"
    assert [stage["name"] for stage in shown["ladder"]] == [
        "Practice Manager",
        "Head of Looked After Children",
        "Chief Executive",
    ]


async def test_cafcass_is_told_alongside_and_the_dispute_goes_on(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")

    await desk.told(f"/concerns/{dispute}/cafcass-referrals", on="2014-08-05", ground="decisions-not-carried-out")
    await desk.told(f"/concerns/{dispute}/legal-advice", on="2014-08-05", words="there is a case")
    await desk.told(f"/concerns/{dispute}/stages", on="2014-08-06", to="head-of-service")
    await desk.told(f"/concerns/{dispute}/resolutions", on="2014-08-13", outcome="not-upheld", plan_changed=False)
    again = await desk.told(f"/concerns/{dispute}/cafcass-referrals", on="2014-08-14", ground="other-breach")

    assert types(again) == ["CafcassReferred"]
    assert [(await open_matters(desk, day))[dispute]["with_cafcass"] for day in ("2014-08-04", "2014-08-05")] == [
        False,
        True,
    ]


async def test_a_stage_that_lets_its_time_pass_is_left_when_the_next_day_is_told(desk: Any) -> None:
    await desk.ladder()
    silent, answered = await desk.dispute("2014-08-01"), await desk.dispute("2014-08-01")
    await desk.told(f"/concerns/{answered}/stage-answers", on="2014-08-08", stage="team-manager", answer="accepted")

    eighth = await desk.told("/days", role="operator", on="2014-08-08")
    ninth = await desk.told("/days", role="operator", on="2014-08-09")
    again = await desk.post("/days", {"on": "2014-08-09"}, role="operator")

    assert types(eighth) == ["DayPassed"]
    assert types(ninth) == ["DayPassed", "DisputeMovedUp", "StageEntered"]
    assert (again.status_code, again.json()["events"]) == (200, [])
    matters = await open_matters(desk, "2014-08-11")
    assert (matters[silent]["stage"], matters[silent]["since"]) == ("head-of-service", "2014-08-09")
    assert (matters[answered]["stage"], matters[answered]["turn"]) == ("team-manager", "iro")
    history = (await desk.asked(f"/concerns/{silent}"))["history"]
    assert [step["told"]["moved_by"] for step in history if step["type"] == "DisputeMovedUp"] == ["time"]


async def test_a_day_told_again_moves_a_dispute_that_was_learnt_late(desk: Any) -> None:
    await desk.ladder()
    await desk.told("/days", role="information-system", on="2014-08-11")
    await desk.dispute("2014-08-01")

    again = await desk.told("/days", role="information-system", on="2014-08-11")

    assert types(again) == ["DisputeMovedUp", "StageEntered"]


async def test_where_the_ladder_does_not_move_by_time_silence_moves_nothing(desk: Any) -> None:
    await desk.ladder(moves_up_by_time=False)
    await desk.dispute("2014-08-01")

    assert types(await desk.told("/days", role="operator", on="2014-09-10")) == ["DayPassed"]


async def test_open_disputes_are_counted_by_stage_as_at_a_day(desk: Any) -> None:
    await desk.ladder()
    moved, resolved, staying = [await desk.dispute("2014-08-01") for _ in range(3)]
    await desk.concern("2014-08-01")
    await desk.told(f"/concerns/{moved}/stages", on="2014-08-06", to="head-of-service")
    await desk.told(f"/concerns/{resolved}/resolutions", on="2014-08-07", **UPHELD)

    async def numbers(day: str) -> dict[str, tuple[int, int, int]]:
        stages = await desk.asked("/open-disputes/stages", role="analyst", as_at=day)
        return {each["stage"]: (each["open"], each["past_limit"], each["past_cap"]) for each in stages}

    assert await numbers("2014-07-31") == {}
    assert await numbers("2014-08-05") == {"team-manager": (3, 0, 0)}
    assert await numbers("2014-08-06") == {"team-manager": (2, 0, 0), "head-of-service": (1, 0, 0)}
    assert await numbers("2014-08-11") == {"team-manager": (1, 1, 0), "head-of-service": (1, 0, 0)}
    assert await numbers("2014-09-02") == {"team-manager": (1, 1, 1), "head-of-service": (1, 1, 1)}
    page = await desk.asked("/open-disputes", as_at="2014-08-11", stage="team-manager")
    assert [item["concern"] for item in page["items"]] == [staying]


async def test_an_iros_list_is_paged_and_holds_no_other_iros_matters(desk: Any) -> None:
    mine = [await desk.concern("2014-07-21") for _ in range(3)]
    await desk.concern("2014-07-21", iro="00000000-0000-4000-8000-0000000000a2")
    found, cursor = [], {}

    while True:
        page = await desk.asked(f"/iros/{IRO}/concerns", limit=2, **cursor)
        found += [item["concern"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert sorted(found) == sorted(mine)


async def test_a_childs_open_matters_are_found_by_the_child(desk: Any) -> None:
    child = await desk.child()
    about = {"iro": IRO, "category": "drift", "childs_view": "too-young"}
    await desk.ladder()
    concern = await desk.told(f"/children/{child}/disputes", on="2014-08-01", **about)

    assert types(concern) == [
        "ConcernRaised",
        "ChildsViewOfConcernRecorded",
        "DisputeRaised",
        "DisputeLadderRecorded",
        "StageEntered",
    ]
    (found,) = (await desk.asked(f"/children/{child}/concerns"))["items"]
    assert (found["concern"], found["stage"]) == (concern["id"], "team-manager")


async def test_what_was_written_is_read_by_both_sides_and_the_legal_advice_by_the_iros_alone(desk: Any) -> None:
    concern = await desk.concern(words="nobody has visited")
    await desk.told(f"/concerns/{concern}/legal-advice", on="2014-07-22", words="there is a case")

    async def read(role: str) -> list[tuple[bool, str | None]]:
        shown = await desk.asked(f"/concerns/{concern}", role=role)
        return [(step["worded"], step["words"]) for step in shown["history"]]

    assert await read("iro") == [(True, "nobody has visited"), (True, "there is a case")]
    assert await read("social-work-manager") == [(True, "nobody has visited"), (True, None)]
    assert await read("analyst") == [(True, None), (True, None)]


async def test_no_words_are_in_what_is_told_to_others(desk: Any) -> None:
    await desk.ladder()
    concern = await desk.concern(words="nobody has visited")
    await desk.told(f"/concerns/{concern}/disputes", on="2014-08-01", words="still nobody")

    feed = await desk.get("/facts", role="information-system")

    assert [fact["type"] for fact in feed.json()["facts"]] == [
        "footprint.ConcernRaised",
        "footprint.DisputeRaised",
        "footprint.StageEntered",
    ]
    assert "nobody" not in feed.text
    assert "Practice Manager" not in feed.text


async def test_a_dispute_keeps_the_ladder_of_its_day_when_another_is_set(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")
    await desk.ladder(valid_from="2014-08-01", stages=[{"stage": "director", "name": "Director"}])

    await desk.told(f"/concerns/{dispute}/stages", on="2014-08-06", to="head-of-service")

    ladders = await desk.asked("/ladders")
    assert [each["valid_from"] for each in ladders] == ["2014-04-01", "2014-08-01"]
    assert (await desk.asked(f"/concerns/{dispute}"))["stage"] == "head-of-service"


async def test_good_practice_is_told_and_read(desk: Any) -> None:
    child = await desk.child()
    told = await desk.told(
        f"/children/{child}/good-practice", on="2014-07-21", iro=IRO, practice="planning", words="a plan she drew"
    )

    assert types(told) == ["GoodPracticeAlerted", "NoteRecorded"]
    shown = await desk.asked(f"/good-practice/{told['id']}")
    assert (shown["child"], shown["practice"], shown["words"]) == (child, "planning", "a plan she drew")
    await desk.told(f"/good-practice/{told['id']}/withdrawals")
    assert (await desk.asked(f"/good-practice/{told['id']}"))["withdrawn"]


async def test_a_matter_recorded_in_error_is_in_no_list(desk: Any) -> None:
    await desk.ladder()
    dispute = await desk.dispute("2014-08-01")
    await desk.told(f"/concerns/{dispute}/entry-withdrawals")

    assert await open_matters(desk, "2014-08-05") == {}
    assert await desk.asked("/open-disputes/stages", as_at="2014-08-05") == []
    assert (await desk.asked(f"/concerns/{dispute}"))["standing"] == "in-error"


async def test_a_command_repeated_under_its_key_makes_one_concern(desk: Any) -> None:
    child = await desk.child()
    body = {"on": "2014-07-21", "iro": IRO, "category": "drift", "childs_view": "agrees", "raised_with": "team-manager"}
    key = {"Idempotency-Key": "once"}

    first = await desk.post(f"/children/{child}/concerns", body, headers=key)
    again = await desk.post(f"/children/{child}/concerns", body, headers=key)

    assert first.json()["id"] == again.json()["id"]
    assert len((await desk.asked(f"/children/{child}/concerns"))["items"]) == 1


async def test_the_same_again_without_a_key_is_one_matter_and_another_note_is_recorded_about_it(desk: Any) -> None:
    child = await desk.child()
    await desk.ladder()
    about = {"on": "2014-07-21", "iro": IRO, "category": "drift", "childs_view": "agrees"}

    for path, body in (
        (f"/children/{child}/concerns", {**about, "raised_with": "team-manager", "words": "no plan"}),
        (f"/children/{child}/disputes", {**about, "words": "the move is tomorrow"}),
        (f"/children/{child}/good-practice", {"on": "2014-07-21", "iro": IRO, "practice": "planning", "words": "good"}),
    ):
        first = await desk.told(path, **body)
        again = await desk.post(path, body)
        other = await desk.told(path, **{**body, "words": "other words"})

        assert (again.status_code, again.json()["events"]) == (200, [])
        assert (again.json()["id"], again.json()["version"]) == (first["id"], first["version"])
        assert (other["id"], types(other)) == (first["id"], ["NoteRecorded"])
    assert len((await desk.asked(f"/children/{child}/concerns"))["items"]) == 2


async def test_two_matters_of_one_day_are_two_and_each_is_recognised_again(desk: Any) -> None:
    child = await desk.child()
    about = {"on": "2014-07-21", "iro": IRO, "childs_view": "agrees", "raised_with": "team-manager"}
    bodies = [{**about, "category": category} for category in ("drift", "contact")]

    first = [await desk.told(f"/children/{child}/concerns", **body) for body in bodies]
    again = [await desk.post(f"/children/{child}/concerns", body) for body in bodies]

    assert [(answer.status_code, answer.json()["id"]) for answer in again] == [(200, one["id"]) for one in first]
    assert first[0]["id"] != first[1]["id"]


async def test_a_dispute_raised_again_keeps_the_ladder_of_its_time(desk: Any) -> None:
    await desk.ladder()
    child = await desk.child()
    about = {"on": "2014-08-01", "iro": IRO, "category": "drift", "childs_view": "agrees"}
    dispute = await desk.told(f"/children/{child}/disputes", **about)
    concern = await desk.dispute("2014-08-01")
    await desk.ladder(valid_from="2014-08-01", stages=[{"stage": "director", "name": "Director"}])

    at_once = await desk.post(f"/children/{child}/disputes", about)
    later = await desk.post(f"/concerns/{concern}/disputes", {"on": "2014-08-01"})

    assert (at_once.status_code, at_once.json()["id"]) == (200, dispute["id"])
    assert (later.status_code, later.json()["events"]) == (200, [])


async def test_the_childs_view_is_for_few_and_shown_with_the_raising(desk: Any) -> None:
    concern = await desk.concern(childs_view="disagrees")

    (raised,) = (await desk.asked(f"/concerns/{concern}"))["history"]
    open_feed = await desk.get("/facts", role="information-system")
    restricted = await desk.asked("/facts", role="information-system", restricted=True)

    assert raised["told"]["childs_view"] == "disagrees"
    assert "disagrees" not in open_feed.text
    assert [(fact["type"], fact["data"]) for fact in restricted["facts"]] == [
        ("footprint.ChildsViewOfConcernRecorded", {"concern": concern, "on": "2014-07-21", "view": "disagrees"})
    ]


async def test_two_who_raise_the_same_concern_at_once_raise_one(desk: Any) -> None:
    child = await desk.child()
    body = {"on": "2014-07-21", "iro": IRO, "category": "drift", "childs_view": "agrees", "raised_with": "team-manager"}

    answers = await asyncio.gather(*(desk.post(f"/children/{child}/concerns", body) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
