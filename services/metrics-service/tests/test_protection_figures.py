"""Children with a protection plan, conferences, and the caseload with both, as figures and their cases."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, protection, team
from iro_events.facts.protection import Conference
from iro_events.facts.team_codes import Contract

pytestmark = [pytest.mark.anyio, pytest.mark.database]

IRO, IN_CARE, BOTH, PLAN_ALONE, ENDED = (UUID(int=number) for number in range(1, 6))


def plan(number: int, on: date = date(2014, 9, 1), until: date | None = None) -> protection.ProtectionPlanRecorded:
    return protection.ProtectionPlanRecorded(plan=UUID(int=100 + number), on=on, until=until)


def conference(number: int, kind: Conference, iro: UUID | None) -> protection.ProtectionConferenceRecorded:
    held = {"conference": UUID(int=200 + number), "on": date(2014, 9, number), "kind": kind, "iro": iro}
    return protection.ProtectionConferenceRecorded.model_validate(held)


@pytest.fixture
async def both_kinds(analyst: Any) -> Any:
    """One IRO for half a post: a child in care, one with a plan alone, one who is both, one whose plan ended."""
    await analyst.tell(team.IroJoined(iro=IRO, on=date(2014, 4, 1), fte=50, contract=Contract.STAFF), child=IRO)
    for number, child in enumerate((IN_CARE, BOTH)):
        period = UUID(int=300 + number)
        await analyst.tell(care.ChildBecameLookedAfter(care=period, on=date(2014, 5, 1)), child=child)
        await analyst.tell(care.IroAppointed(care=period, iro=IRO, on=date(2014, 5, 2)), child=child)
    await analyst.tell(plan(1), conference(1, Conference.INITIAL, IRO), child=BOTH)
    await analyst.tell(plan(2), conference(2, Conference.REVIEW, None), child=PLAN_ALONE)
    await analyst.tell(plan(3), plan(3, until=date(2015, 3, 31)), child=ENDED)
    return analyst


async def test_the_caseload_is_told_with_and_without_child_protection(both_kinds: Any) -> None:
    alone = await both_kinds.figure("caseload")
    together = await both_kinds.figure("caseload-with-protection")

    assert (alone["value"], alone["numerator"], alone["denominator"]) == (4.0, 2, 50)
    assert (together["value"], together["numerator"], together["denominator"]) == (8.0, 4, 50)
    assert await both_kinds.parts("caseload-with-protection") == {"in-care": 4.0, "plans": 2, "posts": 50, "no-iro": 0}


async def test_the_cases_of_the_caseload_add_up_and_few_may_see_them(both_kinds: Any) -> None:
    cases = await both_kinds.cases("caseload-with-protection", role="manager")

    assert sum(case["children"] for case in cases) == 4
    assert {case["child"] for case in cases if case.get("plan")} == {str(BOTH), str(PLAN_ALONE)}
    hidden = await both_kinds.get("/figures/caseload-with-protection/cases", role="operator", period="2014-15")
    assert hidden.status_code == 403


async def test_plans_are_counted_by_the_day_and_by_month(both_kinds: Any) -> None:
    assert (await both_kinds.figure("children-with-protection-plan"))["value"] == 2
    assert (await both_kinds.figure("children-with-protection-plan", "2014-09"))["value"] == 3
    months = await both_kinds.figure("children-with-protection-plan", by="month")
    assert [group["value"] for group in months["groups"]][4:7] == [0, 3, 3]


async def test_a_plan_that_was_none_is_counted_no_more(both_kinds: Any) -> None:
    await both_kinds.tell(protection.ProtectionPlanWithdrawn(plan=UUID(int=102)), child=PLAN_ALONE)

    assert (await both_kinds.figure("children-with-protection-plan"))["value"] == 1


async def test_conferences_are_counted_by_kind_and_by_who_chaired_them(both_kinds: Any) -> None:
    assert (await both_kinds.figure("protection-conferences"))["value"] == 2
    assert await both_kinds.parts("protection-conferences") == {"initial": 1, "review": 1, "chaired": 50.0}
    by = await both_kinds.figure("protection-conferences", by="iro")
    assert {group["key"]: group["value"] for group in by["groups"]} == {str(IRO): 1, "no-iro": 1}


async def test_a_conference_that_was_none_is_counted_no_more(both_kinds: Any) -> None:
    await both_kinds.tell(protection.ProtectionConferenceWithdrawn(conference=UUID(int=201)), child=BOTH)

    assert (await both_kinds.figure("protection-conferences"))["value"] == 1
