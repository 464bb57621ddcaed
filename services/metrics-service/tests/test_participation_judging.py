"""What a child's voice comes to, fact by fact: the last that is told stands, and what was recorded in error is gone."""

from datetime import date
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import advocacy, participation, surveys
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    AdvocacyEnd,
    ContactBegunBy,
    ContactMedium,
    ConversationOutcome,
    OfferAnswer,
    ParticipationCode,
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
    ViewsMedium,
    VisitorEnd,
    VisitorNeed,
    WishOutcome,
    WishTheme,
)
from iro_events.published import published_in
from metrics_service.area import Area, Case
from metrics_service.areas import PARTICIPATION, PARTICIPATION_RESTRICTED
from metrics_service.domain.participation_cases import (
    AwarenessCase,
    ContactCase,
    ParticipationCase,
    SurveyCase,
    ThemeCase,
    UnheardCase,
    VisitorCase,
    VisitorStep,
    WishCase,
)
from metrics_service.domain.participation_history import WishUnknown

CHILD, ONE, OTHER = (UUID(int=n) for n in range(1, 4))
DAY, LATER, LAST = date(2014, 5, 1), date(2014, 6, 1), date(2014, 7, 1)


def event(number: int) -> UUID:
    return UUID(int=1000 + number)


def told(area: Area, *facts: Event) -> list[Case]:
    """The cases after the facts, told by events numbered from 1."""
    history = area.history(CHILD)
    for number, fact in enumerate(facts, start=1):
        history = area.fold(history, fact, event(number))
    return [case for cases in area.judge(history) for case in cases]


def expressed(wish: UUID = ONE) -> participation.WishExpressed:
    return participation.WishExpressed(wish=wish, on=DAY)


def answered(outcome: WishOutcome, on: date, wish: UUID = ONE) -> participation.WishAnswered:
    return participation.WishAnswered(wish=wish, on=on, outcome=outcome)


def logged(contact: UUID = ONE) -> participation.ContactLogged:
    return participation.ContactLogged(
        contact=contact, iro=OTHER, on=DAY, medium=ContactMedium.PHONE, begun_by=ContactBegunBy.CHILD
    )


def test_a_wish_is_open_until_an_answer_in_full() -> None:
    (fresh,) = told(PARTICIPATION, expressed())
    (partly,) = told(PARTICIPATION, expressed(), answered(WishOutcome.PARTLY_GRANTED, LATER))
    (closed,) = told(
        PARTICIPATION,
        expressed(),
        answered(WishOutcome.PARTLY_GRANTED, LATER),
        answered(WishOutcome.GRANTED, LAST),
    )

    for case, standing in (
        (fresh, (None, None, None)),
        (partly, (LATER, None, None)),
        (closed, (LATER, LAST, WishOutcome.GRANTED)),
    ):
        assert isinstance(case, WishCase)
        assert (case.partly_on, case.closed_on, case.outcome) == standing
    assert closed.events == (event(1), event(2), event(3))


def test_a_wish_or_contact_recorded_in_error_is_gone() -> None:
    withdrawn = [participation.WishEntryWithdrawn(wish=ONE), participation.ContactEntryWithdrawn(contact=ONE)]

    (kept,) = told(PARTICIPATION, expressed(), logged(), logged(OTHER), *withdrawn)

    assert isinstance(kept, ContactCase)
    assert (kept.contact, kept.events) == (OTHER, (event(3),))


@pytest.mark.parametrize(
    "fact", [answered(WishOutcome.GRANTED, LATER), participation.WishEntryWithdrawn(wish=ONE)], ids=lambda one: one.type
)
def test_a_wish_that_was_never_told_cannot_be_answered(fact: Event) -> None:
    with pytest.raises(WishUnknown):
        told(PARTICIPATION, expressed(OTHER), fact)


def test_of_a_review_the_last_awareness_stands_with_all_its_events() -> None:
    yes, no = AdvocacyAnswer.YES, AdvocacyAnswer.NO
    (case,) = told(
        PARTICIPATION_RESTRICTED,
        advocacy.AdvocacyAwarenessRecorded(review=ONE, held_on=DAY, knows=no, has=no, wants=yes),
        advocacy.AdvocacyAwarenessRecorded(review=ONE, held_on=DAY, knows=yes, has=no, wants=no),
    )

    assert isinstance(case, AwarenessCase)
    assert (case.knows, case.wants, case.events) == (yes, no, (event(1), event(2)))


def test_what_a_wish_is_about_is_a_case_of_its_own_that_needs_no_wish() -> None:
    theme = participation.WishThemeRecorded(wish=ONE, on=DAY, theme=WishTheme.SCHOOL)

    assert told(PARTICIPATION_RESTRICTED, theme) == [ThemeCase(CHILD, ONE, WishTheme.SCHOOL, (event(1),))]


