"""The figures of a child's voice, each asked over HTTP as an analyst asks it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from iro_events.facts import advocacy, care, participation, reviews, surveys
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    ContactBegunBy,
    ContactMedium,
    ParticipationCode,
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
    VisitorEnd,
    VisitorNeed,
    WishOutcome,
    WishTheme,
)

pytestmark = [pytest.mark.anyio, pytest.mark.database]

PN = ParticipationCode
CHILD, SIBLING, THIRD, FOURTH = (UUID(int=n) for n in range(1, 5))
IRO, TEAM, SURVEY = UUID(int=501), UUID(int=601), UUID(int=701)
DAYS = (date(2014, 5, 1), date(2014, 8, 1), date(2015, 1, 30))


def of(child: UUID, number: int = 0) -> UUID:
    """An id of that child's own, for its care (0), one of its reviews, contacts or wishes."""
    return UUID(int=(child.int << 16) + number)


def started(child: UUID, on: date = date(2014, 4, 1), **more: Any) -> care.ChildBecameLookedAfter:
    return care.ChildBecameLookedAfter.model_validate({"care": of(child), "on": on, **more})


def held(child: UUID, number: int, on: date | None = None) -> reviews.ReviewHeld:
    return reviews.ReviewHeld(review=of(child, number), held_on=on or DAYS[number - 1])


def took_part(
    child: UUID, number: int, code: ParticipationCode | None, **more: Any
) -> participation.ParticipationRecorded:
    return participation.ParticipationRecorded.model_validate(
        {"review": of(child, number), "held_on": DAYS[number - 1], "code": code, **more}
    )


def contact(child: UUID, number: int, on: date, **more: Any) -> participation.ContactLogged:
    return participation.ContactLogged.model_validate(
        {
            "contact": of(child, 100 + number),
            "iro": IRO,
            "on": on,
            "medium": ContactMedium.VISIT,
            "begun_by": ContactBegunBy.IRO,
            **more,
        }
    )


async def tell_codes(analyst: Any, child: UUID, *codes: ParticipationCode | None, **more: Any) -> None:
    """Care from April 2014 and a review for each code."""
    told: list[Any] = [started(child)]
    for number, code in enumerate(codes, start=1):
        told += [held(child, number), took_part(child, number, code, **more)]
    await analyst.tell(*told, child=child)


async def test_views_are_conveyed_by_all_codes_but_four_and_seven(analyst: Any) -> None:
    for number, code in enumerate(PN, start=1):
        await tell_codes(analyst, UUID(int=number), code)

    answer = await analyst.figure("participation")

    assert (answer["value"], answer["numerator"], answer["denominator"]) == (71.4, 5, 7)
    not_met = await analyst.cases("participation", verdict="not-met")
    assert {case["code"] for case in not_met} == {"PN4", "PN7"}
    assert len(await analyst.cases("participation", verdict="met")) == 5


async def test_under_four_blank_and_not_recorded_are_three_states_and_none_of_them_a_no(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN0, None)
    await analyst.tell(held(CHILD, 3), child=CHILD)

    assert (await analyst.figure("participation"))["denominator"] == 0
    parts = await analyst.parts("participation")
    assert (parts["under-four"], parts["blank"], parts["not-recorded"]) == (1, 1, 1)
    cases = {case["held_on"]: case for case in await analyst.cases("participation")}
    assert [cases[str(day)]["apart"] for day in DAYS] == ["under-four", "blank", "not-recorded"]
    assert cases[str(DAYS[2])]["because"][-1] == "nothing is recorded of the child's part"


async def test_a_child_counts_as_heard_only_if_it_was_at_every_review(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN1, PN.PN6)
    await tell_codes(analyst, SIBLING, PN.PN1, PN.PN7)
    await tell_codes(analyst, THIRD, PN.PN0)

    (children,) = [part for part in (await analyst.figure("participation"))["parts"] if part["id"] == "children"]

    assert (children["value"], children["numerator"], children["denominator"]) == (50.0, 1, 2)


