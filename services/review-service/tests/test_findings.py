"""What a review found, said and said again, withdrawn, and refused where it cannot be so."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.command import InTheFuture
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right
from iro_events.facts.findings import (
    FindingWithdrawn,
    MidwayChecked,
    PermanenceConsidered,
    PlanGraded,
    RightsExplained,
    RiskConsidered,
    RiskWithdrawn,
)
from iro_events.spec import Spec
from review_service.domain.finding_commands import (
    ConsiderPermanence,
    ConsiderRisk,
    ExplainRights,
    GradePlan,
    RecordMidwayCheck,
    WithdrawFinding,
)
from review_service.domain.finding_refusals import (
    BeforeReview,
    NoRiskIdentified,
    NothingToAgree,
    NothingToWithdraw,
    ReviewNotHeld,
    WhichPlan,
)
from review_service.domain.findings import FINDINGS, FirstPart

R = UUID("00000000-0000-4000-8000-0000000000d1")
MAY_DAY = date(2014, 5, 1)
BOTH = (PermanencePlan.RETURN6M, PermanencePlan.ADOPTION)

spec = Spec(FINDINGS).to(R).needing(FirstPart(MAY_DAY))
considered = PermanenceConsidered(review=R, on=MAY_DAY, plans=BOTH, agreed=False)
risk = RiskConsidered(review=R, on=MAY_DAY, identified=True, together=None)
graded = PlanGraded(review=R, on=MAY_DAY, plan=GradedPlan.HEALTH, grade=PlanGrade.GOOD)


def test_plans_side_by_side_are_told_each_once_in_the_code_sets_order() -> None:
    plans = (PermanencePlan.ADOPTION, PermanencePlan.RETURN6M, PermanencePlan.ADOPTION)
    spec.when(ConsiderPermanence(plans=plans, agreed=False)).then(considered)


def test_an_agreement_reached_later_replaces_what_was_said() -> None:
    agreed = PermanenceConsidered(review=R, on=MAY_DAY, plans=BOTH, agreed=True)
    spec.given(considered).when(ConsiderPermanence(plans=BOTH, agreed=True)).then(agreed)
    spec.given(considered).when(ConsiderPermanence(plans=BOTH, agreed=False)).then_nothing()


def test_no_plan_can_be_agreed_where_there_is_none() -> None:
    spec.when(ConsiderPermanence(plans=(), agreed=True)).then_refused(NothingToAgree, field="plans")
    nothing = PermanenceConsidered(review=R, on=MAY_DAY, plans=(), agreed=False)
    spec.when(ConsiderPermanence(plans=(), agreed=False)).then(nothing)


def test_agencies_work_together_only_on_a_risk_that_was_identified() -> None:
    spec.when(ConsiderRisk(identified=False, together=True)).then_refused(NoRiskIdentified, field="together")
    spec.when(ConsiderRisk(identified=True)).then(risk)
    together = RiskConsidered(review=R, on=MAY_DAY, identified=True, together=True)
    spec.given(risk).when(ConsiderRisk(identified=True, together=True)).then(together)


def test_each_plan_has_a_grade_of_its_own_and_the_last_stands() -> None:
    education = PlanGraded(review=R, on=MAY_DAY, plan=GradedPlan.EDUCATION, grade=PlanGrade.GOOD)
    spec.given(graded).when(GradePlan(plan=GradedPlan.EDUCATION, grade=PlanGrade.GOOD)).then(education)
    spec.given(graded).when(GradePlan(plan=GradedPlan.HEALTH, grade=PlanGrade.GOOD)).then_nothing()
    worse = PlanGraded(review=R, on=MAY_DAY, plan=GradedPlan.HEALTH, grade=PlanGrade.INADEQUATE)
    spec.given(graded).when(GradePlan(plan=GradedPlan.HEALTH, grade=PlanGrade.INADEQUATE)).then(worse)


def test_rights_are_told_as_codes() -> None:
    rights = (Right.COMPLAINTS, Right.ADVOCACY)
    told = RightsExplained(review=R, on=MAY_DAY, rights=rights)
    spec.when(ExplainRights(rights=(Right.ADVOCACY, Right.COMPLAINTS))).then(told)
    spec.given(told).when(ExplainRights(rights=rights)).then_nothing()


def test_a_midway_check_lies_after_its_review_and_not_in_the_future() -> None:
    day = date(2014, 6, 16)
    spec.when(RecordMidwayCheck(on=day)).then(MidwayChecked(review=R, on=day))
    spec.when(RecordMidwayCheck(on=MAY_DAY)).then_refused(BeforeReview, field="on")
    spec.on(MAY_DAY).when(RecordMidwayCheck(on=day)).then_refused(InTheFuture, field="on")


def test_nothing_is_found_by_a_review_that_was_not_held() -> None:
    for command in (ConsiderRisk(identified=False), WithdrawFinding(finding=Finding.RISK)):
        spec.needing(FirstPart(None)).when(command).then_refused(ReviewNotHeld)


def test_what_was_said_in_error_is_withdrawn_once_and_risk_is_told_to_few_again() -> None:
    known = spec.given(considered, risk, graded)
    known.when(WithdrawFinding(finding=Finding.RISK)).then(RiskWithdrawn(review=R))
    permanence = FindingWithdrawn(review=R, finding=Finding.PERMANENCE)
    known.when(WithdrawFinding(finding=Finding.PERMANENCE)).then(permanence)
    known.given(permanence).when(WithdrawFinding(finding=Finding.PERMANENCE)).then_nothing()
    known.when(WithdrawFinding(finding=Finding.MIDWAY_CHECK)).then_refused(NothingToWithdraw, field="finding")


def test_a_grade_is_withdrawn_by_its_plan() -> None:
    known = spec.given(graded)
    health = WithdrawFinding(finding=Finding.PLAN_GRADE, plan=GradedPlan.HEALTH)
    told = FindingWithdrawn(review=R, finding=Finding.PLAN_GRADE, plan=GradedPlan.HEALTH)
    known.when(health).then(told)
    known.when(WithdrawFinding(finding=Finding.PLAN_GRADE)).then_refused(WhichPlan, field="plan")
    odd = WithdrawFinding(finding=Finding.RISK, plan=GradedPlan.CARE)
    known.when(odd).then_refused(WhichPlan, field="plan")


@pytest.mark.anyio
@pytest.mark.database
async def test_what_a_review_found_can_be_read_back_by_those_who_may_know(desk: Any) -> None:
    child, _ = await desk.care("2014-04-01")
    review = (await desk.told(f"/children/{child}/held-reviews", held_on="2014-05-01"))["id"]

    await desk.told(f"/reviews/{review}/permanence", plans=["ADOPTION"], agreed=True)
    await desk.told(f"/reviews/{review}/risks", identified=True, together=False)
    await desk.told(f"/reviews/{review}/plan-grades", plan="pathway", grade="no-plan")
    await desk.told(f"/reviews/{review}/rights", rights=["advocacy"])
    checked = await desk.told(f"/reviews/{review}/midway-checks", on="2014-06-16")

    assert [event["type"] for event in checked["events"]] == ["MidwayChecked"]
    assert (await desk.get(f"/reviews/{review}/findings")).json() == {
        "review": review,
        "plans": ["ADOPTION"],
        "agreed": True,
        "risk_identified": True,
        "agencies_together": False,
        "grades": {"pathway": "no-plan"},
        "rights": ["advocacy"],
        "midway_checked_on": "2014-06-16",
    }
    assert (await desk.get(f"/reviews/{review}/findings", role="analyst")).status_code == 403


@pytest.mark.anyio
@pytest.mark.database
async def test_a_review_that_is_booked_or_withdrawn_has_found_nothing(desk: Any) -> None:
    child, _ = await desk.care("2014-04-01")
    review = (await desk.told(f"/children/{child}/reviews", planned_for="2014-05-01"))["id"]
    booked = await desk.post(f"/reviews/{review}/risks", {"identified": False})
    await desk.told(f"/reviews/{review}/first-parts", held_on="2014-05-01")
    await desk.told(f"/reviews/{review}/withdrawals")
    withdrawn = await desk.post(f"/reviews/{review}/risks", {"identified": False})

    for answer in (booked, withdrawn):
        assert (answer.status_code, answer.json()["code"]) == (409, "finding.review_not_held")
