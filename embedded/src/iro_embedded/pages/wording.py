"""Dates, moments, numbers and codes as the pages print them."""

import re
from calendar import month_name, monthrange
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from iro_statute import in_words, ordinal

_ENGLAND = ZoneInfo("Europe/London")
_SHORT = 8
_NAMED = re.compile(r"`([^`]+)`")
_PER_POST = "per full-time post"
_WEIGHTED = "weighted"
_HUNDREDTHS = "hundredths"
_NONE = "\N{EN DASH}"
_FIGURES = {0: "no", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}

_TURNS = {
    "iro": "the IRO",
    "manager": "the IROs' manager",
    "social-work-manager": "the social work manager",
    "business-support": "business support",
}
_CLOCKS = {
    "review": "A review to be held",
    "resume-review": "An adjourned review to be resumed",
    "finish-series": "A series of meetings to be finished",
    "notice-of-start": "The IRO service to be told of a child in care",
    "iro-appointment": "An IRO to be appointed",
    "decisions": "A review's decisions to be issued",
    "manager-response": "Decisions to be answered by the manager",
    "record": "A review's record to be completed",
    "distribution": "Decisions and record to be distributed",
    "midway-check": "A plan to be checked midway between reviews",
    "child-not-heard": "A child to be heard",
    "dispute-stage": "A dispute to be answered at its stage",
    "dispute-cap": "A formal dispute to be concluded",
}

_VERDICTS = {"met": "that count towards it", "not-met": "that do not count towards it"}
_TITLES = {
    "made_on": "Contact on",
    "expressed_on": "Wish of",
    "step_on": "Independent visitor:",
    "surveyed_on": "Question of the survey of",
    "raised_on": "Concern raised on",
    "seen_on": "Work looked at on",
    "point": "As at",
}
"""The day that makes a case what it is, of cases which are no review and no period of care."""


def day(told: str | None) -> str:
    """`2014-05-01` as `1 May 2014`; a dash where there is none."""
    return in_words(date.fromisoformat(told)) if told else _NONE


def moment(at: datetime) -> str:
    """`24 Nov 2026 at 05:40`, by the clocks of England."""
    local = at.astimezone(_ENGLAND)
    return f"{in_words(local.date())} at {local:%H:%M}"


def recorded(at: str) -> str:
    """The same of a moment as services tell it."""
    return moment(datetime.fromisoformat(at))


def month(key: str) -> str:
    """`2014-05` as `May 2014`."""
    return f"{month_name[int(key[5:])]} {key[:4]}"


def span_of_month(key: str) -> str:
    """The month as a period from day to day, since `2011-12` alone means the year 2011-12."""
    year, number = int(key[:4]), int(key[5:])
    return f"{key}-01..{key}-{monthrange(year, number)[1]:02}"


def number(value: int | Decimal | None, unit: str = "") -> str:
    """`1,234`, or `94.8 %` where the unit is percent; a dash where there is no base to count on."""
    if value is None:
        return _NONE
    return f"{value:,.1f} %" if unit in {"percent", "%"} else f"{value:,}"


def base(answer: Mapping[str, Any]) -> str:
    """What a value is out of: `21 of 30`; `161 to 2.7 posts` where it is for each post; `a count` where out of none.

    Weights come in hundredths, as posts do: `175.5 to 2.7 posts`.
    """
    above, below = answer["numerator"], answer["denominator"]
    if below is None:
        return "in hundredths" if _HUNDREDTHS in answer["unit"] else "a count"
    if _WEIGHTED in answer["unit"]:
        above = Decimal(above) / 100
    if _PER_POST in answer["unit"]:
        return f"{above:,} to {Decimal(below) / 100:,} posts"
    return f"{above:,} of {below:,}"


def defined(answer: Mapping[str, Any]) -> str:
    """How a figure is counted, with each part that its definition names by id named by its title."""
    titles = {
        part["id"]: f"\N{LEFT DOUBLE QUOTATION MARK}{part['title']}\N{RIGHT DOUBLE QUOTATION MARK}"
        for part in answer["parts"]
    }
    return _NAMED.sub(lambda named: titles.get(named[1], named[1]), answer["definition"]["text"])


def counted(n: int, thing: str) -> str:
    """`one review`, `12 reviews`."""
    return f"{_FIGURES.get(n, f'{n:,}')} {thing}{'' if n == 1 else 's'}"


def short(identifier: str | None) -> str:
    """The first figures of an opaque id: enough to tell two children of a page apart, and nobody's name."""
    return identifier[:_SHORT] if identifier else _NONE


def words(code: str | None) -> str:
    """A code as words: `told-late` as `told late`."""
    return code.replace("-", " ").replace("_", " ") if code else _NONE


def refusal(problem: Mapping[str, Any]) -> str:
    """Why a service does not answer, in its own words: of a bad question, each field's remedy."""
    remedies = "; ".join(fault["detail"] for fault in problem.get("errors") or ())
    return remedies or str(problem.get("detail") or problem.get("title") or "the question could not be answered")


def turn(role: str) -> str:
    """The role that is to act, as people say it."""
    return _TURNS.get(role, words(role))


def clock(code: str) -> str:
    """A clock as what is to be done: `iro-appointment` as `An IRO to be appointed`."""
    return _CLOCKS.get(code, words(code))


def verdict(code: str) -> str:
    """Cases of that verdict, as words that go with them: `late`, or `that count towards it` where nothing is due."""
    return _VERDICTS.get(code, words(code))


def case_title(case: Mapping[str, Any]) -> str:
    """What a case is, by the day that makes it one."""
    nth = case.get("ordinal")
    name = f"{ordinal(nth).capitalize()} review" if nth else "Review"
    if case.get("entered_on"):
        return f"Dispute with the {words(case['stage'])} from {day(case['entered_on'])}"
    for on, title in _TITLES.items():
        if case.get(on):
            return f"{title} {day(case[on])}"
    if case.get("held_on"):
        return f"{name}, held {day(case['held_on'])}"
    if case.get("due_statute"):
        return f"{name}, due by {day(case['due_statute'])}"
    if case.get("completed_on"):
        return f"Review completed {day(case['completed_on'])}"
    return f"Looked after from {day(case.get('started_on') or case.get('period_of_care_start'))}"