async def test_a_corrected_code_counts_and_the_old_one_still_does_as_known_then(analyst: Any) -> None:
    await analyst.tell(started(CHILD), held(CHILD, 1), child=CHILD, at=datetime(2014, 5, 6, 9, tzinfo=UTC))
    await analyst.tell(took_part(CHILD, 1, PN.PN7), child=CHILD, at=datetime(2014, 5, 6, 9, tzinfo=UTC))
    corrected = participation.ParticipationCorrected(review=of(CHILD, 1), held_on=DAYS[0], code=PN.PN5, was=PN.PN7)
    (event,) = await analyst.tell(corrected, child=CHILD, at=datetime(2014, 7, 1, 9, tzinfo=UTC))

    assert (await analyst.figure("participation"))["value"] == 100.0
    assert (await analyst.figure("participation", as_known_at="2014-06-30"))["value"] == 0.0
    (case,) = await analyst.cases("participation")
    assert str(event) in case["events"]
    assert case["known_from"] == "2014-07-01T09:00:00Z"


async def test_a_review_recorded_in_error_takes_its_code_along(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN7)
    await analyst.tell(reviews.ReviewEntryWithdrawn(review=of(CHILD, 1)), child=CHILD)

    assert (await analyst.figure("participation"))["denominator"] == 0


async def test_each_code_is_a_share_of_those_four_or_over_also_within_a_band_of_age(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN6, PN.PN1, age_on_review=5, disabled=True, team=TEAM)
    await tell_codes(analyst, SIBLING, PN.PN6, None, age_on_review=16, disabled=False)
    await tell_codes(analyst, THIRD, PN.PN0, age_on_review=3)
    await tell_codes(analyst, FOURTH, PN.PN1)

    answer = await analyst.figure("participation-by-code", by="age-band")

    parts = {part["id"]: (part["value"], part["denominator"]) for part in answer["parts"]}
    assert (answer["value"], parts["pn6"], parts["pn0"], parts["blank"]) == (6, (50.0, 4), (1, None), (1, None))
    assert parts["pn1-of-conveyed"] == (50.0, 4)
    bands = {group["key"]: group for group in answer["groups"]}
    assert {key: band["value"] for key, band in bands.items()} == {
        "4 to 7": 2,
        "16 and over": 2,
        "under 4": 1,
        "unknown": 1,
    }
    (young,) = [part for part in bands["4 to 7"]["parts"] if part["id"] == "pn6"]
    assert (young["value"], young["numerator"], young["denominator"]) == (50.0, 1, 2)
    codes = (await analyst.figure("participation-by-code", by="code"))["groups"]
    assert {group["key"]: group["value"] for group in codes} == {"PN0": 1, "PN1": 2, "PN6": 2, "blank": 1}
    disabled = (await analyst.figure("participation-by-code", by="disability"))["groups"]
    assert {group["key"]: group["value"] for group in disabled} == {"yes": 2, "no": 2, "unknown": 2}
    teams = (await analyst.figure("participation-by-code", by="team"))["groups"]
    assert {group["key"]: group["value"] for group in teams} == {str(TEAM): 2, "unknown": 4}


async def test_a_child_is_never_heard_if_two_reviews_or_more_pass_without_its_views(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN7, PN.PN4, PN.PN7)
    await tell_codes(analyst, SIBLING, PN.PN7, PN.PN1)
    await tell_codes(analyst, THIRD, PN.PN7)
    await tell_codes(analyst, FOURTH, PN.PN0, PN.PN7)

    answer = await analyst.figure("children-never-heard")

    parts = {part["id"]: part for part in answer["parts"]}
    assert (answer["value"], parts["reviews"]["value"], parts["one-review"]["value"]) == (1, 3, 2)
    assert (parts["share"]["value"], parts["share"]["denominator"]) == (50.0, 2)
    assert (await analyst.figure("children-never-heard", "2014-05"))["value"] == 0
    cases = await analyst.cases("children-never-heard")
    assert [case["child"] for case in cases if case["counted"]] == [str(CHILD)] * 3


async def test_how_one_child_took_part_is_told_to_few(analyst: Any) -> None:
    await tell_codes(analyst, CHILD, PN.PN7)

    for figure in (
        "participation",
        "participation-by-code",
        "children-never-heard",
        "wishes-by-theme",
        "advocacy-awareness",
    ):
        for role, status in (("iro", 200), ("manager", 200), ("analyst", 200)):
            assert (await analyst.get(f"/figures/{figure}/cases", role=role, period="2014-15")).status_code == status
        for role in ("social-work-manager", "business-support", "operator", "information-system"):
            refused = await analyst.get(f"/figures/{figure}/cases", role=role, period="2014-15")
            assert (refused.status_code, refused.json()["code"]) == (403, "role.missing")
            assert (await analyst.get(f"/figures/{figure}", role=role, period="2014-15")).status_code == 200


