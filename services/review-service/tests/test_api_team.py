"""The IRO team as a manager keeps it, and the rules at an appointment."""

from typing import Any
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AVA, BEN = ("00000000-0000-4000-8000-0000000000a1", "00000000-0000-4000-8000-0000000000a2")


async def join(desk: Any, iro: str, on: str = "2014-04-01", fte: str = "1.00", contract: str = "staff") -> None:
    await desk.told(f"/iros/{iro}/joinings", role="manager", on=on, fte=fte, contract=contract)


async def team(desk: Any, **asked: str) -> dict[str, dict[str, Any]]:
    return {member["iro"]: member for member in (await desk.get("/iros", **asked)).json()["items"]}


async def appoint(desk: Any, care: str, iro: str, on: str = "2014-04-01", **more: str) -> Any:
    return await desk.post(f"/care/{care}/iro-appointments", {"iro": iro, "on": on, **more})


async def test_an_iro_off_sick_is_shown_as_away_with_the_children_still_allocated(desk: Any) -> None:
    for iro, fte in ((AVA, "0.80"), (BEN, "1.00")):
        await join(desk, iro, fte=fte)
    for iro in (AVA, AVA, BEN):
        _, care = await desk.care()
        await desk.told(f"/care/{care}/iro-appointments", iro=iro, on="2014-04-01")
    await desk.told(f"/iros/{AVA}/absences", role="manager", on="2014-06-02", until="2014-08-29")

    there, away, back = [await team(desk, as_at=day) for day in ("2014-06-01", "2014-06-02", "2014-09-01")]

    assert [told[AVA]["absent_since"] for told in (there, away, back)] == [None, "2014-06-02", None]
    assert (away[AVA]["children"], away[AVA]["fte"], away[AVA]["children_per_fte"]) == (2, "0.80", 2.5)
    assert (away[BEN]["absent_since"], away[BEN]["children_per_fte"]) == (None, 1.0)


async def test_the_team_is_told_as_at_the_day_asked_for(desk: Any) -> None:
    await join(desk, AVA)
    _, care = await desk.care()
    await desk.told(f"/care/{care}/iro-appointments", iro=AVA, on="2014-04-01")
    await join(desk, BEN, on="2014-06-01", contract="agency")
    await desk.told(f"/care/{care}/iro-appointments", iro=BEN, on="2014-07-01")
    await desk.told(f"/iros/{AVA}/leavings", role="manager", on="2014-07-31")
    await desk.told(f"/care/{care}/endings", on="2014-08-20", reason="E8")

    spring, summer, autumn = [await team(desk, as_at=day) for day in ("2014-05-01", "2014-07-31", "2014-09-01")]

    assert {iro: told["children"] for iro, told in spring.items()} == {AVA: 1}
    assert {iro: told["children"] for iro, told in summer.items()} == {AVA: 0, BEN: 1}
    assert {iro: told["children"] for iro, told in autumn.items()} == {BEN: 0}


async def test_the_children_of_an_iro_who_left_stay_in_sight(desk: Any) -> None:
    await join(desk, AVA)
    _, care = await desk.care()
    _, short_breaks = await desk.care(legal_status="V3")
    for period in (care, short_breaks):
        await desk.told(f"/care/{period}/iro-appointments", iro=AVA, on="2014-04-01")
    await desk.told(f"/iros/{AVA}/leavings", role="manager", on="2014-07-31")

    (member,) = (await team(desk)).values()

    assert (member["in_team"], member["children"], member["short_breaks"]) == (False, 1, 1)
    assert (member["fte"], member["children_per_fte"]) == (None, None)


async def test_the_team_is_given_in_pages(desk: Any) -> None:
    iros = sorted(str(uuid4()) for _ in range(5))
    for iro in iros:
        await join(desk, iro)

    first = (await desk.get("/iros", limit=3)).json()
    second = (await desk.get("/iros", limit=3, cursor=first["next"])).json()

    assert [item["iro"] for item in (*first["items"], *second["items"])] == iros
    assert second["next"] is None


