"""What is told of the survey that the council of children in care holds at each summer's activities: counts alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import PARTICIPATION, DatedCommand, Diary
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.starting import Span
from iro_events.facts.participation_codes import SurveyAnswer, SurveyBase, SurveyQuestion

_NOBODY_OF_THE_CHILDREN = -1000
"""From here down no child and no IRO has its number; a survey's own commands keep their order."""

_AUGUST, _LAST_DAY = 8, 12
_YES, _NO, _NOT_SURE = SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NOT_SURE
_TO_ALL: Sequence[tuple[SurveyQuestion, str, Mapping[SurveyAnswer, int]]] = (
    (SurveyQuestion.KNOWS_IRO, "Do you know who your IRO is?", {_YES: 52, _NO: 38, _NOT_SURE: 10}),
    (SurveyQuestion.HAS_NUMBER, "Do you have your IRO's number or e-mail?", {_YES: 31, _NO: 60, _NOT_SURE: 9}),
    (SurveyQuestion.KNOWS_ROLES, "Do you know what an IRO does?", {_YES: 39, _NO: 33, _NOT_SURE: 28}),
    (SurveyQuestion.HEARD_AT_REVIEW, "Did people listen at your review?", {_YES: 71, _NO: 12, _NOT_SURE: 17}),
)
_TO_WHO_KNEW: Sequence[tuple[SurveyQuestion, str, Mapping[SurveyAnswer, int]]] = (
    (SurveyQuestion.EVER_CONTACTED, "Have you ever contacted your IRO?", {_YES: 18, _NO: 80, _NOT_SURE: 2}),
    (SurveyQuestion.CAN_CONTACT, "Can you reach your IRO when you need to?", {_YES: 44, _NO: 41, _NOT_SURE: 15}),
    (SurveyQuestion.HAPPY_WITH_IRO, "Are you happy with your IRO?", {_YES: 66, _NO: 10, _NOT_SURE: 24}),
    (SurveyQuestion.TREATED_WITH_RESPECT, "Does your IRO treat you with respect?", {_YES: 74, _NO: 6, _NOT_SURE: 20}),
)
_HELPED = "How has your IRO helped you?"
_WAYS = {SurveyAnswer.LISTENED: 0.64, SurveyAnswer.EXPLAINED: 0.41, SurveyAnswer.ACTED: 0.32, SurveyAnswer.OTHER: 0.09}
_OFTEN_ANSWERED = 0.94


def surveys_told(span: Span, children: int) -> Iterator[DatedCommand]:
    """One each August of the service's time; about one child in eight of the borough is invited."""
    for year in range(span.first.year, span.last.year + 1):
        on = office_day(date(year, _AUGUST, _LAST_DAY))
        if span.first <= on < later(span.last, -10):
            diary = Diary(_NOBODY_OF_THE_CHILDREN - year, span.first, span, to=PARTICIPATION)
            _tell(diary, on, max(children // 8, 4))
            yield from diary.commands()


def _tell(diary: Diary, on: date, about: int) -> None:
    lots = Lots("survey of", on.year)
    invited = about + lots.number(0, about // 8)
    answered = invited * lots.number(58, 74) // 100
    name, told_on = f"survey-{on.year}", later(on, lots.number(3, 12))
    held = {"on": on, "invited": invited, "answered": answered}
    diary.tell(told_on, Role.MANAGER, "/surveys", held, gives=name)
    knew = answered * lots.number(48, 62) // 100
    put = [
        *((question, SurveyBase.ALL, answered) for question in _TO_ALL),
        *((question, SurveyBase.KNEW_IRO, knew) for question in _TO_WHO_KNEW),
    ]
    for number, ((question, wording, shares), base, asked) in enumerate(put, start=1):
        given = (
            {_YES: knew, _NO: answered - knew} if question is SurveyQuestion.KNOWS_IRO else _given(lots, shares, asked)
        )
        counted = {"question": question, "base": base, "asked": asked, "wording": wording, "answers": _counts(given)}
        diary.tell(told_on, Role.MANAGER, f"/surveys/{{{name}}}/answers", {"number": number, **counted})
    ways = {answer: sum(lots.falls(share) for _ in range(knew)) for answer, share in _WAYS.items()}
    helped = {"question": SurveyQuestion.HOW_HELPED, "base": SurveyBase.KNEW_IRO, "asked": knew, "wording": _HELPED}
    body = {"number": len(put) + 1, **helped, "several": True, "answers": _counts(ways)}
    diary.tell(told_on, Role.MANAGER, f"/surveys/{{{name}}}/answers", body)


def _given(lots: Lots, shares: Mapping[SurveyAnswer, int], asked: int) -> Mapping[SurveyAnswer, int]:
    """What each of those asked said; some said nothing."""
    said = [lots.one_of(shares) for _ in range(asked) if lots.falls(_OFTEN_ANSWERED)]
    return {answer: said.count(answer) for answer in shares}


def _counts(given: Mapping[SurveyAnswer, int]) -> list[dict[str, object]]:
    return [{"answer": answer, "count": count} for answer, count in given.items()]