@pytest.mark.parametrize("themes_first", [True, False])
async def test_a_wish_stays_open_until_it_is_answered_in_full(analyst: Any, themes_first: bool) -> None:
    def wished(number: int) -> participation.WishExpressed:
        return participation.WishExpressed(wish=of(CHILD, 200 + number), on=DAYS[0])

    def about(number: int, theme: WishTheme) -> participation.WishThemeRecorded:
        return participation.WishThemeRecorded(wish=of(CHILD, 200 + number), on=DAYS[0], theme=theme)

    def answered(number: int, outcome: WishOutcome, on: date) -> participation.WishAnswered:
        return participation.WishAnswered(wish=of(CHILD, 200 + number), on=on, outcome=outcome)

    themes = [about(1, WishTheme.CONTACT), about(2, WishTheme.CONTACT), about(4, WishTheme.OTHER)]
    if themes_first:
        await analyst.tell(*themes, child=CHILD)
    await analyst.tell(
        *(wished(number) for number in range(1, 5)),
        answered(1, WishOutcome.PARTLY_GRANTED, date(2014, 5, 10)),
        answered(1, WishOutcome.GRANTED, date(2014, 9, 1)),
        answered(2, WishOutcome.PARTLY_GRANTED, date(2014, 5, 10)),
        participation.WishEntryWithdrawn(wish=of(CHILD, 204)),
        child=CHILD,
    )
    if not themes_first:
        await analyst.tell(*themes, child=CHILD)
    unknown = (await analyst.figure("wishes-by-theme", by="theme"))["groups"][-1]
    assert (unknown["key"], unknown["value"]) == ("unknown", 1)
    await analyst.tell(about(3, WishTheme.PLACEMENT), child=CHILD)

    year = await analyst.parts("wishes-by-theme")
    assert (year["granted"], year["partly-granted"], year["open"], year["children"]) == (1, 1, 1, 1)
    assert (year["about-contact"], year["about-placement"], year["about-school"]) == (66.7, 33.3, 0.0)
    may = await analyst.parts("wishes-by-theme", "2014-05")
    assert (may["granted"], may["partly-granted"], may["open"]) == (0, 2, 1)
    groups = (await analyst.figure("wishes-by-theme", by="theme"))["groups"]
    assert [(group["key"], group["value"]) for group in groups] == [("contact", 2), ("placement", 1)]
    standings = [case["standing"] for case in await analyst.cases("wishes-by-theme")]
    assert sorted(standings) == ["granted", "open", "partly-granted"]


async def test_awareness_is_of_those_asked_and_a_series_by_month(analyst: Any) -> None:
    yes, no = AdvocacyAnswer.YES, AdvocacyAnswer.NO

    def said(child: UUID, number: int, *answers: AdvocacyAnswer) -> advocacy.AdvocacyAwarenessRecorded:
        knows, has, wants = answers
        return advocacy.AdvocacyAwarenessRecorded(
            review=of(child, number), held_on=DAYS[number - 1], knows=knows, has=has, wants=wants
        )

    not_asked, too_young = AdvocacyAnswer.NOT_ASKED, AdvocacyAnswer.TOO_YOUNG
    for child in (CHILD, SIBLING, THIRD, FOURTH):
        await analyst.tell(started(child), held(child, 1), held(child, 2), child=child)
    await analyst.tell(said(CHILD, 1, no, no, yes), said(CHILD, 2, yes, yes, no), child=CHILD)
    await analyst.tell(said(SIBLING, 1, no, no, no), said(SIBLING, 1, yes, no, no), child=SIBLING)
    await analyst.tell(said(SIBLING, 2, not_asked, not_asked, not_asked), child=SIBLING)
    await analyst.tell(said(THIRD, 1, too_young, too_young, too_young), child=THIRD)

    answer = await analyst.figure("advocacy-awareness", by="month")

    assert (answer["value"], answer["numerator"], answer["denominator"]) == (66.7, 2, 3)
    parts = {part["id"]: (part["value"], part["denominator"]) for part in answer["parts"]}
    assert parts["used"] == (33.3, 3)
    assert parts["does-not-want"] == (66.7, 3)
    assert (parts["not-asked"][0], parts["too-young"][0], parts["not-recorded"][0]) == (1, 1, 3)
    months = {group["key"]: group for group in answer["groups"]}
    assert len(months) == 12
    assert (months["2014-05"]["value"], months["2014-08"]["value"], months["2014-09"]["value"]) == (50.0, 100.0, None)
    (unaware,) = [part for part in months["2014-05"]["parts"] if part["id"] == "not-aware"]
    assert (unaware["value"], unaware["denominator"]) == (50.0, 2)


