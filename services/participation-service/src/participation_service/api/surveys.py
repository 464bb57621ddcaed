"""Commands about surveys of children, and a survey's counts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.execute import Execute, command, executes
from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt
from iro_events.facts.participation_codes import SurveyBase, SurveyQuestion
from iro_events.facts.surveys import AnswerCount, SurveyAnswersCounted
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.surveys import SURVEY, CountAnswers, HoldSurvey, Survey
from participation_service.locate import a_survey, new_survey

router = APIRouter(tags=["surveys"])
Holds = Annotated[Execute, executes(*RECORDS, locate=new_survey)]
Counts = Annotated[Execute, executes(*RECORDS, locate=a_survey)]


@router.post("/surveys", **command(HoldSurvey))
async def hold_survey(command: HoldSurvey, execute: Holds) -> Receipt:
    """Record that children were asked for their opinion; a survey is about no child."""
    return await execute(SURVEY, execute.fresh_id(), command)


@router.post("/surveys/{survey}/answers", **command(CountAnswers))
async def count_answers(survey: UUID, command: CountAnswers, execute: Counts) -> Receipt:
    """Count the answers to one question of a survey."""
    return await execute(SURVEY, survey, command)


class QuestionShown(BaseModel):
    """One question; `unanswered` are those asked who gave none, null where a child could give several answers."""

    number: int
    question: SurveyQuestion
    wording: str | None
    base: SurveyBase
    asked: int
    several: bool
    answers: Sequence[AnswerCount]
    unanswered: int | None


class SurveyShown(BaseModel):
    """A survey and its questions, each with its own base."""

    survey: UUID
    on: date
    invited: int
    answered: int
    questions: Sequence[QuestionShown]


@router.get("/surveys/{survey}", operation_id="Survey")
async def survey_shown(survey: UUID, reader: Annotated[Reader, reads(*SEES_DATES)], response: Response) -> SurveyShown:
    """How many were invited and answered, and how many gave which answer."""
    loaded = await reader.state(SURVEY, survey)
    known = loaded.state
    if known.held is None:
        raise Unknown("no survey is known by this id", code="survey.unknown", field="survey")
    response.headers["etag"] = f'"{loaded.version}"'
    return SurveyShown(
        survey=survey,
        on=known.held.on,
        invited=known.held.invited,
        answered=known.held.answered,
        questions=[_question(known, known.questions[number]) for number in sorted(known.questions)],
    )


def _question(survey: Survey, counted: SurveyAnswersCounted) -> QuestionShown:
    given = sum(answer.count for answer in counted.answers)
    return QuestionShown(
        number=counted.number,
        question=counted.question,
        wording=survey.wordings.get(counted.number),
        base=counted.base,
        asked=counted.asked,
        several=counted.several,
        answers=counted.answers,
        unanswered=None if counted.several else counted.asked - given,
    )
