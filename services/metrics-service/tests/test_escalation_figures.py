"""The figures of an IRO's challenges: informal ones, formal disputes, the stages they came to and what came of them."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import escalations
from iro_events.facts.escalation_codes import (
    Answer,
    CafcassGround,
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_statute import add_working_days

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILDREN = [UUID(int=n) for n in range(1, 7)]
IRO = UUID(int=99)
JUNE = date(2014, 6, 2)
MANAGER, SENIOR = DisputeStage.TEAM_MANAGER, DisputeStage.SENIOR_MANAGERS


def of(child: UUID) -> dict[str, Any]:
    """The one matter about that child."""
    return {"concern": UUID(int=child.int << 16)}


def raised(child: UUID, on: date = JUNE, category: str = "drift", **more: Any) -> Event:
    told = {
        **of(child),
        "on": on,
        "iro": IRO,
        "category": ConcernCategory(category),
        "raised_with": RaisedWith.SOCIAL_WORKER,
        "answer_by": None,
        **more,
    }
    return escalations.ConcernRaised.model_validate(told)


def viewed(child: UUID, view: ChildsView) -> Event:
    return escalations.ChildsViewOfConcernRecorded(**of(child), on=JUNE, view=view)


def answered(child: UUID, on: date) -> Event:
    by, answer = RaisedWith.SOCIAL_WORKER, Answer.ACCEPTED
    return escalations.ConcernAnswered(**of(child), on=on, by=by, answer=answer, answer_by=None)


def settled(child: UUID, on: date, outcome: ConcernOutcome = ConcernOutcome.UPHELD, *, changed: bool = True) -> Event:
    return escalations.ConcernSettled(**of(child), on=on, outcome=outcome, plan_changed=changed)


def withdrawn(child: UUID, on: date) -> Event:
    return escalations.ConcernWithdrawn(**of(child), on=on, reason=ConcernWithdrawal.OVERTAKEN)


def entered(child: UUID, stage: DisputeStage, step: int, on: date, days: int | None = 5) -> Event:
    by = None if days is None else add_working_days(on, days)
    return escalations.StageEntered(**of(child), on=on, stage=stage, step=step, answer_by=by)


def formal(child: UUID, on: date, days: int | None = 5) -> list[Event]:
    """The concern becomes a formal dispute, at the team manager."""
    until = add_working_days(on, 20)
    dispute = escalations.DisputeRaised(**of(child), on=on, conclude_by=until, ladder_from=date(2014, 4, 1))
    return [dispute, entered(child, MANAGER, 1, on, days)]


def up(child: UUID, on: date, by: MovedUpBy = MovedUpBy.IRO) -> list[Event]:
    """The dispute goes up to the senior managers."""
    moved = escalations.DisputeMovedUp(**of(child), on=on, was=MANAGER, to=SENIOR, moved_by=by)
    return [moved, entered(child, SENIOR, 2, on)]


def resolved(child: UUID, on: date, outcome: ConcernOutcome = ConcernOutcome.UPHELD, *, changed: bool = True) -> Event:
    return escalations.DisputeResolved(
        **of(child), on=on, stage=SENIOR, outcome=outcome, plan_changed=changed, conclude_by=on
    )


def groups(answer: dict[str, Any]) -> dict[str, int]:
    return {group["key"]: group["value"] for group in answer["groups"]}


def parts_of(group: dict[str, Any]) -> dict[str, Any]:
    return {part["id"]: part["value"] for part in group["parts"]}


async def test_what_was_raised_informally_is_told_by_what_became_of_it(analyst: Any) -> None:
    first, second, third, fourth, fifth, sixth = CHILDREN
    await analyst.tell(raised(first), answered(first, JUNE), settled(first, date(2014, 6, 6)), child=first)
    await analyst.tell(raised(second), *formal(second, date(2014, 6, 9)), child=second)
    await analyst.tell(raised(third), withdrawn(third, date(2014, 6, 9)), child=third)
    events = await analyst.tell(raised(fourth, category="contact"), answered(fourth, date(2014, 6, 4)), child=fourth)
    await analyst.tell(raised(fifth, raised_with=None), *formal(fifth, JUNE), child=fifth)
    await analyst.tell(raised(sixth, date(2014, 3, 31)), child=sixth)

    answer = await analyst.figure("challenges-informal", by="category")

    assert (answer["value"], answer["unit"], answer["denominator"]) == (4, "concerns", None)
    assert await analyst.parts("challenges-informal") == {
        "settled": 1,
        "became-formal": 1,
        "withdrawn": 1,
        "open": 1,
        "answered": 2,
        "children": 4,
    }
    assert groups(answer) == {"drift": 3, "contact": 1}
    case = (await analyst.cases("challenges-informal"))[-1]
    assert (case["child"], case["standing"], case["events"]) == (str(fourth), "open", [str(each) for each in events])
    assert case["because"] == [
        "raised with the social worker on 2 Jun 2014",
        "answered on 4 Jun 2014",
        "still open on 31 Mar 2015",
    ]


async def test_what_became_of_it_is_as_on_the_last_day_of_the_period(analyst: Any) -> None:
    child = CHILDREN[0]
    await analyst.tell(raised(child), *formal(child, date(2014, 7, 1)), resolved(child, date(2014, 8, 1)), child=child)

    assert (await analyst.parts("challenges-informal", "2014-06"))["open"] == 1
    assert (await analyst.parts("challenges-informal", "2014-15"))["became-formal"] == 1
    assert (await analyst.parts("disputes-formal", "2014-07"))["open"] == 1
    assert (await analyst.parts("disputes-formal", "2014-15"))["concluded"] == 1


@pytest.fixture
async def seed_year(analyst: Any) -> Any:
    """Four formal disputes as a real report tells them: two of delay in placement, both up to senior managers."""
    slow, quick, unsupported, practice, *_ = CHILDREN
    end = date(2014, 7, 4)
    await analyst.tell(
        raised(slow, category="placement-delay"),
        *formal(slow, JUNE),
        *up(slow, date(2014, 6, 10), MovedUpBy.TIME),
        resolved(slow, end),
        child=slow,
    )
    await analyst.tell(
        raised(quick, category="placement-delay"),
        *formal(quick, JUNE),
        *up(quick, date(2014, 6, 4)),
        resolved(quick, date(2014, 6, 30)),
        child=quick,
    )
    await analyst.tell(
        raised(unsupported, category="plan-changed-without-review", raised_with=None),
        *formal(unsupported, JUNE),
        escalations.CafcassReferred(**of(unsupported), on=JUNE, ground=CafcassGround.NOT_REVIEWED),
        resolved(unsupported, date(2014, 6, 6), ConcernOutcome.NOT_UPHELD, changed=False),
        child=unsupported,
    )
    await analyst.tell(
        raised(practice, category="practice"), *formal(practice, JUNE), resolved(practice, JUNE), child=practice
    )
    return analyst


async def test_formal_disputes_are_counted_by_what_they_were_about(seed_year: Any) -> None:
    answer = await seed_year.figure("disputes-formal", by="category")

    assert (answer["value"], answer["unit"]) == (4, "disputes")
    assert groups(answer) == {"placement-delay": 2, "plan-changed-without-review": 1, "practice": 1}
    parts = {"concluded": 4, "withdrawn": 0, "open": 0, "at-once": 1, "cafcass": 1, "children": 4}
    assert await seed_year.parts("disputes-formal") == parts


async def test_a_dispute_on_its_twentieth_working_day_is_in_time_and_one_after_it_is_not(seed_year: Any) -> None:
    answer = await seed_year.figure("disputes-within-20-working-days", by="category")

    assert (answer["value"], answer["numerator"], answer["denominator"]) == (75.0, 3, 4)
    assert groups(answer)["placement-delay"] == 50.0
    parts = {"late": 1, "not-ended": 0, "withdrawn": 0, "not-due": 0}
    assert await seed_year.parts("disputes-within-20-working-days") == parts
    (late,) = await seed_year.cases("disputes-within-20-working-days", verdict="late")
    assert (late["child"], late["conclude_by"], late["closed_on"]) == (str(CHILDREN[0]), "2014-06-30", "2014-07-04")
    assert late["because"][-2:] == [
        "so due by 30 Jun 2014",
        "concluded on 4 Jul 2014, upheld, the care plan changed, after 24 working days: too late",
    ]
    in_time = await seed_year.cases("disputes-within-20-working-days", verdict="in-time")
    assert str(CHILDREN[1]) in {case["child"] for case in in_time}


async def test_each_stage_tells_who_reached_it_for_how_long_and_within_its_limit(seed_year: Any) -> None:
    answer = await seed_year.figure("escalations-by-stage", by="stage")

    assert (answer["value"], answer["unit"]) == (4, "disputes"), "one that goes up is one dispute"
    assert groups(answer) == {"senior-managers": 2, "team-manager": 4}
    senior, manager = answer["groups"]
    assert parts_of(senior) == {
        "stages": 2,
        "open": 0,
        "days-open": 0,
        "days": 24 + 26,
        "within-limit": 0.0,
        "no-limit": 0,
        "moved-up": 0,
        "moved-up-by-time": 0,
        "ended": 2,
        "from-before": 0,
    }
    told = parts_of(manager)
    assert (told["moved-up"], told["moved-up-by-time"], told["ended"], told["days"]) == (2, 1, 2, 8 + 2 + 4 + 0)
    assert told["within-limit"] == 75.0
    assert groups(await seed_year.figure("escalations-by-stage", by="step")) == {"1": 4, "2": 2}
    cases = await seed_year.cases("escalations-by-stage")
    assert len(cases) == (await seed_year.parts("escalations-by-stage"))["stages"]
    [by_time] = (case for case in cases if case["moved_by"] == "time")
    assert by_time["because"] == [
        "with the team manager, stage 1, since 2 Jun 2014 (day 0)",
        "5 working days to answer: 9 Jun 2014",
        "taken higher on 10 Jun 2014 as no answer came in time, after 6 working days there",
    ]


async def test_what_is_open_with_a_stage_since_before_the_period_is_open_and_not_reached_in_it(analyst: Any) -> None:
    child = CHILDREN[0]
    await analyst.tell(raised(child), *formal(child, date(2014, 6, 26)), *up(child, date(2014, 7, 10)), child=child)

    months = ("2014-06", "2014-07", "2014-08")
    june, july, august = [await analyst.figure("escalations-by-stage", month) for month in months]

    assert [each["value"] for each in (june, july, august)] == [1, 1, 0]
    assert (parts_of(june)["open"], parts_of(june)["days-open"]) == (1, 4)
    assert (parts_of(july)["open"], parts_of(july)["days-open"], parts_of(july)["from-before"]) == (1, 21, 1)
    assert (parts_of(august)["open"], parts_of(august)["days-open"], parts_of(august)["from-before"]) == (1, 52, 1)
    (case,) = await analyst.cases("escalations-by-stage", "2014-08")
    assert (case["stage"], case["counted"], case["apart"]) == ("senior-managers", False, "from-before")
    assert case["because"][-1] == "still there on 31 Aug 2014, after 35 working days there"
    by_month = await analyst.figure("escalations-by-stage", "2014-08", by="month")
    assert groups(by_month) == {"2014-08": 0}


async def test_a_stage_that_has_answered_or_was_left_by_its_limit_kept_it(analyst: Any) -> None:
    on, limit = JUNE, date(2014, 6, 9)
    ends = {"answered": limit, "late": date(2014, 6, 10), "left": limit, "open": None}
    for child, (how, end) in zip(CHILDREN, ends.items(), strict=False):
        told = [raised(child), *formal(child, on)]
        if end is not None and how != "left":
            told.append(
                escalations.StageAnswered(
                    **of(child), on=end, stage=MANAGER, answer=Answer.NOT_ACCEPTED, answer_by=limit
                )
            )
        elif end is not None:
            told.append(withdrawn(child, end))
        await analyst.tell(*told, child=child)
    no_limit = CHILDREN[4]
    await analyst.tell(raised(no_limit), *formal(no_limit, on, days=None), child=no_limit)

    parts = {part["id"]: part for part in (await analyst.figure("escalations-by-stage"))["parts"]}

    assert (parts["within-limit"]["numerator"], parts["within-limit"]["denominator"]) == (2, 4)
    assert parts["no-limit"]["value"] == 1


async def test_a_dispute_that_still_runs_is_not_judged_before_its_last_day_has_gone_by(analyst: Any) -> None:
    child = CHILDREN[0]
    await analyst.tell(raised(child), *formal(child, date(2015, 8, 3)), child=child)
    figure = "disputes-within-20-working-days"

    analyst.clock.now = datetime(2015, 9, 1, 12, tzinfo=UTC)
    assert (await analyst.figure(figure, "2015-16"))["denominator"] == 0
    assert (await analyst.parts(figure, "2015-16"))["not-due"] == 1
    analyst.clock.now = datetime(2015, 9, 2, 12, tzinfo=UTC)
    answer = await analyst.figure(figure, "2015-16")
    assert (answer["numerator"], answer["denominator"]) == (0, 1)
    assert (await analyst.parts(figure, "2015-16"))["not-ended"] == 1
    (case,) = await analyst.cases(figure, "2015-16")
    assert case["because"][-1] == "not concluded by 2 Sep 2015, after 21 working days"


async def test_outcomes_are_told_with_how_many_changed_a_plan(analyst: Any) -> None:
    first, second, third, fourth, fifth, _ = CHILDREN
    july = date(2014, 7, 1)
    await analyst.tell(raised(first), settled(first, july), child=first)
    await analyst.tell(
        raised(second, category="contact"),
        settled(second, july, ConcernOutcome.PARTLY_UPHELD, changed=False),
        child=second,
    )
    await analyst.tell(
        raised(third),
        *formal(third, JUNE),
        resolved(third, july, ConcernOutcome.NOT_UPHELD, changed=False),
        child=third,
    )
    await analyst.tell(raised(fourth), *formal(fourth, JUNE), withdrawn(fourth, july), child=fourth)
    await analyst.tell(raised(fifth), child=fifth)

    answer = await analyst.figure("challenge-outcomes", by="outcome")

    assert groups(answer) == {"upheld": 1, "partly-upheld": 1, "not-upheld": 1, "withdrawn": 1}
    parts = {part["id"]: (part["value"], part["denominator"]) for part in answer["parts"]}
    assert parts["plan-changed"] == (33.3, 3)
    assert (parts["informal"], parts["formal"]) == ((2, None), (2, None))
    assert groups(await analyst.figure("challenge-outcomes", by="category")) == {"drift": 3, "contact": 1}
    assert groups(await analyst.figure("challenge-outcomes", by="process")) == {"informal": 2, "formal": 2}
    because = [case["because"][-1] for case in await analyst.cases("challenge-outcomes")]
    assert because == [
        "settled without a formal dispute on 1 Jul 2014, upheld, the care plan changed",
        "settled without a formal dispute on 1 Jul 2014, upheld in part, the care plan as it was",
        "concluded on 1 Jul 2014, not upheld, the care plan as it was",
        "pursued no further on 1 Jul 2014",
    ]


async def test_a_matter_recorded_in_error_is_gone_from_every_figure_and_still_known_then(analyst: Any) -> None:
    child = CHILDREN[0]
    await analyst.tell(raised(child), *formal(child, JUNE), child=child, at=datetime(2014, 6, 3, 9, tzinfo=UTC))
    in_error = escalations.ConcernEntryWithdrawn(**of(child))
    await analyst.tell(in_error, child=child, at=datetime(2014, 6, 20, 9, tzinfo=UTC))

    for figure in ("challenges-informal", "disputes-formal", "escalations-by-stage"):
        assert (await analyst.figure(figure))["value"] == 0
        assert (await analyst.figure(figure, as_known_at="2014-06-10"))["value"] == 1


async def test_concerns_are_divided_by_what_the_child_thought_whichever_of_the_two_arrives_first(analyst: Any) -> None:
    first, second, third, fourth, *_ = CHILDREN
    await analyst.tell(raised(first), child=first)
    await analyst.tell(viewed(first, ChildsView.DISAGREES), child=first)
    await analyst.tell(viewed(second, ChildsView.AGREES), child=second)
    await analyst.tell(raised(second), *formal(second, JUNE), child=second)
    await analyst.tell(raised(third), child=third)
    await analyst.tell(viewed(fourth, ChildsView.AGREES), child=fourth)

    informal = await analyst.figure("challenges-informal", by="childs-view")
    disputes = await analyst.figure("disputes-formal", by="childs-view")

    assert (informal["value"], groups(informal)) == (3, {"agrees": 1, "disagrees": 1, "not-recorded": 1})
    assert groups(disputes) == {"agrees": 1}


async def test_a_case_shows_the_childs_view_to_few_and_the_events_of_both(analyst: Any) -> None:
    child = CHILDREN[0]
    earlier, later = datetime(2014, 6, 3, 9, tzinfo=UTC), datetime(2014, 6, 4, 9, tzinfo=UTC)
    (one,) = await analyst.tell(raised(child), child=child, at=earlier)
    (two,) = await analyst.tell(viewed(child, ChildsView.NOT_ASKED), child=child, at=later)

    async def view(role: str, **asked: Any) -> tuple[str | None, list[str]]:
        answer = await analyst.get("/figures/challenges-informal/cases", role=role, period="2014-15", **asked)
        (case,) = answer.json()["items"]
        return case["childs_view"], case["events"]

    assert await view("analyst") == ("not-asked", [str(one), str(two)])
    assert await view("business-support") == (None, [str(one), str(two)])
    assert await view("analyst", as_known_at="2014-06-03") == (None, [str(one)])