async def test_a_visitor_is_considered_matched_and_ended_and_an_end_withdrawn_is_none(analyst: Any) -> None:
    first, second = UUID(int=801), UUID(int=802)
    await analyst.tell(
        advocacy.IndependentVisitorConsidered(on=date(2014, 5, 1), need=VisitorNeed.NOT_NEEDED),
        advocacy.IndependentVisitorConsidered(on=date(2014, 5, 1), need=VisitorNeed.NEEDED),
        advocacy.IndependentVisitorMatched(on=date(2014, 6, 1), visitor=first),
        advocacy.IndependentVisitorEnded(on=date(2014, 7, 1), visitor=first, reason=VisitorEnd.NOTICE),
        advocacy.IndependentVisitorEndWithdrawn(visitor=first, was=date(2014, 7, 1)),
        advocacy.IndependentVisitorEnded(on=date(2014, 8, 1), visitor=first, reason=VisitorEnd.RESIGNED),
        advocacy.IndependentVisitorMatched(on=date(2014, 9, 1), visitor=second),
        child=CHILD,
    )
    considered = advocacy.IndependentVisitorConsidered(on=date(2014, 5, 1), need=VisitorNeed.CHILD_OBJECTS)
    await analyst.tell(considered, child=SIBLING)

    assert (await analyst.figure("independent-visitors"))["value"] == 1
    assert await analyst.parts("independent-visitors") == {
        "matches": 2,
        "considered": 2,
        "needed": 1,
        "not-needed": 0,
        "child-objects": 1,
        "ended": 1,
    }
    words = [case["because"][0] for case in await analyst.cases("independent-visitors")]
    assert "an independent visitor ended on 1 Aug 2014: resigned" in words


async def test_contacts_are_counted_with_their_children_out_of_all_looked_after_in_the_period(analyst: Any) -> None:
    await analyst.tell(started(CHILD), contact(CHILD, 1, date(2014, 5, 1), seen_alone=True), child=CHILD)
    await analyst.tell(contact(CHILD, 2, date(2014, 8, 1), medium=ContactMedium.TEXT), child=CHILD)
    ceased = care.ChildCeasedLookedAfter(care=of(SIBLING), on=date(2014, 4, 30))
    await analyst.tell(started(SIBLING), ceased, child=SIBLING)
    await analyst.tell(started(THIRD, short_break=True), child=THIRD)
    begun = contact(FOURTH, 1, date(2014, 5, 2), begun_by=ContactBegunBy.CHILD)
    await analyst.tell(begun, contact(FOURTH, 2, date(2014, 5, 3)), child=FOURTH)
    await analyst.tell(participation.ContactEntryWithdrawn(contact=of(FOURTH, 102)), child=FOURTH)

    answer = await analyst.figure("iro-contacts", by="medium")

    parts = {part["id"]: (part["value"], part["numerator"], part["denominator"]) for part in answer["parts"]}
    assert (answer["value"], parts["children"][0], parts["seen-alone"][0], parts["by-child"][0]) == (3, 2, 1, 1)
    assert parts["cohort"] == (50.0, 1, 2)
    assert [(group["key"], group["value"]) for group in answer["groups"]] == [("text", 1), ("visit", 2)]
    assert all("cohort" not in {part["id"] for part in group["parts"]} for group in answer["groups"])
    quarters = (await analyst.figure("iro-contacts", by="quarter"))["groups"]
    assert [group["value"] for group in quarters] == [2, 1, 0, 0]
    (cohort,) = [part for part in (await analyst.figure("iro-contacts", "2014-05"))["parts"] if part["id"] == "cohort"]
    assert (cohort["numerator"], cohort["denominator"]) == (1, 1)
    outside = [case for case in await analyst.cases("iro-contacts") if case["child"] == str(FOURTH)]
    assert outside[0]["because"][-1] == "the child was not looked after on any day of the period"


