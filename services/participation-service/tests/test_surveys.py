from datetime import date
from uuid import UUID

from iro_events.command import InTheFuture
from iro_events.facts.participation_codes import SurveyAnswer, SurveyBase, SurveyQuestion
from iro_events.facts.surveys import AnswerCount, SurveyAnswersCounted, SurveyHeld
from iro_events.spec import Spec
from participation_service.domain.surveys import (
    SURVEY,
    AlreadyHeld,
    CountAnswers,
    CountedAnswer,
    CountedTwice,
    HoldSurvey,
    MoreAnsweredThanInvited,
    MoreAnswersThanAsked,
    MoreAskedThanAnswered,
    NotHeld,
    SurveyQuestionRecorded,
)

S = UUID("00000000-0000-4000-8000-0000000000f1")
AUGUST = date(2014, 8, 14)
YES, NO, NOT_SURE = SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NOT_SURE

spec = Spec(SURVEY).to(S)
held = spec.given(SurveyHeld(survey=S, on=AUGUST, invited=68, answered=45))


def count(
    *answers: tuple[SurveyAnswer, int], asked: int = 22, several: bool = False, wording: str | None = None
) -> CountAnswers:
    return CountAnswers(
        number=2,
        question=SurveyQuestion.EVER_CONTACTED,
        base=SurveyBase.KNEW_IRO,
        asked=asked,
        several=several,
        answers=tuple(CountedAnswer(answer=answer, count=count) for answer, count in answers),
        wording=wording,
    )


def counted(*answers: tuple[SurveyAnswer, int], several: bool = False) -> SurveyAnswersCounted:
    return SurveyAnswersCounted(
        survey=S,
        on=AUGUST,
        number=2,
        question=SurveyQuestion.EVER_CONTACTED,
        base=SurveyBase.KNEW_IRO,
        asked=22,
        several=several,
        answers=tuple(AnswerCount(answer=answer, count=count) for answer, count in answers),
    )


def test_a_survey_tells_how_many_were_invited_and_answered() -> None:
    spec.when(HoldSurvey(on=AUGUST, invited=68, answered=45)).then(
        SurveyHeld(survey=S, on=AUGUST, invited=68, answered=45)
    )


def test_a_survey_is_recorded_once_and_not_before_it_was_held() -> None:
    held.when(HoldSurvey(on=AUGUST, invited=68, answered=45)).then_nothing()
    held.when(HoldSurvey(on=AUGUST, invited=68, answered=46)).then_refused(AlreadyHeld)
    spec.on(date(2014, 8, 13)).when(HoldSurvey(on=AUGUST, invited=1, answered=1)).then_refused(InTheFuture)


def test_no_more_children_answer_than_are_invited() -> None:
    spec.when(HoldSurvey(on=AUGUST, invited=45, answered=68)).then_refused(MoreAnsweredThanInvited, field="answered")


def test_each_question_has_its_own_base_and_its_wording_stays() -> None:
    held.when(count((YES, 2), (NO, 19), wording="Have you ever rung your IRO?")).then(
        counted((YES, 2), (NO, 19)), SurveyQuestionRecorded(number=2, wording="Have you ever rung your IRO?")
    )


def test_a_question_is_reworded_and_the_same_again_is_nothing_new() -> None:
    asked = (counted((YES, 2), (NO, 19)), SurveyQuestionRecorded(number=2, wording="Have you rung your IRO?"))

    held.given(*asked).when(count((YES, 2), (NO, 19), wording="Have you rung your IRO?")).then_nothing()
    held.given(*asked).when(count((YES, 2), (NO, 19), wording="Did you ring?")).then(
        asked[0], SurveyQuestionRecorded(number=2, wording="Did you ring?")
    )


def test_a_wording_is_taken_back_by_counting_without_one() -> None:
    asked = (counted((YES, 2), (NO, 19)), SurveyQuestionRecorded(number=2, wording="Have you rung your IRO?"))

    held.given(*asked).when(count((YES, 2), (NO, 19))).then(asked[0], SurveyQuestionRecorded(number=2, wording=None))


def test_of_a_question_counted_again_the_last_count_stands() -> None:
    held.given(counted((YES, 2), (NO, 19))).when(count((YES, 3), (NO, 19))).then(counted((YES, 3), (NO, 19)))


def test_a_question_is_put_to_no_more_children_than_take_part() -> None:
    held.when(count((YES, 2), asked=46)).then_refused(MoreAskedThanAnswered, field="asked")


def test_no_more_answers_are_counted_than_children_asked() -> None:
    held.when(count((YES, 12), (NO, 11))).then_refused(MoreAnswersThanAsked, field="answers")
    held.when(count((YES, 12), (YES, 1))).then_refused(CountedTwice, field="answers")


def test_where_a_child_may_give_several_answers_each_is_counted_by_itself() -> None:
    both = ((SurveyAnswer.LISTENED, 20), (SurveyAnswer.ACTED, 15))

    held.when(count(*both, several=True)).then(counted(*both, several=True))
    held.when(count((SurveyAnswer.LISTENED, 23), several=True)).then_refused(MoreAnswersThanAsked)


def test_answers_are_counted_of_a_survey_that_was_held() -> None:
    spec.when(count((NOT_SURE, 1))).then_refused(NotHeld)
