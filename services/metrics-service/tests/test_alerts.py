"""Deadlines are told of before they break and when they have: once each, whatever happens meanwhile."""

import asyncio
import json
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from pydantic import ValidationError

from iro_chassis.testing.issuer import Issuer, MovingClock, served, settings_of
from iro_events.facts import care, findings, participation, reviews
from iro_events.facts.deadline_codes import ClockId
from iro_events.facts.participation_codes import ParticipationCode
from iro_events.testing.silent_bus import SilentBus
from metrics_service.app import create_app
from metrics_service.deadlines.alerting import tell_all
from metrics_service.deadlines.leads import USUAL_LEADS, LeadsMalformed, leads_of
from metrics_service.following import MetricsSettings

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, OTHER, CARE, REVIEW = (UUID(int=number) for number in range(1, 5))
START = date(2015, 7, 1)
IRO = UUID(int=9)


@pytest.fixture
async def desk(analyst: Any) -> Any:
    """A child looked after since 1 July 2015 with its IRO: the first review falls due on the 29th."""
    await analyst.tell(
        care.ChildBecameLookedAfter(care=CARE, on=START), care.IroAppointed(care=CARE, iro=IRO, on=START), child=CHILD
    )
    return analyst


async def passes(desk: Any, day: date) -> None:
    """The day comes, and all that it brings about is told."""
    desk.clock.now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    answer = await desk.client.post("/days", json={"on": f"{day}"}, headers=desk.issuer.bearer("operator"))
    assert answer.is_success, answer.text
    await tell_all(desk.running, USUAL_LEADS)


async def told(desk: Any, of: str = "%Deadline%") -> list[tuple[str, str, int | None]]:
    """Clock, day and lead (None: missed) of each deadline told of, in order."""
    await tell_all(desk.running, USUAL_LEADS)
    async with desk.database.connection() as connection:
        rows = await connection.fetch("SELECT type, data FROM events WHERE type LIKE $1 ORDER BY position", of)
    facts = [json.loads(row["data"]) for row in rows]
    return [(fact["clock"], fact["due_by"], fact.get("lead")) for fact in facts]


async def test_nothing_is_told_before_a_day_has_passed(desk: Any) -> None:
    assert await told(desk) == []


async def test_a_deadline_is_told_of_at_each_lead_time_once_and_once_when_missed(desk: Any) -> None:
    for day in (1, 2, 21, 22, 23, 29, 30, 31):
        await passes(desk, date(2015, 7, day))
        await passes(desk, date(2015, 7, day))

    review = [(due_by, lead) for clock, due_by, lead in await told(desk) if clock == "review"]
    assert review == [("2015-07-29", 28), ("2015-07-29", 7), ("2015-07-29", None)]


async def test_days_on_which_nobody_looked_cost_the_longer_lead_and_not_the_deadline(desk: Any) -> None:
    await passes(desk, date(2015, 7, 25))

    assert [each for each in await told(desk) if each[0] == "review"] == [("review", "2015-07-29", 7)]


async def test_a_fact_learnt_late_tells_at_once_of_what_was_missed_long_ago(desk: Any) -> None:
    await passes(desk, date(2015, 8, 31))
    late = care.ChildBecameLookedAfter(care=UUID(int=50), on=date(2015, 3, 2), notified_on=date(2015, 8, 31))
    await desk.tell(late, child=OTHER)

    of_the_other = [each for each in await told(desk) if each[1] < "2015-04-01"]
    assert sorted(of_the_other) == [("iro-appointment", "2015-03-09", None), ("review", "2015-03-30", None)]


async def test_a_deadline_that_moves_is_told_of_anew_and_when_it_moves_back_it_is_not(desk: Any) -> None:
    def corrected(on: date) -> care.LookedAfterDateCorrected:
        return care.LookedAfterDateCorrected(care=CARE, on=on, was=START)

    await passes(desk, date(2015, 7, 27))
    await desk.tell(corrected(date(2015, 7, 3)), child=CHILD)
    moved = await told(desk)
    await desk.tell(corrected(START), child=CHILD)

    assert await told(desk) == moved
    assert [each for each in moved if each[0] == "review"] == [("review", "2015-07-29", 7), ("review", "2015-07-31", 7)]


