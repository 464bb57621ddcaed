"""A child that was not heard at two reviews in a row is to be heard before the next; few may know that it was not."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import care, participation, reviews
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium, ParticipationCode

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, CARE, FIRST, SECOND, IRO = (UUID(int=n) for n in range(1, 6))
DAYS = {FIRST: date(2015, 4, 20), SECOND: date(2015, 7, 13)}


@pytest.fixture
async def unheard(analyst: Any) -> Any:
    """Noon on 28 July 2015: two reviews of which the child's views were at neither, the next due on 13 January 2016."""
    analyst.clock.now = datetime(2015, 7, 28, 11, tzinfo=UTC)
    told: list[Any] = [
        care.ChildBecameLookedAfter(care=CARE, on=date(2015, 4, 1)),
        care.IroAppointed(care=CARE, iro=IRO, on=date(2015, 4, 1)),
    ]
    for review, on in DAYS.items():
        told += [
            reviews.ReviewHeld(review=review, held_on=on),
            participation.ParticipationRecorded(review=review, held_on=on, code=ParticipationCode.PN7),
        ]
    await analyst.tell(*told, child=CHILD)
    return analyst


async def clock(analyst: Any, **asked: Any) -> dict[str, Any] | None:
    answer = await analyst.get("/deadlines", **{"within_days": 300, **asked})
    assert answer.status_code == 200, answer.text
    return next((item for item in answer.json()["items"] if item["clock"] == "child-not-heard"), None)


def spoke(on: date) -> participation.ContactLogged:
    return participation.ContactLogged(
        contact=UUID(int=77), iro=IRO, on=on, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO
    )


async def test_the_child_is_to_be_heard_by_the_day_on_which_the_next_review_is_due(unheard: Any) -> None:
    found = await clock(unheard)

    assert found is not None
    assert (found["due_by"], found["since"], found["review"]) == ("2016-01-13", "2015-07-13", str(SECOND))
    assert (found["turn"], found["command"], found["standing"]) == ("iro", "LogContact", "approaching")
    assert found["because"][0] == "views not conveyed at two reviews in a row or more, the last on 13 Jul 2015"
    assert len(found["events"]) == 2


async def test_a_review_planned_earlier_brings_the_day_forward(unheard: Any) -> None:
    await unheard.tell(reviews.ReviewBooked(review=UUID(int=9), planned_for=date(2015, 11, 2)), child=CHILD)

    found = await clock(unheard)

    assert found is not None
    assert (found["due_by"], found["planned_for"]) == ("2015-11-02", "2015-11-02")
    assert found["because"][-1] == "the next review is planned for 2 Nov 2015"


async def test_a_contact_after_the_last_review_settles_it_and_one_before_does_not(unheard: Any) -> None:
    await unheard.tell(spoke(date(2015, 7, 13)), child=CHILD)
    assert await clock(unheard) is not None

    await unheard.tell(spoke(date(2015, 7, 20)), child=CHILD)
    assert await clock(unheard) is None
    assert await clock(unheard, as_at="2015-07-19") is not None


async def test_views_that_were_conveyed_after_all_settle_it_and_so_does_the_end_of_care(unheard: Any) -> None:
    corrected = participation.ParticipationCorrected(
        review=SECOND, held_on=DAYS[SECOND], code=ParticipationCode.PN6, was=ParticipationCode.PN7
    )
    await unheard.tell(corrected, child=CHILD)
    assert await clock(unheard) is None

    await unheard.tell(
        corrected.model_copy(update={"code": ParticipationCode.PN4, "was": ParticipationCode.PN6}), child=CHILD
    )
    assert await clock(unheard) is not None
    await unheard.tell(care.ChildCeasedLookedAfter(care=CARE, on=date(2015, 7, 27)), child=CHILD)
    assert await clock(unheard) is None


@pytest.mark.parametrize(
    ("role", "knows", "on_its_footprint"),
    [
        ("iro", True, True),
        ("manager", True, True),
        ("social-work-manager", True, True),
        ("analyst", True, False),
        ("business-support", False, False),
        ("operator", False, False),
        ("information-system", False, False),
    ],
)
async def test_that_a_child_was_not_heard_is_told_to_few(
    unheard: Any, role: str, knows: bool, on_its_footprint: bool
) -> None:
    assert (await clock(unheard, role=role) is not None) is knows
    counts = (await unheard.get("/deadlines/counts", role=role, within_days=300)).json()["clocks"]
    assert ("child-not-heard" in {each["clock"] for each in counts}) is knows
    asked = await unheard.get("/deadlines", role=role, within_days=300, clock="child-not-heard")
    assert bool(asked.json()["items"]) is knows
    footprint = (await unheard.get(f"/children/{CHILD}/footprint", role=role, period="2015-16")).json()
    assert ("child-not-heard" in {each["clock"] for each in footprint["open"]}) is on_its_footprint
