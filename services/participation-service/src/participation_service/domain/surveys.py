"""A survey of children: how many were invited and answered, and how many gave which answer; never a person.

Each question has a base of its own: it may have been put to some only, and not all may have answered it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, assert_never

from pydantic import BaseModel, ConfigDict, Field

from iro_events.command import Command, Sets, happened
from iro_events.dates import StrictDate
from iro_events.decider import Context, Decider, Refused, fold
from iro_events.event import Event
from iro_events.facts.participation_codes import SurveyAnswer, SurveyBase, SurveyQuestion
from iro_events.facts.surveys import AnswerCount, SurveyAnswersCounted, SurveyHeld

HowMany = Annotated[int, Field(ge=0, le=100_000)]


class SurveyQuestionRecorded(Event):
    """The question as it was put; None where a wording recorded before is taken back."""

    number: int
    wording: str | None


SurveyEvent = SurveyHeld | SurveyAnswersCounted | SurveyQuestionRecorded


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey; `held` is None before it is recorded. Questions by number, as last counted."""

    held: SurveyHeld | None = None
    questions: Mapping[int, SurveyAnswersCounted] = field(default_factory=lambda: MappingProxyType({}))
    wordings: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))


def evolve(survey: Survey, event: SurveyEvent) -> Survey:
    """The survey after the event."""
    match event:
        case SurveyHeld():
            return replace(survey, held=event)
        case SurveyAnswersCounted():
            return replace(survey, questions={**survey.questions, event.number: event})
        case SurveyQuestionRecorded():
            others = {number: wording for number, wording in survey.wordings.items() if number != event.number}
            worded = {} if event.wording is None else {event.number: event.wording}
            return replace(survey, wordings={**others, **worded})
        case _:
            assert_never(event)


class HoldSurvey(Command):
    """Record that children were asked for their opinion."""

    on: StrictDate
    invited: HowMany
    answered: HowMany


class CountedAnswer(BaseModel):
    """How many gave that answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: SurveyAnswer
    count: HowMany


class CountAnswers(Command):
    """Count the answers to one question, put to `asked` children; a new count replaces the old.

    `several` where a child could give more than one answer. Those asked who gave none are the rest.
    """

    number: Annotated[int, Field(ge=1, le=200)]
    question: Sets[SurveyQuestion]
    base: Sets[SurveyBase]
    asked: Sets[HowMany]
    several: Sets[bool] = False
    answers: Sets[Annotated[tuple[CountedAnswer, ...], Field(min_length=1, max_length=20)]]
    wording: Sets[Annotated[str, Field(min_length=1, max_length=500)] | None] = None


SurveyCommand = HoldSurvey | CountAnswers


class AlreadyHeld(Refused):
    """A survey is recorded once."""

    code = "survey.already_held"
    yields_to_repeat = True


class NotHeld(Refused):
    """Nothing is recorded of that survey."""

    code = "survey.not_held"


class MoreAnsweredThanInvited(Refused):
    """Only who is invited answers."""

    code = "survey.more_answered_than_invited"


class MoreAskedThanAnswered(Refused):
    """A question is put to no more children than take part."""

    code = "survey.more_asked_than_answered"


class CountedTwice(Refused):
    """Each answer to a question has one count."""

    code = "survey.counted_twice"


class MoreAnswersThanAsked(Refused):
    """No more answers than children asked."""

    code = "survey.more_answers_than_asked"


def decide(command: SurveyCommand, survey: Survey, context: Context) -> Sequence[SurveyEvent]:
    """What the command records; `context.id` is the survey."""
    match command:
        case HoldSurvey():
            return _hold(command, survey, context)
        case CountAnswers():
            return _count(command, survey, context)
        case _:
            assert_never(command)


SURVEY: Decider[SurveyCommand, Survey, SurveyEvent] = Decider(
    decide=decide, evolve=evolve, initial=Survey(), events=SurveyEvent, stream="survey"
)


def _hold(command: HoldSurvey, survey: Survey, context: Context) -> Sequence[SurveyEvent]:
    happened(command.on, context)
    if command.answered > command.invited:
        raise MoreAnsweredThanInvited("No more children can have answered than were invited.", field="answered")
    if survey.held is not None:
        raise AlreadyHeld("This survey is already recorded with other details. Record another.")
    return [SurveyHeld(survey=context.id, **command.fields("on", "invited", "answered"))]


def _count(command: CountAnswers, survey: Survey, context: Context) -> Sequence[SurveyEvent]:
    if survey.held is None:
        raise NotHeld("Nothing is recorded of this survey.")
    if command.asked > survey.held.answered:
        raise MoreAskedThanAnswered("No more children can have been asked than took part.", field="asked")
    _refuse_miscounted(command)
    counted = SurveyAnswersCounted(
        survey=context.id,
        on=survey.held.on,
        answers=tuple(AnswerCount(answer=one.answer, count=one.count) for one in command.answers),
        **command.fields("number", "question", "base", "asked", "several"),
    )
    events: list[SurveyEvent] = [counted]
    if command.wording != survey.wordings.get(command.number):
        events.append(SurveyQuestionRecorded(number=command.number, wording=command.wording))
    return [] if fold(SURVEY, events, survey) == survey else events


def _refuse_miscounted(command: CountAnswers) -> None:
    if len({one.answer for one in command.answers}) < len(command.answers):
        raise CountedTwice("An answer is counted twice. Give each its one count.", field="answers")
    counts = [one.count for one in command.answers]
    if (max(counts) if command.several else sum(counts)) > command.asked:
        raise MoreAnswersThanAsked("More answers are counted than children were asked.", field="answers")
