"""What reviews found as figures and cases: permanence at the second, risk, the quality of plans, midway checks."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, findings, reviews
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade

pytestmark = [pytest.mark.anyio, pytest.mark.database]

ANNA, BEN, CLEO = (UUID(int=number) for number in range(1, 4))
FIRST, SECOND, THIRD = date(2014, 4, 28), date(2014, 7, 25), date(2015, 1, 20)


def review_of(child: UUID, ordinal: int) -> UUID:
    return UUID(int=child.int * 100 + ordinal)


def held(child: UUID, ordinal: int, on: date, **more: Any) -> reviews.ReviewHeld:
    return reviews.ReviewHeld.model_validate({"review": review_of(child, ordinal), "held_on": on, **more})


def permanence(child: UUID, ordinal: int, *plans: PermanencePlan, agreed: bool) -> findings.PermanenceConsidered:
    on = (FIRST, SECOND, THIRD)[ordinal - 1]
    return findings.PermanenceConsidered(review=review_of(child, ordinal), on=on, plans=plans, agreed=agreed)


def risk(child: UUID, ordinal: int, *, identified: bool, together: bool | None = None) -> findings.RiskConsidered:
    on = (FIRST, SECOND, THIRD)[ordinal - 1]
    told = {"review": review_of(child, ordinal), "on": on, "identified": identified, "together": together}
    return findings.RiskConsidered.model_validate(told)


@pytest.fixture
async def three_children(analyst: Any) -> Any:
    """Each looked after since 1 April 2014 with reviews on 28 April and 25 July 2014 and 20 January 2015."""
    for child in (ANNA, BEN, CLEO):
        begun = care.ChildBecameLookedAfter(care=UUID(int=child.int + 50), on=date(2014, 4, 1))
        days = enumerate((FIRST, SECOND, THIRD), start=1)
        await analyst.tell(begun, *(held(child, ordinal, on) for ordinal, on in days), child=child)
    return analyst


async def test_only_what_the_second_review_agreed_counts_and_who_said_nothing_is_apart(three_children: Any) -> None:
    desk = three_children
    await desk.tell(permanence(ANNA, 1, PermanencePlan.RETURN1M, agreed=True), child=ANNA)
    await desk.tell(permanence(ANNA, 2, PermanencePlan.RETURN6M, PermanencePlan.ADOPTION, agreed=True), child=ANNA)
    await desk.tell(permanence(BEN, 2, PermanencePlan.LTFOST18, agreed=False), child=BEN)

    told = await desk.figure("permanence-at-second-review")
    assert (told["value"], told["numerator"], told["denominator"]) == (50.0, 1, 2)
    parts = {part: value for part, value in (await desk.parts("permanence-at-second-review")).items() if value}
    assert parts == {
        "not-agreed": 1,
        "with-plan": 100.0,
        "parallel": 1,
        "RETURN6M": 1,
        "LTFOST18": 1,
        "ADOPTION": 1,
        "not-said": 1,
    }
    cases = await desk.cases("permanence-at-second-review")
    assert {case["child"]: case["verdict"] or case["apart"] for case in cases} == {
        str(ANNA): "met",
        str(BEN): "not-met",
        str(CLEO): "not-said",
    }


async def test_a_start_learnt_late_makes_another_review_the_second(three_children: Any) -> None:
    desk = three_children
    await desk.tell(permanence(ANNA, 2, PermanencePlan.ADOPTION, agreed=True), child=ANNA)
    earlier = held(ANNA, 4, date(2014, 4, 10))
    later = datetime(2015, 9, 1, 10, tzinfo=UTC)
    await desk.tell(earlier, child=ANNA, at=later)

    now = await desk.cases("permanence-at-second-review")
    before = await desk.cases("permanence-at-second-review", as_known_at="2015-09-01T09:30:00Z")
    assert [(c["review"], c["agreed"]) for c in now if c["child"] == str(ANNA)] == [(str(review_of(ANNA, 1)), None)]
    assert [(c["review"], c["agreed"]) for c in before if c["child"] == str(ANNA)] == [(str(review_of(ANNA, 2)), True)]


async def test_a_second_review_known_from_a_return_only_is_apart(analyst: Any) -> None:
    begun = care.ChildBecameLookedAfter(care=UUID(int=50), on=date(2014, 4, 1), from_return=True)
    both = (held(ANNA, 1, FIRST, from_return=True), held(ANNA, 2, SECOND, from_return=True))
    await analyst.tell(begun, *both, child=ANNA)

    parts = await analyst.parts("permanence-at-second-review")
    assert (parts["not-recorded"], parts["not-said"]) == (1, 0)
    assert await analyst.cases("midway-checks") == []


async def test_a_child_at_risk_counts_once_and_by_the_last_review_that_said_so(three_children: Any) -> None:
    desk = three_children
    await desk.tell(
        risk(ANNA, 1, identified=True, together=False),
        risk(ANNA, 2, identified=True, together=True),
        risk(ANNA, 3, identified=False),
        child=ANNA,
    )
    await desk.tell(risk(BEN, 2, identified=True), child=BEN)
    await desk.tell(risk(CLEO, 2, identified=False), child=CLEO)

    assert (await desk.figure("children-at-risk"))["value"] == 2
    parts = await desk.parts("children-at-risk")
    assert parts == {"together": 100.0, "together-not-said": 1, "considered": 66.7, "cohort": 66.7, "reviews": 3}
    cases = await desk.cases("children-at-risk", role="manager")
    assert len({case["child"] for case in cases if case["counted"]}) == 2
    assert (await desk.get("/figures/children-at-risk/cases", role="operator", period="2014-15")).status_code == 403


async def test_a_review_recorded_in_error_takes_its_risk_with_it(three_children: Any) -> None:
    desk = three_children
    await desk.tell(risk(ANNA, 2, identified=True), child=ANNA)
    await desk.tell(reviews.ReviewEntryWithdrawn(review=review_of(ANNA, 2)), child=ANNA)

    assert (await desk.figure("children-at-risk"))["value"] == 0


async def test_risk_said_in_error_is_counted_no_more(three_children: Any) -> None:
    desk = three_children
    await desk.tell(risk(ANNA, 2, identified=True), risk(ANNA, 3, identified=True), child=ANNA)
    await desk.tell(findings.RiskWithdrawn(review=review_of(ANNA, 2)), child=ANNA)

    assert (await desk.parts("children-at-risk"))["reviews"] == 1


async def test_a_plan_is_graded_at_each_review_and_a_missing_one_is_apart(three_children: Any) -> None:
    desk = three_children

    def grade(ordinal: int, plan: GradedPlan, found: PlanGrade) -> findings.PlanGraded:
        on = (FIRST, SECOND, THIRD)[ordinal - 1]
        return findings.PlanGraded(review=review_of(ANNA, ordinal), on=on, plan=plan, grade=found)

    await desk.tell(
        grade(1, GradedPlan.HEALTH, PlanGrade.INADEQUATE),
        grade(1, GradedPlan.HEALTH, PlanGrade.REQUIRES_IMPROVEMENT),
        grade(2, GradedPlan.HEALTH, PlanGrade.GOOD),
        grade(2, GradedPlan.CARE, PlanGrade.OUTSTANDING),
        grade(2, GradedPlan.PATHWAY, PlanGrade.NO_PLAN),
        child=ANNA,
    )

    told = await desk.figure("plan-quality", by="plan")
    assert (told["value"], told["numerator"], told["denominator"]) == (66.7, 2, 3)
    assert {group["key"]: group["value"] for group in told["groups"]} == {
        "care": 100.0,
        "health": 50.0,
        "pathway": None,
    }
    parts = await desk.parts("plan-quality")
    assert parts["health"] == 50.0
    assert (parts["education"], parts["inadequate"], parts["no-plan"]) == (None, 0, 1)

    gone = findings.FindingWithdrawn(review=review_of(ANNA, 1), finding=Finding.PLAN_GRADE, plan=GradedPlan.HEALTH)
    await desk.tell(gone, child=ANNA)
    assert (await desk.figure("plan-quality"))["value"] == 100.0


async def test_a_check_counts_until_the_next_review_and_a_check_after_it_does_not(three_children: Any) -> None:
    desk = three_children
    # The second review is due on 28 July: 91 days, half of them 45, so 12 June. The third on 26 January: 24 October.
    await desk.tell(findings.MidwayChecked(review=review_of(ANNA, 1), on=date(2014, 6, 12)), child=ANNA)
    await desk.tell(findings.MidwayChecked(review=review_of(BEN, 1), on=date(2014, 7, 25)), child=BEN)
    await desk.tell(findings.MidwayChecked(review=review_of(CLEO, 1), on=date(2014, 7, 26)), child=CLEO)

    told = await desk.figure("midway-checks", period="2014-06")
    assert (told["numerator"], told["denominator"]) == (2, 3)
    assert (await desk.parts("midway-checks", period="2014-06"))["by-midway"] == 33.3
    late = next(c for c in await desk.cases("midway-checks", period="2014-06") if c["child"] == str(CLEO))
    assert (late["midway_on"], late["verdict"], late["until"]) == ("2014-06-12", "not-met", "2014-07-25")
    assert late["because"][-2:] == ["checked on 26 Jul 2014", "the interval ended on 25 Jul 2014"]


async def test_an_interval_that_ended_by_its_half_way_day_owes_no_check(analyst: Any) -> None:
    begun = care.ChildBecameLookedAfter(care=UUID(int=50), on=date(2014, 4, 1))
    ended = care.ChildCeasedLookedAfter(care=UUID(int=50), on=date(2014, 6, 12))
    await analyst.tell(begun, held(ANNA, 1, FIRST), ended, child=ANNA)

    assert (await analyst.figure("midway-checks"))["denominator"] == 0
    assert (await analyst.parts("midway-checks"))["ended-first"] == 1


async def test_the_midway_clock_runs_from_the_review_and_a_check_or_the_next_review_settles_it(analyst: Any) -> None:
    async def clock(as_at: str) -> dict[str, Any] | None:
        answer = await analyst.get("/deadlines", as_at=as_at, within_days=90)
        return next((each for each in answer.json()["items"] if each["clock"] == "midway-check"), None)

    begun = care.ChildBecameLookedAfter(care=UUID(int=50), on=date(2014, 4, 1))
    await analyst.tell(begun, held(ANNA, 1, FIRST), child=ANNA)
    running = await clock("2014-06-13")
    assert running is not None
    assert (running["due_by"], running["standing"], running["turn"]) == ("2014-06-12", "missed", "iro")
    assert running["command"] == "RecordMidwayCheck"
    assert "91 days later; half of them are 45" in running["because"][1]

    await analyst.tell(findings.MidwayChecked(review=review_of(ANNA, 1), on=date(2014, 6, 20)), child=ANNA)
    assert await clock("2014-06-19") is not None
    assert await clock("2014-06-20") is None


async def test_the_findings_stand_on_the_childs_footprint_and_risk_only_for_few(three_children: Any) -> None:
    desk = three_children
    await desk.tell(
        permanence(ANNA, 2, PermanencePlan.ADOPTION, agreed=True), risk(ANNA, 2, identified=True), child=ANNA
    )

    async def lines(role: str) -> list[str]:
        answer = await desk.get(f"/children/{ANNA}/footprint", role=role, period="2014-15")
        assert answer.status_code == 200, answer.text
        return [line["what"] for line in answer.json()["lines"] if line["on"] == "2014-07-25"]

    told = await lines("iro")
    assert "Permanence: the review has adoption (ADOPTION) before it, agreed" in told
    assert "The child puts itself at risk" in told
    assert set(told) - set(await lines("operator")) == {"The child puts itself at risk"}
