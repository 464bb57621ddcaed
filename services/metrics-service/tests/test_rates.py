"""Children looked after for each ten thousand who live in the authority's area, by the population of the day."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.days import authority_id
from iro_events.event import Event
from iro_events.facts import care, reference
from iro_events.facts.reference import PopulationSource

pytestmark = [pytest.mark.anyio, pytest.mark.database]

AUTHORITY = authority_id("E10000011")


def population(number: int, on: date, children: int, published_on: date | None = None) -> Event:
    return reference.PopulationRecorded(
        population=UUID(int=number),
        on=on,
        children=children,
        source=PopulationSource.ONS_MID_YEAR_ESTIMATE,
        published_on=published_on,
    )


@pytest.fixture
async def seven(analyst: Any) -> Any:
    """Seven children looked after since May 2014, one of them in short breaks."""
    for number in range(1, 8):
        begun = care.ChildBecameLookedAfter(care=UUID(int=100 + number), on=date(2014, 5, 1), short_break=number == 7)
        await analyst.tell(begun, child=UUID(int=number))
    return analyst


async def test_a_rate_is_of_the_population_counted_last_by_the_day(seven: Any) -> None:
    await seven.tell(
        population(1, date(2013, 6, 30), 1000),
        population(2, date(2014, 6, 30), 1150, date(2015, 6, 25)),
        population(3, date(2014, 6, 30), 1200, date(2015, 7, 30)),
        population(4, date(2015, 6, 30), 900),
        child=AUTHORITY,
    )

    figure = await seven.figure("looked-after-rate")

    assert (figure["value"], figure["numerator"], figure["denominator"]) == (50.0, 6, 1200)
    assert figure["unit"] == "children per 10,000 under 18"
    assert (await seven.figure("looked-after-rate", "2014-05"))["value"] == 60.0
    cases = await seven.cases("looked-after-rate")
    assert sum(case["looked_after"] for case in cases) == 6
    (rests_on,) = [case for case in cases if case["population"]]
    assert rests_on["because"] == ["1200 children under 18 on 30 Jun 2014 (ons-mid-year-estimate)"]


async def test_without_a_population_there_is_no_rate(seven: Any) -> None:
    figure = await seven.figure("looked-after-rate")

    assert (figure["value"], figure["numerator"], figure["denominator"]) == (None, 6, 0)


async def test_a_population_that_was_corrected_or_withdrawn_is_the_last_told(seven: Any) -> None:
    await seven.tell(population(1, date(2013, 6, 30), 1000), population(2, date(2014, 6, 30), 1200), child=AUTHORITY)
    await seven.tell(population(2, date(2014, 6, 30), 1500), child=AUTHORITY)
    assert (await seven.figure("looked-after-rate"))["value"] == 40.0

    await seven.tell(reference.PopulationWithdrawn(population=UUID(int=2)), child=AUTHORITY)

    assert (await seven.figure("looked-after-rate"))["value"] == 60.0