async def test_what_was_done_or_withdrawn_in_time_is_not_told_of(desk: Any) -> None:
    await desk.tell(reviews.ReviewHeld(review=REVIEW, held_on=date(2015, 7, 20)), child=CHILD)
    withdrawn = care.ChildBecameLookedAfter(care=UUID(int=50), on=date(2015, 7, 1))
    await desk.tell(withdrawn, care.CareEntryWithdrawn(care=UUID(int=50)), child=OTHER)
    await passes(desk, date(2015, 7, 28))

    assert await told(desk) == []


async def test_a_service_that_ends_between_the_day_and_the_telling_leaves_it_to_the_next(
    desk: Any, database_url: str
) -> None:
    holder = await asyncpg.connect(database_url)
    await holder.execute("SELECT pg_advisory_lock(hashtext('iro.alerts'))")
    answer = await desk.client.post("/days", json={"on": "2015-07-22"}, headers=desk.issuer.bearer("operator"))
    assert answer.is_success
    await desk.running.workers.stop()
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM events WHERE type LIKE '%Deadline%'") == 0
    await holder.close()

    clock = MovingClock(desk.clock.now)
    app = create_app(settings_of(database_url), bus=SilentBus(), clock=clock, verifier=Issuer(clock).verifier())
    async with served(app):
        await tell_all(app.state.running, USUAL_LEADS)
    assert await told(desk) == [("review", "2015-07-29", 7)]


async def test_two_processes_that_pass_the_same_day_tell_of_each_deadline_once(desk: Any, database_url: str) -> None:
    for number in range(100, 160):
        begun = care.ChildBecameLookedAfter(care=UUID(int=number), on=START)
        await desk.tell(begun, child=UUID(int=1000 + number))
    other = create_app(settings_of(database_url), bus=SilentBus(), clock=desk.clock, verifier=desk.issuer.verifier())
    async with served(other) as client:
        tick = {"json": {"on": "2015-07-22"}, "headers": desk.issuer.bearer("operator")}
        await asyncio.gather(desk.client.post("/days", **tick), client.post("/days", **tick))
        both = (desk.running, other.state.running)
        await asyncio.gather(*(tell_all(running, USUAL_LEADS) for running in both for _ in range(3)))

    assert Counter(clock for clock, _, _ in await told(desk)) == {"review": 61, "iro-appointment": 60}


async def test_what_few_may_be_told_is_told_to_few(desk: Any) -> None:
    for number, on in enumerate((date(2015, 7, 20), date(2015, 8, 10)), start=1):
        held = UUID(int=70 + number)
        unheard = participation.ParticipationRecorded(
            review=held, held_on=on, code=ParticipationCode.PN7, age_on_review=9
        )
        await desk.tell(reviews.ReviewHeld(review=held, held_on=on), unheard, child=CHILD)
    await passes(desk, date(2015, 8, 25))

    assert "child-not-heard" not in {clock for clock, _, _ in await told(desk, "DeadlineApproaching")}
    await passes(desk, date(2016, 2, 1))
    assert {clock for clock, _, _ in await told(desk, "RestrictedDeadline%")} == {"child-not-heard"}


async def test_midway_is_a_deadline_like_another(desk: Any) -> None:
    await desk.tell(reviews.ReviewHeld(review=REVIEW, held_on=date(2015, 7, 20)), child=CHILD)
    await passes(desk, date(2015, 9, 1))
    await desk.tell(findings.MidwayChecked(review=REVIEW, on=date(2015, 9, 1)), child=CHILD)
    await passes(desk, date(2015, 9, 30))

    assert [each for each in await told(desk) if each[0] == "midway-check"] == [("midway-check", "2015-09-04", 7)]


def test_lead_times_are_given_by_clock_and_what_is_none_is_refused_by_its_word() -> None:
    leads = leads_of("review=10 record=")

    assert (leads[ClockId.REVIEW], leads[ClockId.RECORD]) == ((10,), ())
    assert leads[ClockId.DECISIONS] == USUAL_LEADS[ClockId.DECISIONS]
    for wrong in ("reviews=3", "review", "review=-1", "review=1.5", "review=9999"):
        with pytest.raises(LeadsMalformed, match=wrong):
            leads_of(wrong)


def test_a_process_refuses_lead_times_that_are_none() -> None:
    with pytest.raises(ValidationError, match="deadline_leads"):
        MetricsSettings.model_validate({"deadline_leads": "reviews=3"})
