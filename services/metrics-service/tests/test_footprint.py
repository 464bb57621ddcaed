"""One child's period on one sheet: every fact a line in the order of its day, and what is still owed."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, reviews
from iro_events.facts.codes import CareChange, LateReason, ManagerResponse, Regime
from iro_events.facts.finding_codes import Finding, GradedPlan, PermanencePlan, PlanGrade, Right
from metrics_service.areas import REVIEWS
from metrics_service.footprint.saying import said

CHILD, OTHER = UUID(int=1), UUID(int=2)
CARE, FIRST = UUID(int=11), UUID(int=12)


async def lines(analyst: Any, child: UUID = CHILD, period: str = "2014-15", **asked: Any) -> list[dict[str, Any]]:
    answer = await analyst.get(f"/children/{child}/footprint", period=period, **asked)
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.json()["lines"]
    return told


@pytest.mark.anyio
@pytest.mark.database
async def test_a_year_is_told_in_the_order_of_its_days_each_line_with_its_event(analyst: Any) -> None:
    held = reviews.ReviewHeld(review=FIRST, held_on=date(2014, 5, 2))
    facts = [
        care.ChildBecameLookedAfter(care=CARE, on=date(2014, 4, 1), notified_on=date(2014, 4, 2)),
        care.ReviewDueSet(care=CARE, ordinal=1, due_statute=date(2014, 5, 1), due_indicator=date(2014, 5, 1)),
        reviews.ReviewBooked(review=FIRST, planned_for=date(2014, 4, 28)),
        held,
        care.IroAppointed(care=CARE, iro=OTHER, on=date(2014, 4, 3), appoint_by=date(2014, 4, 8)),
    ]
    events = await analyst.tell(*facts, child=CHILD, at=datetime(2014, 5, 6, 9, tzinfo=UTC))
    await analyst.tell(care.ChildBecameLookedAfter(care=UUID(int=99), on=date(2014, 4, 1)), child=OTHER)

    told = await lines(analyst)

    assert [(line["on"], line["type"]) for line in told] == [
        ("2014-04-01", "ChildBecameLookedAfter"),
        ("2014-04-03", "IroAppointed"),
        ("2014-04-28", "ReviewBooked"),
        ("2014-05-02", "ReviewHeld"),
        ("2014-05-06", "ReviewDueSet"),
    ]
    assert {line["event"] for line in told} == {str(event) for event in events}
    assert told[0]["what"] == "Becomes looked after; the IRO service is told on 2 Apr 2014"
    assert told[3]["because"][-1] == "due by 1 May 2014, held on 2 May 2014: 1 day late"


@pytest.mark.anyio
@pytest.mark.database
async def test_what_is_open_at_the_end_is_told_with_whose_turn_it_is(analyst: Any) -> None:
    await analyst.tell(care.ChildBecameLookedAfter(care=CARE, on=date(2014, 4, 1)), child=CHILD)

    answer = (await analyst.get(f"/children/{CHILD}/footprint", period="2014-04")).json()

    assert answer["as_at"] == "2014-04-30"
    assert [(each["clock"], each["standing"], each["turn"]) for each in answer["open"]] == [
        ("iro-appointment", "missed", "manager"),
        ("review", "approaching", "iro"),
    ]


@pytest.mark.anyio
@pytest.mark.database
async def test_only_what_was_known_then_is_told_as_known_then(analyst: Any) -> None:
    started = care.ChildBecameLookedAfter(care=CARE, on=date(2014, 4, 1))
    held = reviews.ReviewHeld(review=FIRST, held_on=date(2014, 5, 1))
    corrected = care.LookedAfterDateCorrected(care=CARE, on=date(2014, 3, 20), was=date(2014, 4, 1))
    await analyst.tell(started, held, child=CHILD, at=datetime(2014, 5, 6, 9, tzinfo=UTC))
    await analyst.tell(corrected, child=CHILD, at=datetime(2014, 7, 1, 9, tzinfo=UTC))

    then = await lines(analyst, as_known_at="2014-06-30", period="2014-03-01..2014-12-31")
    now = await lines(analyst, period="2014-03-01..2014-12-31")

    assert [line["type"] for line in then] == ["ChildBecameLookedAfter", "ReviewHeld"]
    assert then[1]["because"][-1].endswith("in time")
    assert [line["type"] for line in now] == ["LookedAfterDateCorrected", "ChildBecameLookedAfter", "ReviewHeld"]
    assert now[2]["because"][-1].endswith("days late")


@pytest.mark.anyio
@pytest.mark.database
async def test_a_child_that_was_never_told_of_is_unknown(analyst: Any) -> None:
    answer = await analyst.get(f"/children/{CHILD}/footprint", period="2014-15")

    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (404, "child.unknown", "child")


def test_every_fact_says_something_of_its_own() -> None:
    dates = dict.fromkeys(
        ("on", "held_on", "planned_for", "resume_by", "due_by", "was", "appoint_by", "due_statute"), date(2014, 5, 1)
    )
    codes = {
        "change": CareChange.PLACED,
        "opened_in": Regime.ORDINARY,
        "response": ManagerResponse.AGREED,
        "reason": LateReason.OTHER,
        "progress": LateReason.OTHER,
        "mode": None,
        "meeting": None,
    }
    others = {"short_break": False, "authority_stands": True, "start_known": True, "notified_on": None, "part": 2}
    found = {
        "plans": (PermanencePlan.ADOPTION,),
        "agreed": True,
        "plan": GradedPlan.HEALTH,
        "grade": PlanGrade.GOOD,
        "rights": (Right.ADVOCACY,),
        "finding": Finding.RIGHTS,
    }
    more = {"breach": True, "inferred": False, "decisions": 2, "decision": 1, "ordinal": 1}
    sentences = [
        said(fact.model_construct(**{**dates, **codes, **others, **found, **more})) for fact in REVIEWS.catalogue
    ]

    assert len(set(sentences)) == len(sentences)
    assert not any(sentence[0].islower() or "None" in sentence for sentence in sentences)