def test_each_step_about_a_visitor_is_a_case_until_its_end_proves_none() -> None:
    matched = advocacy.IndependentVisitorMatched(on=LATER, visitor=OTHER)
    ended = advocacy.IndependentVisitorEnded(on=LAST, visitor=OTHER, reason=VisitorEnd.NOTICE)
    steps = [
        advocacy.IndependentVisitorConsidered(on=DAY, need=VisitorNeed.NOT_NEEDED),
        advocacy.IndependentVisitorConsidered(on=DAY, need=VisitorNeed.NEEDED),
        matched,
        ended,
    ]

    cases = told(PARTICIPATION, *steps)
    after = told(PARTICIPATION, *steps, advocacy.IndependentVisitorEndWithdrawn(visitor=OTHER, was=LAST))

    visits = [case for case in cases if isinstance(case, VisitorCase)]
    assert [(case.step, case.step_on, case.told_by) for case in visits] == [
        (VisitorStep.CONSIDERED, DAY, event(1)),
        (VisitorStep.MATCHED, LATER, event(3)),
        (VisitorStep.ENDED, LAST, event(4)),
    ]
    assert (visits[0].need, visits[0].events) == (VisitorNeed.NEEDED, (event(1), event(2)))
    assert after == cases[:2]


def test_a_question_counted_again_is_one_case_of_the_survey() -> None:
    def counted(yes: int) -> surveys.SurveyAnswersCounted:
        return surveys.SurveyAnswersCounted(
            survey=CHILD,
            on=DAY,
            number=3,
            question=SurveyQuestion.CAN_CONTACT,
            base=SurveyBase.KNEW_IRO,
            asked=9,
            several=False,
            answers=(surveys.AnswerCount(answer=SurveyAnswer.YES, count=yes),),
        )

    held = surveys.SurveyHeld(survey=CHILD, on=DAY, invited=20, answered=10)
    (case,) = told(PARTICIPATION, held, counted(4), counted(5))

    assert isinstance(case, SurveyCase)
    assert (case.child, case.told_by, case.answers, case.counts) == (CHILD, event(2), (SurveyAnswer.YES,), (5,))


def test_how_a_child_took_part_is_as_last_told_and_a_blank_stays_a_blank() -> None:
    recorded = participation.ParticipationRecorded(review=ONE, held_on=DAY, code=None, age_on_review=4, disabled=True)
    corrected = participation.ParticipationCorrected(
        review=ONE, held_on=DAY, code=ParticipationCode.PN3, was=None, fourth_birthday=True
    )
    beside = [
        participation.ConversationRecorded(review=ONE, on=DAY, outcome=ConversationOutcome.HELD),
        participation.ViewsGiven(review=ONE, on=DAY, medium=ViewsMedium.LETTER),
    ]

    (blank,) = told(PARTICIPATION_RESTRICTED, *beside, recorded)
    (case,) = told(PARTICIPATION_RESTRICTED, *beside, recorded, corrected)

    assert isinstance(blank, ParticipationCase)
    assert isinstance(case, ParticipationCase)
    assert (blank.code, blank.age_on_review, blank.disabled) == (None, 4, True)
    assert (case.code, case.fourth_birthday, case.disabled) == (ParticipationCode.PN3, True, None)
    assert case.events == (event(3), event(4))


@pytest.mark.parametrize(
    ("codes", "since"),
    [
        ("74", LATER),
        ("747", LAST),
        ("147", LAST),
        ("7", None),
        ("71", None),
        ("717", None),
        ("07", None),
        ("70 ", None),
        ("7 7", LAST),
    ],
)
def test_a_child_is_unheard_if_its_views_were_not_conveyed_at_its_last_two_coded_reviews(
    codes: str, since: date | None
) -> None:
    parts = [
        participation.ParticipationRecorded(
            review=UUID(int=number), held_on=on, code=None if code == " " else ParticipationCode(f"PN{code}")
        )
        for number, (code, on) in enumerate(zip(codes, (DAY, LATER, LAST), strict=False), start=10)
    ]

    unheard = [case for case in told(PARTICIPATION_RESTRICTED, *parts[::-1]) if isinstance(case, UnheardCase)]

    assert [case.since for case in unheard] == ([] if since is None else [since])
    assert all(len(case.events) == 2 for case in unheard)


def test_every_fact_of_both_topics_can_be_folded() -> None:
    assert {fact.type for area in (PARTICIPATION, PARTICIPATION_RESTRICTED) for fact in area.catalogue} == {
        fact.type for fact in published_in(participation, advocacy, surveys)
    }
    for area, uncounted in (
        (PARTICIPATION, participation.ChildInvited(review=ONE, on=DAY)),
        (PARTICIPATION, participation.ContactCardSent(iro=OTHER, on=DAY)),
        (PARTICIPATION, advocacy.AdvocateMatched(on=DAY, advocate=OTHER)),
        (PARTICIPATION, advocacy.AdvocacyEnded(on=DAY, advocate=OTHER)),
        (PARTICIPATION_RESTRICTED, advocacy.AdvocateRequested(on=DAY)),
        (PARTICIPATION_RESTRICTED, advocacy.AdvocateOffered(on=DAY, answer=OfferAnswer.AWAITED)),
        (PARTICIPATION_RESTRICTED, advocacy.AdvocacyEndReasonRecorded(on=DAY, reason=AdvocacyEnd.OTHER)),
    ):
        assert told(area, uncounted) == []
