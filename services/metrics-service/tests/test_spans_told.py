"""Proceedings in court and times missing: as figures, and as lines of the child's footprint."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, missing, proceedings
from iro_events.facts.missing import Absence

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, SIBLING = UUID(int=1), UUID(int=2)
IN_COURT, AWAY, LOST = (UUID(int=number) for number in (11, 12, 13))


@pytest.fixture
async def told(analyst: Any) -> Any:
    """A child with proceedings, which end, and who was away once; a sibling who is missing still."""
    issued = proceedings.ProceedingsRecorded(proceedings=IN_COURT, on=date(2014, 5, 6), until=None)
    ended = proceedings.ProceedingsRecorded(proceedings=IN_COURT, on=date(2014, 5, 6), until=date(2015, 1, 5))
    begun = care.ChildBecameLookedAfter(care=UUID(int=21), on=date(2014, 4, 1))
    away = missing.MissingEpisodeRecorded(
        episode=AWAY, on=date(2014, 7, 1), until=date(2014, 7, 3), absence=Absence.AWAY
    )
    lost = missing.MissingEpisodeRecorded(episode=LOST, on=date(2015, 3, 30), until=None, absence=Absence.MISSING)
    await analyst.tell(begun, issued, ended, away, child=CHILD)
    await analyst.tell(lost, child=SIBLING)
    return analyst


async def test_proceedings_are_counted_by_the_day_of_issue(told: Any) -> None:
    assert (await told.figure("proceedings-issued"))["value"] == 1
    assert await told.parts("proceedings-issued") == {"children": 1, "running": 0}
    assert await told.parts("proceedings-issued", "2014-05") == {"children": 1, "running": 1}
    (case,) = await told.cases("proceedings-issued")
    assert (case["ended_on"], len(case["events"])) == ("2015-01-05", 2)


async def test_times_missing_are_counted_by_their_first_day(told: Any) -> None:
    assert (await told.figure("missing-episodes"))["value"] == 2
    assert await told.parts("missing-episodes") == {"children": 2, "missing": 1, "away": 1, "running": 1}
    assert len(await told.cases("missing-episodes", role="manager")) == 2
    assert (await told.get("/figures/missing-episodes/cases", role="operator", period="2014-15")).status_code == 403


async def test_what_had_not_been_is_counted_no_more(told: Any) -> None:
    await told.tell(proceedings.ProceedingsWithdrawn(proceedings=IN_COURT), child=CHILD)
    await told.tell(missing.MissingEpisodeWithdrawn(episode=LOST), child=SIBLING)

    assert (await told.figure("proceedings-issued"))["value"] == 0
    assert (await told.figure("missing-episodes"))["value"] == 1


async def test_the_footprint_tells_of_both_to_those_who_may_know(told: Any) -> None:
    path = f"/children/{CHILD}/footprint"
    seen = (await told.get(path, role="iro", period="2014-15")).json()
    lines = [line["what"] for line in seen["lines"]]

    assert "Proceedings are issued in court" in lines
    assert "Is away without authorisation, and is found on 3 Jul 2014" in lines
