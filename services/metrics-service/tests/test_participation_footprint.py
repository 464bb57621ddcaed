"""A child's voice on their footprint; how they took part and what they wish for is for few to see."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import advocacy, care, participation
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    ContactBegunBy,
    ContactMedium,
    ConversationOutcome,
    OfferAnswer,
    ParticipationCode,
    ViewsMedium,
    VisitorEnd,
    VisitorNeed,
    WishOutcome,
    WishTheme,
)
from iro_events.published import published_in
from metrics_service.footprint.saying import said

CHILD, OTHER = UUID(int=1), UUID(int=2)
DAY = date(2014, 5, 1)

WHOLE = [
    participation.ChildInvited(review=OTHER, on=DAY),
    participation.ConversationRecorded(review=OTHER, on=DAY, outcome=ConversationOutcome.HELD),
    participation.ViewsGiven(review=OTHER, on=DAY, medium=ViewsMedium.IN_PERSON),
    participation.ParticipationRecorded(review=OTHER, held_on=DAY, code=ParticipationCode.PN4),
    participation.ParticipationCorrected(review=OTHER, held_on=DAY, code=ParticipationCode.PN1, was=None),
    participation.WishExpressed(wish=OTHER, on=DAY),
    participation.WishAnswered(wish=OTHER, on=DAY, outcome=WishOutcome.PARTLY_GRANTED),
    participation.WishEntryWithdrawn(wish=OTHER),
    participation.ContactLogged(
        contact=OTHER, iro=OTHER, on=DAY, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.CHILD, seen_alone=True
    ),
    participation.ContactEntryWithdrawn(contact=OTHER),
    participation.ContactCardSent(iro=OTHER, on=DAY),
    participation.WishThemeRecorded(wish=OTHER, on=DAY, theme=WishTheme.LIFE_STORY),
    advocacy.AdvocacyAwarenessRecorded(
        review=OTHER, held_on=DAY, knows=AdvocacyAnswer.YES, has=AdvocacyAnswer.NO, wants=AdvocacyAnswer.NOT_ASKED
    ),
    advocacy.AdvocateRequested(on=DAY),
    advocacy.AdvocateOffered(on=DAY, answer=OfferAnswer.AWAITED),
    advocacy.AdvocateMatched(on=DAY, advocate=OTHER),
    advocacy.AdvocacyEnded(on=DAY, advocate=OTHER),
    advocacy.AdvocacyEndReasonRecorded(on=DAY, reason=AdvocacyEnd.CHILD_ASKED),
    advocacy.IndependentVisitorConsidered(on=DAY, need=VisitorNeed.CHILD_OBJECTS),
    advocacy.IndependentVisitorMatched(on=DAY, visitor=OTHER),
    advocacy.IndependentVisitorEnded(on=DAY, visitor=OTHER, reason=VisitorEnd.CEASED_LOOKED_AFTER),
    advocacy.IndependentVisitorEndWithdrawn(visitor=OTHER, was=DAY),
]


def test_every_fact_of_a_childs_voice_says_something_of_its_own() -> None:
    told = {type(fact) for fact in WHOLE}
    sentences = [said(fact) for fact in WHOLE]

    assert told == set(published_in(participation, advocacy))
    assert len(set(sentences)) == len(sentences)
    assert not any(sentence[0].islower() or "None" in sentence or "_" in sentence for sentence in sentences)


def test_a_contact_is_said_with_its_medium_and_whether_the_child_was_seen_alone() -> None:
    assert said(WHOLE[8]) == "IRO and child are in contact in person, alone; the child began it"


@pytest.mark.anyio
@pytest.mark.database
@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("iro", True),
        ("manager", True),
        ("social-work-manager", True),
        ("analyst", False),
        ("business-support", False),
        ("operator", False),
        ("information-system", False),
    ],
)
async def test_how_a_child_took_part_is_a_line_for_those_who_work_with_it(analyst: Any, role: str, sees: bool) -> None:
    started = care.ChildBecameLookedAfter(care=OTHER, on=date(2014, 4, 1))
    await analyst.tell(started, WHOLE[0], WHOLE[3], WHOLE[5], WHOLE[11], child=CHILD)

    answer = await analyst.get(f"/children/{CHILD}/footprint", role=role, period="2014-15")

    lines = [line["what"] for line in answer.json()["lines"]]
    restricted = [
        "The child attends its review and conveys nothing (PN4)",
        "What the child wishes for is about life story",
    ]
    assert [line for line in lines if line in restricted] == (restricted if sees else [])
    assert [line for line in lines if line not in restricted] == [
        "Becomes looked after",
        "The child is invited to its review",
        "The child wishes for something",
    ]