async def test_a_contact_logged_late_counts_in_its_quarter_and_the_figure_as_known_before_stands(analyst: Any) -> None:
    await analyst.tell(started(CHILD), child=CHILD, at=datetime(2014, 4, 2, 9, tzinfo=UTC))
    await analyst.tell(contact(CHILD, 1, date(2014, 6, 30)), child=CHILD, at=datetime(2014, 8, 1, 9, tzinfo=UTC))

    assert (await analyst.figure("iro-contacts", "2014-Q1"))["value"] == 1
    assert (await analyst.figure("iro-contacts", "2014-Q1", as_known_at="2014-07-31"))["value"] == 0
    assert (await analyst.figure("iro-contacts", "2014-Q2"))["value"] == 0


async def test_a_child_is_spoken_to_if_a_contact_lies_between_two_reviews(analyst: Any) -> None:
    between, on_the_day = date(2014, 6, 1), DAYS[1]
    await analyst.tell(started(CHILD), *(held(CHILD, number) for number in (1, 2, 3)), child=CHILD)
    events = await analyst.tell(contact(CHILD, 1, between), contact(CHILD, 2, on_the_day), child=CHILD)
    await analyst.tell(started(SIBLING), held(SIBLING, 1), held(SIBLING, 2), child=SIBLING)
    await analyst.tell(contact(SIBLING, 1, date(2014, 4, 20)), child=SIBLING)
    await analyst.tell(started(THIRD), held(THIRD, 1), child=THIRD)

    answer = await analyst.figure("spoken-to-between-reviews")

    assert (answer["value"], answer["numerator"], answer["denominator"]) == (50.0, 1, 2)
    parts = {part["id"]: (part["numerator"], part["denominator"]) for part in answer["parts"]}
    assert parts == {"every-interval": (0, 2), "intervals": (1, 3)}
    (met,) = await analyst.cases("spoken-to-between-reviews", verdict="met")
    assert (met["since"], met["held_on"], met["contacts"]) == (str(DAYS[0]), str(DAYS[1]), 1)
    assert str(events[0]) in met["events"]
    assert str(events[1]) not in met["events"]


async def test_a_survey_has_no_person_and_each_question_its_own_base(analyst: Any) -> None:
    def counted(
        number: int, question: SurveyQuestion, asked: int, *, base: SurveyBase = SurveyBase.ALL, **counts: int
    ) -> surveys.SurveyAnswersCounted:
        answers = [{"answer": SurveyAnswer(answer.replace("_", "-")), "count": n} for answer, n in counts.items()]
        return surveys.SurveyAnswersCounted.model_validate(
            {
                "survey": SURVEY,
                "on": date(2014, 11, 1),
                "number": number,
                "question": question,
                "base": base,
                "asked": asked,
                "several": question is SurveyQuestion.HOW_HELPED,
                "answers": answers,
            }
        )

    helped = SurveyQuestion.HOW_HELPED
    await analyst.tell(
        surveys.SurveyHeld(survey=SURVEY, on=date(2014, 11, 1), invited=90, answered=40),
        counted(1, SurveyQuestion.KNOWS_IRO, 40, yes=20, no=10),
        counted(1, SurveyQuestion.KNOWS_IRO, 40, yes=30, no=8),
        counted(2, helped, 30, base=SurveyBase.KNEW_IRO, listened=25, acted=10),
        child=SURVEY,
    )

    answer = await analyst.figure("survey-answers", by="question")

    assert (answer["value"], answer["unit"]) == (2, "questions")
    groups = {group["key"]: {part["id"]: part for part in group["parts"]} for group in answer["groups"]}
    assert set(groups) == {"knows-iro", "how-helped (knew-iro)"}
    knows, how = groups["knows-iro"], groups["how-helped (knew-iro)"]
    assert (knows["yes"]["value"], knows["yes"]["numerator"], knows["yes"]["denominator"]) == (75.0, 30, 40)
    assert knows["unanswered"]["value"] == 2
    assert (how["listened"]["value"], how["acted"]["denominator"], how["unanswered"]["value"]) == (83.3, 30, 0)
    cases = await analyst.cases("survey-answers")
    assert [(case["child"], case["survey"], case["asked"]) for case in cases] == [
        (None, str(SURVEY), 40),
        (None, str(SURVEY), 30),
    ]
    assert (await analyst.get(f"/children/{SURVEY}/footprint", period="2014-15")).status_code == 404


async def test_a_verdict_in_words_of_another_figure_is_refused(analyst: Any) -> None:
    for figure, verdict in (("participation", "late"), ("reviews-in-time", "met")):
        answer = await analyst.get(f"/figures/{figure}/cases", period="2014-15", verdict=verdict)
        assert (answer.status_code, answer.json()["field"]) == (422, "verdict")
