"""The clocks of a formal dispute among all the others: whose turn it is, by which day, why, and as at any day."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import escalations
from iro_events.facts.escalation_codes import (
    Answer,
    ConcernCategory,
    ConcernOutcome,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_statute import add_working_days

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, CONCERN, IRO = (UUID(int=n) for n in range(1, 4))
FORMAL, LAST = date(2015, 7, 13), date(2015, 8, 10)
FIRST_STAGE, SECOND_STAGE = DisputeStage.TEAM_MANAGER, DisputeStage.CHIEF_EXECUTIVE
OF: dict[str, Any] = {"concern": CONCERN}


@pytest.fixture
async def desk(analyst: Any) -> Any:
    """Noon on 20 July 2015, the last day for an answer of the first stage of a dispute raised on the 13th."""
    analyst.clock.now = datetime(2015, 7, 20, 11, tzinfo=UTC)
    return analyst


def dispute(*, working_days: int | None = 5) -> list[Event]:
    """A concern made formal, at the first stage of its ladder."""
    raised = escalations.ConcernRaised(
        **OF,
        on=date(2015, 7, 6),
        iro=IRO,
        category=ConcernCategory.DRIFT,
        raised_with=RaisedWith.SOCIAL_WORKER,
        answer_by=None,
    )
    formal = escalations.DisputeRaised(**OF, on=FORMAL, conclude_by=LAST, ladder_from=date(2015, 4, 1))
    return [raised, formal, entered(FIRST_STAGE, 1, FORMAL, working_days)]


def entered(stage: DisputeStage, step: int, on: date, working_days: int | None) -> Event:
    by = None if working_days is None else add_working_days(on, working_days)
    return escalations.StageEntered(**OF, on=on, stage=stage, step=step, answer_by=by)


def moved_up(on: date) -> list[Event]:
    moved = escalations.DisputeMovedUp(**OF, on=on, was=FIRST_STAGE, to=SECOND_STAGE, moved_by=MovedUpBy.IRO)
    return [moved, entered(SECOND_STAGE, 2, on, 5)]


def answered(on: date) -> Event:
    return escalations.StageAnswered(**OF, on=on, stage=FIRST_STAGE, answer=Answer.NOT_ACCEPTED, answer_by=None)


def resolved(on: date) -> Event:
    return escalations.DisputeResolved(
        **OF, on=on, stage=FIRST_STAGE, outcome=ConcernOutcome.UPHELD, plan_changed=True, conclude_by=LAST
    )


async def open_clocks(desk: Any, **asked: Any) -> dict[str, dict[str, Any]]:
    answer = await desk.get("/deadlines", within_days=30, **asked)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    clocks = {item["clock"]: item for item in items}
    assert len(clocks) == len(items)
    return clocks


async def test_a_dispute_runs_against_its_stages_limit_and_the_20_working_days_of_the_whole(desk: Any) -> None:
    raised, formal, came = await desk.tell(*dispute(), child=CHILD)

    clocks = await open_clocks(desk)

    assert set(clocks) == {"dispute-stage", "dispute-cap"}
    stage, cap = clocks["dispute-stage"], clocks["dispute-cap"]
    assert (stage["due_by"], stage["standing"], stage["turn"]) == ("2015-07-20", "approaching", "social-work-manager")
    assert (stage["child"], stage["concern"], stage["care"]) == (str(CHILD), str(CONCERN), None)
    assert (stage["command"], stage["since"]) == ("AnswerAtStage", "2015-07-13")
    assert stage["because"][0] == "with the team manager, stage 1, since 13 Jul 2015 (day 0)"
    assert stage["events"] == [str(came)]
    assert (cap["due_by"], cap["turn"], cap["command"]) == ("2015-08-10", "iro", "ResolveDispute")
    assert "20 working days" in " ".join(cap["because"])
    assert cap["events"] == [str(raised), str(formal), str(came)]


async def test_a_concern_that_is_still_informal_runs_against_no_clock_of_a_dispute(desk: Any) -> None:
    await desk.tell(dispute()[0], child=CHILD)

    assert await open_clocks(desk) == {}


async def test_a_stage_without_a_limit_has_no_clock_but_the_cap(desk: Any) -> None:
    await desk.tell(*dispute(working_days=None), child=CHILD)

    assert set(await open_clocks(desk)) == {"dispute-cap"}


async def test_an_answer_settles_the_stage_and_the_whole_runs_on(desk: Any) -> None:
    await desk.tell(*dispute(), answered(date(2015, 7, 16)), child=CHILD)

    assert set(await open_clocks(desk)) == {"dispute-cap"}


async def test_going_up_leaves_one_stage_and_begins_the_clock_of_the_next(desk: Any) -> None:
    await desk.tell(*dispute(), *moved_up(date(2015, 7, 16)), child=CHILD)

    clocks = await open_clocks(desk)

    assert (clocks["dispute-stage"]["due_by"], clocks["dispute-cap"]["due_by"]) == ("2015-07-23", "2015-08-10")
    assert "chief executive" in clocks["dispute-stage"]["because"][0]


async def test_a_dispute_that_is_resolved_has_no_clock_and_had_both_as_at_a_day_before(desk: Any) -> None:
    await desk.tell(*dispute(), resolved(date(2015, 7, 17)), child=CHILD)

    assert await open_clocks(desk) == {}
    assert set(await open_clocks(desk, as_at="2015-07-16")) == {"dispute-stage", "dispute-cap"}
    assert await open_clocks(desk, as_at="2015-07-10") == {}


async def test_limits_that_have_gone_by_are_missed_and_counted_by_clock(desk: Any) -> None:
    desk.clock.now = datetime(2015, 8, 11, 11, tzinfo=UTC)
    await desk.tell(*dispute(), child=CHILD)

    counts = (await desk.get("/deadlines/counts")).json()["clocks"]

    assert {one["clock"]: (one["missed"], one["turn"]) for one in counts} == {
        "dispute-stage": (1, "social-work-manager"),
        "dispute-cap": (1, "iro"),
    }
