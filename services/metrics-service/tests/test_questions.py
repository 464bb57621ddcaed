"""What may be asked, by whom, and what is answered to a question that cannot be."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from iro_events.event import Event
from iro_events.facts import (
    advocacy,
    care,
    case_weights,
    escalations,
    findings,
    missing,
    participation,
    proceedings,
    protection,
    reference,
    reviews,
    surveys,
    team,
)
from iro_events.facts.codes import Regime
from iro_events.facts.escalation_codes import (
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    ConcernWithdrawal,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)
from iro_events.facts.finding_codes import GradedPlan, PermanencePlan, PlanGrade
from iro_events.facts.participation_codes import (
    AdvocacyAnswer,
    ContactBegunBy,
    ContactMedium,
    ParticipationCode,
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
    VisitorNeed,
    WishTheme,
)
from iro_events.facts.team_codes import Chaired, Contract
from metrics_service.figures.catalogue import FIGURES

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILDREN = [UUID(int=n) for n in range(1, 31)]
SURVEY = UUID(int=777)
IROS = (UUID(int=601), UUID(int=602))
CODES = (None, *ParticipationCode, ParticipationCode.PN7, ParticipationCode.PN4)


def said_at(review: UUID, on: date, number: int) -> list[Event]:
    """How a child took part in a review and what it said of advocates; of some nothing is recorded."""
    answer = list(AdvocacyAnswer)[number % 4]
    part = participation.ParticipationRecorded(
        review=review, held_on=on, code=CODES[number % len(CODES)], age_on_review=number % 18, disabled=number % 3 == 0
    )
    said = advocacy.AdvocacyAwarenessRecorded(review=review, held_on=on, knows=answer, has=answer, wants=answer)
    return [part, said] if number % 5 else []


def found_at(review: UUID, on: date, number: int) -> list[Event]:
    """What a review found; of some nobody said."""
    plans, agreed = (PermanencePlan.ADOPTION,) if number % 3 else (), number % 3 == 1
    considered = findings.PermanenceConsidered(review=review, on=on, plans=plans, agreed=agreed)
    grade = list(PlanGrade)[number % 5]
    return [
        findings.PlanGraded(review=review, on=on, plan=GradedPlan.HEALTH, grade=grade),
        *([considered] if number % 4 else []),
        *([findings.MidwayChecked(review=review, on=on + timedelta(days=30 + number % 60))] * (number % 2)),
        findings.RiskConsidered(review=review, on=on, identified=number % 2 == 1, together=None),
    ]


def between_reviews(child: UUID, number: int) -> list[Event]:
    """A wish, a contact and, for some, what was done about a visitor."""
    on = date(2014, 6, 1 + number % 28)
    wish = [
        participation.WishExpressed(wish=child, on=on),
        participation.WishThemeRecorded(wish=child, on=on, theme=list(WishTheme)[number % 12]),
    ]
    contact = participation.ContactLogged(
        contact=child, iro=CHILDREN[0], on=on, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO
    )
    visitor = [
        advocacy.IndependentVisitorConsidered(on=on, need=VisitorNeed.NEEDED),
        advocacy.IndependentVisitorMatched(on=on, visitor=child),
    ]
    return [*wish, *([contact] if number % 3 else []), *(visitor if number % 6 == 0 else [])]


def challenged(child: UUID, number: int) -> list[Event]:
    """A concern of its IRO: of some informal to the end, of some a formal dispute, and of some up to the next stage."""
    on, later, last = date(2014, 6, 2 + number % 20), date(2014, 7, 1 + number % 28), date(2014, 9, 1 + number % 20)
    of, stages = {"concern": child}, (DisputeStage.TEAM_MANAGER, DisputeStage.DIRECTOR)
    outcome = {"outcome": list(ConcernOutcome)[number % 3], "plan_changed": number % 2 == 0}
    raised = escalations.ConcernRaised(
        **of,
        on=on,
        iro=CHILDREN[0],
        category=list(ConcernCategory)[number % 5],
        raised_with=None if number % 6 == 1 else RaisedWith.SOCIAL_WORKER,
        answer_by=None,
    )
    viewed = escalations.ChildsViewOfConcernRecorded(**of, on=on, view=list(ChildsView)[number % 5])
    formal = [
        escalations.DisputeRaised(**of, on=later, conclude_by=later, ladder_from=on),
        escalations.StageEntered(**of, on=later, stage=stages[0], step=1, answer_by=last if number % 2 else None),
    ]
    up = [
        escalations.DisputeMovedUp(**of, on=last, was=stages[0], to=stages[1], moved_by=list(MovedUpBy)[number % 2]),
        escalations.StageEntered(**of, on=last, stage=stages[1], step=2, answer_by=last),
    ]
    ended: dict[int, Event] = {
        2: escalations.ConcernSettled(**of, on=later, **outcome),
        3: escalations.DisputeResolved(**of, on=last, stage=stages[0], conclude_by=later, **outcome),
        4: escalations.ConcernWithdrawn(**of, on=last, reason=ConcernWithdrawal.OVERTAKEN),
        5: escalations.DisputeResolved(**of, on=later, stage=stages[0], conclude_by=later, **outcome),
    }
    disputed = number % 6 not in {0, 2}
    end = [ended[number % 6]] if number % 6 in ended else []
    return [raised, viewed, *(formal if disputed else []), *(up if number % 6 in {1, 3} else []), *end]


def counted(number: int, question: SurveyQuestion) -> surveys.SurveyAnswersCounted:
    """A question of the one survey."""
    return surveys.SurveyAnswersCounted(
        survey=SURVEY,
        on=date(2014, 11, 3),
        number=number,
        question=question,
        base=SurveyBase.ALL,
        asked=20,
        several=False,
        answers=(surveys.AnswerCount(answer=SurveyAnswer.YES, count=15),),
    )


def under_protection(child: UUID, number: int) -> list[Event]:
    """Every third child has a protection plan after a conference, proceedings, and was missing once."""
    if number % 3:
        return []
    on, until = date(2014, 6, 1 + number % 28), date(2014, 12, 1) if number % 2 else None
    ids = {"conference": UUID(int=(child.int << 20)), "kind": protection.Conference.INITIAL, "iro": IROS[0]}
    plan = protection.ProtectionPlanRecorded(plan=UUID(int=(child.int << 20) + 1), on=on, until=until)
    issued = proceedings.ProceedingsRecorded(proceedings=UUID(int=(child.int << 20) + 2), on=on, until=until)
    away = {"episode": UUID(int=(child.int << 20) + 3), "on": on, "until": on, "absence": missing.Absence.AWAY}
    return [
        protection.ProtectionConferenceRecorded.model_validate({**ids, "on": on}),
        plan,
        issued,
        missing.MissingEpisodeRecorded.model_validate(away),
    ]


@pytest.fixture(scope="module")
async def populated(whole_year: Any) -> Any:
    """Told once for all that only ask.

    Thirty children of many kinds: in time and late, ended, of short breaks, of unknown start, told late, adopted.
    """
    for number, child in enumerate(CHILDREN):
        period = UUID(int=(child.int << 16))
        start = date(2014, 4, 1 + number % 20)
        begun = care.ChildBecameLookedAfter(
            care=period,
            on=start,
            start_known=number % 7 != 3,
            short_break=number % 11 == 5,
            opened_in=Regime.ORDINARY,
            notified_on=date(2014, 8, 1) if number % 9 == 2 else start,
        )
        told: list[Any] = [begun]
        if number % 3:
            told.append(care.IroAppointed(care=period, iro=IROS[number % 2], on=start))
        for nth in range(1, 1 + number % 4):
            review = UUID(int=(child.int << 16) + nth)
            on = date(2014, 4 + 3 * nth - 2, 1 + number % 28)
            meeting = UUID(int=900 + number // 3)
            told += [
                reviews.ReviewHeld(review=review, held_on=on, meeting=meeting),
                reviews.ReviewCompleted(review=review, on=on, first_part=on, finish_by=on),
                reviews.DecisionsIssued(review=review, on=on, due_by=on, decisions=1),
                *said_at(review, on, number + nth),
                *found_at(review, on, number + nth),
            ]
        if number % 5 == 4:
            told.append(care.ChildCeasedLookedAfter(care=period, on=date(2014, 12, 1 + number % 20)))
        protected = under_protection(child, number)
        await whole_year.tell(
            *told, *between_reviews(child, number), *challenged(child, number), *protected, child=child
        )
    for iro, fte in zip(IROS, (80, 100), strict=True):
        joined = team.IroJoined(iro=iro, on=date(2014, 2, 3), fte=fte, contract=Contract.STAFF)
        seen = team.PracticeObserved(iro=iro, on=date(2014, 9, 1), chaired=Chaired.REVIEW)
        await whole_year.tell(joined, seen, child=iro)
    living_here = reference.PopulationRecorded(
        population=UUID(int=1 << 30),
        on=date(2013, 6, 30),
        children=1000,
        source=reference.PopulationSource.CENSUS,
        published_on=None,
    )
    weights = case_weights.CaseWeightsSet(
        valid_from=date(2014, 4, 1), looked_after=100, not_yet_reviewed=50, in_proceedings=40, protection_plan=110
    )
    await whole_year.tell(living_here, weights, child=UUID(int=1 << 31))
    await whole_year.tell(counted(1, SurveyQuestion.KNOWS_IRO), counted(2, SurveyQuestion.CAN_CONTACT), child=SURVEY)
    return whole_year


def _hundredths(shown: int | str) -> int:
    """A column as the figure adds it up: what is shown as a decimal number is held as hundredths."""
    return int(Decimal(shown) * 100) if isinstance(shown, str) else shown


@pytest.mark.parametrize("figure", FIGURES)
async def test_the_cases_add_up_to_the_figure_whichever_way_they_are_paged(populated: Any, figure: str) -> None:
    answer = await populated.figure(figure)
    cases = await populated.cases(figure, limit=7)

    keys = [
        (*case["events"], case.get("review"), *(case.get(name) for name in ("care", "number", "point")))
        for case in cases
    ]
    assert len(keys) == len(set(keys))
    assert cases == (await populated.cases(figure, limit=4, order="latest"))[::-1]
    counted = [case for case in cases if case["counted"]]
    assert counted, "the population has a case of each figure"
    things = {"occasion": "meeting"}.get(FIGURES[figure].things or "", FIGURES[figure].things)

    def number(rows: list[dict[str, Any]]) -> int:
        return len({case[things] for case in rows}) if things else len(rows)

    if ratio := FIGURES[figure].ratio:
        sums = [sum(_hundredths(case[column]) for case in counted) for column in ratio]
        assert [answer["numerator"], answer["denominator"]] == sums
    elif answer["denominator"] is None:
        assert answer["value"] == number(counted)
    else:
        assert answer["denominator"] == number(counted)
        met, not_met = FIGURES[figure].verdicts
        yes, no = await populated.cases(figure, verdict=met), await populated.cases(figure, verdict=not_met)
        assert answer["numerator"] == number(yes)
        assert len(yes) == sum(case["verdict"] == met for case in counted)
        assert len(yes) + len(no) == len(counted)
    assert all(case["because"] and case["events"] for case in cases)
    assert all((case["apart"] is None) == case["counted"] for case in cases)


@pytest.mark.parametrize("figure", FIGURES)
async def test_every_figure_divides_by_each_of_its_dimensions_without_losing_a_case(
    populated: Any, figure: str
) -> None:
    for by in FIGURES[figure].by:
        answer = await populated.figure(figure, by=by)
        assert (answer["numerator"], answer["parts"]) == (
            (whole := await populated.figure(figure))["numerator"],
            whole["parts"],
        )
        if not FIGURES[figure].stock:
            assert sum(group["numerator"] for group in answer["groups"]) >= answer["numerator"]


async def test_the_list_tells_every_figure_with_its_definition(analyst: Any) -> None:
    items = (await analyst.get("/figures")).json()["items"]

    assert [item["id"] for item in items] == list(FIGURES)
    assert all(item["definition"]["text"] and item["definition"]["source"] for item in items)
    assert {"month", "quarter", "ordinal", "regime"} == set(items[0]["by"])
    told = {item["id"]: (item["verdicts"], item["restricted"]) for item in items}
    assert told["reviews-in-time"] == (["in-time", "late"], False)
    assert told["participation"] == (["met", "not-met"], True)
    assert told["reviews-held"] == ([], False)


@pytest.mark.parametrize(
    ("path", "asked", "refused"),
    [
        ("/figures/late-buses", {"period": "2014-15"}, (404, "figure.unknown", "figure")),
        ("/figures/reviews-in-time", {}, (422, "request.invalid", "period")),
        ("/figures/reviews-in-time", {"period": "2014"}, (422, "request.invalid", "period")),
        ("/figures/reviews-in-time", {"period": "2014-02-30..2014-03-01"}, (422, "request.invalid", "period")),
        ("/figures/reviews-in-time", {"period": "2014-15", "by": "colour"}, (422, "request.invalid", "by")),
        (
            "/figures/reviews-in-time",
            {"period": "2014-15", "as_known_at": "soon"},
            (422, "request.invalid", "as_known_at"),
        ),
        (
            "/figures/reviews-in-time",
            {"period": "2014-15", "as_known_at": "2014-07-01T09:00:00"},
            (422, "request.invalid", "as_known_at"),
        ),
        (
            "/figures/reviews-in-time",
            {"period": "2014-15", "as_known_at": "9999-12-31"},
            (422, "request.invalid", "as_known_at"),
        ),
        (
            "/figures/reviews-in-time",
            {"period": "2014-15", "as_known_at": "0001-01-01"},
            (422, "request.invalid", "as_known_at"),
        ),
        (
            "/figures/reviews-in-time/cases",
            {"period": "2014-15", "verdict": "maybe"},
            (422, "request.invalid", "verdict"),
        ),
        ("/figures/reviews-held/cases", {"period": "2014-15", "verdict": "late"}, (422, "request.invalid", "verdict")),
        ("/figures/reviews-held/cases", {"period": "2014-15", "cursor": "x"}, (422, "request.invalid", "cursor")),
        ("/figures/reviews-held/cases", {"period": "2014-15", "limit": "0"}, (422, "request.invalid", "limit")),
    ],
)
async def test_a_question_that_cannot_be_answered_is_told_why_by_field(
    analyst: Any, path: str, asked: dict[str, str], refused: tuple[int, str, str]
) -> None:
    answer = await analyst.get(path, **asked)

    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["code"], problem["field"]) == refused


async def test_nobody_asks_without_a_token_or_with_none_of_the_roles(analyst: Any) -> None:
    assert (await analyst.client.get("/figures")).status_code == 401
    refused = await analyst.get("/figures", role="stranger")
    assert (refused.status_code, refused.json()["code"]) == (403, "role.missing")


async def test_a_reader_who_wants_to_see_what_has_not_arrived_is_told_to_ask_again(analyst: Any) -> None:
    answer = await analyst.client.get("/figures", headers={**analyst.issuer.bearer("analyst"), "If-Seq-At-Least": "5"})

    assert (answer.status_code, answer.json()["code"]) == (503, "read.behind")


async def test_nothing_told_yet_is_no_knowledge_and_no_cases(analyst: Any) -> None:
    for figure in FIGURES:
        answer = await analyst.figure(figure)
        assert (answer["as_known_at"], answer["seq"], answer["numerator"]) == (None, None, 0)
        assert await analyst.cases(figure) == []
