"""Facts of surveys of children: how many answered what, never who.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from iro_events.event import Derived, PublishedEvent
from iro_events.facts.participation_codes import (
    SurveyAnswer,
    SurveyBase,
    SurveyQuestion,
)


class SurveyHeld(PublishedEvent):
    """Children were asked for their opinion: how many, and how many answered. Its subject is the survey, no child."""

    effective: ClassVar = "on"
    survey: UUID
    on: date
    invited: int
    answered: int


class AnswerCount(BaseModel):
    """How many gave that answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: SurveyAnswer
    count: int


class SurveyAnswersCounted(PublishedEvent):
    """One question of a survey, put to `asked` children; of a question counted again, the last count stands.

    `several` where a child could give more than one answer, so that the counts do not add up to those asked.
    """

    effective: ClassVar = "on"
    survey: UUID
    on: Derived[date]
    number: int
    question: SurveyQuestion
    base: SurveyBase
    asked: int
    several: bool
    answers: tuple[AnswerCount, ...]