async def test_all_that_is_recorded_of_an_iro_is_told_as_it_can_be_corrected(desk: Any) -> None:
    await join(desk, AVA, fte="0.8")
    for path, body in (
        ("hours", {"on": "2014-05-01", "fte": "1"}),
        ("contracts", {"on": "2014-05-01", "contract": "agency"}),
        ("specialisms", {"on": "2014-04-01", "specialisms": ["short-breaks", "disability"]}),
        ("absences", {"on": "2014-06-01"}),
        ("observations", {"on": "2014-05-06", "chaired": "review"}),
        ("audits", {"on": "2014-05-07", "chaired": "conference"}),
        ("joining-corrections", {"on": "2014-04-02"}),
        ("leavings", {"on": "2014-07-01"}),
        ("leaving-corrections", {"on": "2014-07-02"}),
    ):
        await desk.told(f"/iros/{AVA}/{path}", role="manager", **body)

    told = (await desk.get(f"/iros/{AVA}")).json()

    assert told == {
        "iro": AVA,
        "stints": [{"joined_on": "2014-04-02", "left_on": "2014-07-02"}],
        "hours": [{"on": "2014-04-02", "fte": "0.80"}, {"on": "2014-05-01", "fte": "1.00"}],
        "contracts": [{"on": "2014-04-02", "contract": "staff"}, {"on": "2014-05-01", "contract": "agency"}],
        "specialisms": [{"on": "2014-04-02", "specialisms": ["disability", "short-breaks"]}],
        "absences": [{"on": "2014-06-01", "until": None}],
        "observed": [{"on": "2014-05-06", "chaired": "review"}],
        "audited": [{"on": "2014-05-07", "chaired": "conference"}],
    }


async def test_what_was_recorded_in_error_is_taken_back_once(desk: Any) -> None:
    await join(desk, AVA)
    await desk.told(f"/iros/{AVA}/observations", role="manager", on="2014-05-06", chaired="review")
    await desk.told(f"/iros/{AVA}/audits", role="manager", on="2014-05-06", chaired="review")
    await desk.told(f"/iros/{AVA}/absences", role="manager", on="2014-06-01")
    await desk.told(f"/iros/{AVA}/leavings", role="manager", on="2014-07-01")
    for path, body in (
        ("observation-withdrawals", {"on": "2014-05-06", "chaired": "review"}),
        ("audit-withdrawals", {"on": "2014-05-06", "chaired": "review"}),
        ("absence-withdrawals", {"on": "2014-06-01"}),
        ("leaving-withdrawals", {}),
        ("withdrawals", {}),
    ):
        await desk.told(f"/iros/{AVA}/{path}", role="manager", **body)
        again = await desk.post(f"/iros/{AVA}/{path}", body, role="manager")
        assert (again.status_code, again.json()["events"]) == (200, [])

    assert await team(desk) == {}


async def test_an_iro_must_have_joined_and_only_who_keeps_the_team_says_so(desk: Any) -> None:
    unknown = await desk.post(f"/iros/{AVA}/hours", {"on": "2014-05-01", "fte": "0.80"}, role="manager")
    asked = await desk.get(f"/iros/{AVA}")
    forbidden = await desk.post(f"/iros/{AVA}/joinings", {"on": "2014-05-01", "fte": "0.80", "contract": "staff"})

    assert (unknown.status_code, unknown.json()["code"]) == (404, "iro.unknown")
    assert (asked.status_code, asked.json()["code"]) == (404, "iro.unknown")
    assert forbidden.status_code == 403


async def test_an_iro_who_has_left_or_not_joined_that_day_is_not_appointed(desk: Any) -> None:
    await join(desk, AVA, on="2014-05-01")
    await desk.told(f"/iros/{AVA}/leavings", role="manager", on="2014-06-30")
    _, care = await desk.care()

    for on in ("2014-04-30", "2014-07-01"):
        answer = await appoint(desk, care, AVA, on, override_reason="whatever")
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["field"]) == (409, "iro.not_in_team", "iro")
    assert (await appoint(desk, care, AVA, "2014-06-30")).status_code == 201


