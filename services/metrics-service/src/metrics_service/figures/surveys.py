"""The figure of what children answered in surveys: each question with its own base, and never a person."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, column, func, literal, null, select, union_all

from iro_events.facts.participation_codes import SurveyAnswer
from metrics_service.areas import PARTICIPATION
from metrics_service.domain.participation_cases import SurveyCase
from metrics_service.figures.asked import FIRST, LAST, known
from metrics_service.figures.figure import (
    Columns,
    Condition,
    Definition,
    Figure,
    Part,
    Unit,
    by_month,
    by_quarter,
    counted,
)
from metrics_service.figures.participation_shown import survey_question
from metrics_service.tables import live

_ASKED, _UNANSWERED = "asked", "unanswered"


def _questions(then: bool) -> Select[Any]:
    """Of each question a row for those asked, which is the case, one for each answer, one for those who gave none.

    `children` is how many each row stands for. Where a child could give several answers, nobody knows who gave none.
    """
    table = live(SurveyCase)
    asked = and_(table.c.surveyed_on.between(FIRST, LAST), known(table, then=then))
    given = (
        func.unnest(table.c.answers, table.c.counts)
        .table_valued(column("answer"), column("number", Integer), name="given")
        .render_derived()
        .lateral()
    )
    answered = select(func.sum(given.c.number, type_=Integer)).select_from(given).scalar_subquery()
    rows = union_all(
        select(table, literal(_ASKED).label("said"), table.c.asked.label("children")).where(asked),
        select(table, given.c.answer.label("said"), given.c.number.label("children")).where(asked),
        select(table, literal(_UNANSWERED).label("said"), (table.c.asked - answered).label("children")).where(
            asked, ~table.c.several
        ),
    ).subquery("rows")
    return select(
        rows,
        rows.c.surveyed_on.label("day"),
        rows.c.told_by.label("key"),
        (rows.c.said == _ASKED).label("counted"),
        null().label("met"),
        null().label("apart"),
    )


def _said(what: str) -> Condition:
    return lambda cases: cases.said == what


def _answer(answer: str, title: str) -> Part:
    return Part(answer, title, Unit.PERCENT, _said(answer), out_of=counted, adds="children")


def _question(cases: Columns) -> ColumnElement[str]:
    return func.concat(cases.question, case((cases.base == "all", ""), else_=func.concat(" (", cases.base, ")")))


SURVEY_ANSWERS = Figure(
    id="survey-answers",
    title="Questions put to children in surveys",
    unit=Unit.QUESTIONS,
    definition=Definition(
        "Questions of the surveys held in the period. Each answer's share is out of the children who were asked that "
        "question, which may be fewer than took part; so ask by question: over several questions the bases add up "
        "children who were asked more than once. A question put to others than all stands as a group of its own. "
        "Where a child could give more than one answer the shares do not add up to 100.",
        "local practice: surveys of children",
    ),
    cases=_questions,
    shown=survey_question,
    parts=(
        Part("surveys", "Surveys", Unit.SURVEYS, counted, things="child"),
        Part(_ASKED, "Children asked", Unit.CHILDREN, counted, adds="children"),
        *(_answer(answer, answer.replace("-", " ").capitalize()) for answer in SurveyAnswer),
        Part(_UNANSWERED, "Gave no answer", Unit.CHILDREN, _said(_UNANSWERED), adds="children"),
    ),
    by={"question": _question, "month": by_month, "quarter": by_quarter},
    areas=(PARTICIPATION,),
)
