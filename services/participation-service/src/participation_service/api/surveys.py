"""Commands about surveys of children, and a survey's counts."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from iro_chassis.problems import Unknown
from iro_chassis.reading import Reader, reads
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.facts.participation_codes import SurveyBase, SurveyQuestion
from iro_events.facts.surveys import AnswerCount, SurveyAnswersCounted
from participation_service.api.who import RECORDS, SEES_DATES
from participation_service.domain.surveys import SURVEY, CountAnswers, HoldSurvey, Survey
from participation_service.streams import survey_stream
from participation_service.subjects import known_survey

router = APIRouter(tags=["surveys"])
Writes = Annotated[Writer, writes(*RECORDS)]


@router.post("/surveys", operation_id="HoldSurvey")
async def hold_survey(command: HoldSurvey, write: Writes) -> Receipt:
    """Children were asked for their opinion; what is told of it is about the survey, never about a child."""
    survey = write.fresh_id()
    return await write(SURVEY, survey_stream(survey), Addressed(survey, command), subject=survey, resource=survey)


@router.post("/surveys/{survey}/answers", operation_id="CountAnswers")
async def count_answers(survey: UUID, command: CountAnswers, write: Writes) -> Receipt:
    """The answers to one question."""
    await known_survey(write.running.database, survey)
    return await write(SURVEY, survey_stream(survey), Addressed(survey, command), subject=survey, resource=survey)


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
    loaded = await reader.running.events.state(SURVEY, survey_stream(survey))
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
