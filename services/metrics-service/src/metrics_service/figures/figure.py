"""What a figure is: a name, a definition with its source, the cases it rests on, and how they are counted.

A figure's cases are one query; its value, its parts and its groups count the rows of that very query. So the cases add
up to the figure by construction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, Select, Text, func, literal_column
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from metrics_service.area import Area
from metrics_service.areas import REVIEWS
from metrics_service.figures.asked import Asked
from metrics_service.figures.shown import IN_TIME_OR_LATE, CaseShown, Verdict

Columns = ReadOnlyColumnCollection[str, Any]
Condition = Callable[[Columns], ColumnElement[bool]]
Key = Callable[[Columns], ColumnElement[str]]
Ratio = tuple[str, str]


class Unit(StrEnum):
    """What a value counts; of a percentage numerator and denominator count cases."""

    PERCENT = "percent"
    REVIEWS = "reviews"
    MEETINGS = "meetings"
    CHILDREN = "children"
    PERIODS = "periods of care"
    CONCERNS = "concerns"
    DISPUTES = "disputes"
    STAGES = "stages"
    DAYS = "days"
    CONTACTS = "contacts"
    WISHES = "wishes"
    VISITORS = "independent visitors"
    QUESTIONS = "questions"
    SURVEYS = "surveys"
    IROS = "IROs"
    PROCEEDINGS = "proceedings"
    PER_10_000 = "children per 10,000 under 18"
    EPISODES = "episodes"
    PLANS = "plans"
    INTERVALS = "intervals between reviews"
    PIECES_OF_WORK = "pieces of work"
    HUNDREDTHS_OF_POSTS = "hundredths of a full-time post"
    CHILDREN_PER_POST = "children per full-time post"
    HUNDREDTHS_OF_A_CHILD = "hundredths of a child looked after"
    WEIGHTED_PER_POST = "weighted children per full-time post"
    REVIEWS_PER_POST = "reviews per full-time post and month"


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted out of what, in one or two sentences; whose rule it is; raised by one when it changes."""

    text: str
    source: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Something counted among or beside the figure's cases; a percentage where it has a base (`out_of`).

    `things` names the column whose different values are counted, by default that of the figure; `adds` the one whose
    numbers are added up in place of counting; `ratio` is as a figure's. `base` gives a number that the cases do not
    hold, for the whole alone: a part that has one is not told of groups.
    """

    id: str
    title: str
    unit: Unit
    where: Condition
    out_of: Condition | None = None
    things: str | None = None
    adds: str | None = None
    base: Callable[[bool], Select[Any]] | None = None
    ratio: Ratio | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    `cases` gives the rows, of what was known at a moment (True) or is known now (False): a case's own columns, and
    `day` (by which it belongs to a period and a list is ordered), `key` (unique), `counted` (in the base), `met` (in
    the numerator; null where the figure is a count) and `apart` (why it is not counted, null where it is). A `stock`
    has a row for each of the days asked for, in `point`. `things` is the column whose different values are counted,
    None for the rows themselves. A `ratio` is of the sums of two columns, the second in hundredths: 4 children and 80
    hundredths of a post are 5 to a post; or `per` so many of the second. A `monthly` figure has rows for each month's
    end and is the whole of them.
    `areas` are those whose cases it looks at, its own first; of those in `fields_of` a case shows a field alone, and
    that to few. `verdicts` are the words for a case that is met and for one that is not.
    """

    id: str
    title: str
    unit: Unit
    definition: Definition
    cases: Callable[[bool], Select[Any]]
    shown: Callable[[asyncpg.Record, Asked], CaseShown]
    things: str | None = None
    stock: bool = False
    monthly: bool = False
    ratio: Ratio | None = None
    per: int = 100
    parts: tuple[Part, ...] = ()
    by: Mapping[str, Key] = field(default_factory=dict)
    areas: tuple[Area, ...] = (REVIEWS,)
    fields_of: tuple[Area, ...] = ()
    verdicts: tuple[Verdict, Verdict] = IN_TIME_OR_LATE

    @property
    def rests_on(self) -> tuple[Area, ...]:
        """Every area that it looks at, its own first."""
        return (*self.areas, *self.fields_of)

    @property
    def restricted(self) -> bool:
        """Whether a case tells what few may be told, and is shown to these alone."""
        return any(area.restricted for area in self.areas)

    @property
    def has_verdict(self) -> bool:
        """Whether a case is met or not, beside being counted."""
        return self.unit is Unit.PERCENT


def counted(cases: Columns) -> ColumnElement[bool]:
    """The cases in the base."""
    flag: ColumnElement[bool] = cases.counted
    return flag


def by_month(cases: Columns) -> ColumnElement[str]:
    """The month of the case's day, such as `2014-08`."""
    return func.to_char(cases.day, literal_column("'YYYY-MM'"), type_=Text)


def by_quarter(cases: Columns) -> ColumnElement[str]:
    """The quarter of the year from 1 April, such as `2014-Q2` for August 2014."""
    quarter: ColumnElement[Any] = literal_column("interval '3 months'")
    return func.to_char(cases.day - quarter, literal_column("""'YYYY"-Q"Q'"""), type_=Text)


def apart_as(reason: str) -> Condition:
    """The cases that are not counted, for that reason."""
    return lambda cases: cases.apart == reason