async def test_an_authority_that_keeps_no_team_here_appoints_all_the_same(desk: Any) -> None:
    _, care = await desk.care()

    assert (await appoint(desk, care, AVA)).status_code == 201


async def test_siblings_share_an_iro_unless_a_reason_is_given_which_stays_private(desk: Any) -> None:
    (child, care), (sibling, siblings) = [await desk.care() for _ in range(2)]
    await desk.told(f"/children/{child}/relations", other=sibling, relation="sibling")
    await desk.told(f"/care/{care}/iro-appointments", iro=AVA, on="2014-04-01")
    before = await desk.written()

    refused = await appoint(desk, siblings, BEN)
    assert (refused.status_code, refused.json()["code"]) == (409, "iro.sibling_has_another")
    assert await desk.written() == before
    told = (await appoint(desk, siblings, BEN, override_reason="a conflict of interest")).json()

    assert [event["type"] for event in told["events"]] == ["IroAppointed", "NoteRecorded"]
    feed = (await desk.get("/facts", role="information-system", after=0, limit=1000)).text
    assert "IroAppointed" in feed
    assert "conflict of interest" not in feed
    assert (await appoint(desk, siblings, BEN)).status_code == 200


async def test_a_sibling_who_is_no_longer_in_care_stands_against_nothing(desk: Any) -> None:
    (child, care), (sibling, siblings) = [await desk.care() for _ in range(2)]
    await desk.told(f"/children/{child}/relations", other=sibling, relation="sibling")
    await desk.told(f"/care/{care}/iro-appointments", iro=AVA, on="2014-04-01")
    await desk.told(f"/care/{care}/endings", on="2014-06-01", reason="E8")

    assert (await appoint(desk, siblings, BEN, "2014-06-01")).status_code == 201


async def test_a_looked_after_parent_and_child_have_different_iros(desk: Any) -> None:
    (mother, mothers), (baby, babys) = [await desk.care() for _ in range(2)]
    await desk.told(f"/children/{mother}/relations", other=baby, relation="child")
    await desk.told(f"/care/{mothers}/iro-appointments", iro=AVA, on="2014-04-01")

    refused = await appoint(desk, babys, AVA)

    assert (refused.status_code, refused.json()["code"]) == (409, "iro.has_parent_or_child")
    assert (await appoint(desk, babys, AVA, override_reason="no other IRO speaks her language")).status_code == 201


async def test_a_relation_is_known_of_both_children_until_it_is_withdrawn(desk: Any) -> None:
    mother, baby = await desk.child(), await desk.child()
    await desk.told(f"/children/{mother}/relations", other=baby, relation="child")

    of_baby = (await desk.get(f"/children/{baby}/relations")).json()["items"]
    otherwise = await desk.post(f"/children/{baby}/relations", {"other": mother, "relation": "sibling"})
    await desk.told(f"/children/{baby}/relation-withdrawals", other=mother)

    assert of_baby == [{"child": mother, "relation": "parent"}]
    assert otherwise.json()["code"] == "child.related_otherwise"
    assert (await desk.get(f"/children/{mother}/relations")).json()["items"] == []
    assert (await desk.get(f"/children/{mother}/relations", role="analyst")).status_code == 403


async def test_a_relation_is_between_two_children_who_are_known(desk: Any) -> None:
    child = await desk.child()

    itself = await desk.post(f"/children/{child}/relations", {"other": child, "relation": "sibling"})
    stranger = await desk.post(f"/children/{child}/relations", {"other": str(uuid4()), "relation": "sibling"})

    assert (itself.status_code, itself.json()["code"]) == (409, "child.related_to_itself")
    assert (stranger.status_code, stranger.json()["field"]) == (404, "other")
