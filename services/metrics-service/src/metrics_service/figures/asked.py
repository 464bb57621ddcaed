"""A question about a figure: for which period, as known when, and how far time had come by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Date, DateTime, FromClause, and_, bindparam, literal_column, or_

from metrics_service.domain.period_of_time import PeriodOfTime

FIRST = bindparam("first", type_=Date)
LAST = bindparam("last", type_=Date)
AS_AT = bindparam("as_at", type_=Date)
PASSED = bindparam("passed", type_=Date)
TODAY = bindparam("today", type_=Date)
POINTS = bindparam("points", type_=ARRAY(Date))
_KNOWN_AT = bindparam("known_at", type_=DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """`as_known_at` is None for all that is known now; `today` is the day in England on which it was or is known."""

    period: PeriodOfTime
    as_known_at: datetime | None
    today: date

    @property
    def as_at(self) -> date:
        """The last day of the period that had come by then: what lies ahead is neither held nor missed."""
        return min(self.period.last, self.today)

    @property
    def has_begun(self) -> bool:
        """Whether the period's first day had come by then."""
        return self.period.first <= self.as_at

    def month_ends(self) -> list[date]:
        """The last day of each month of the period, up to the day that had come."""
        ends = dict.fromkeys(min(end, self.as_at) for end in self.period.month_ends())
        return list(ends) if self.has_begun else []

    def values(self, *, series: bool = False) -> Mapping[str, Any]:
        """What the statements' parameters stand for; a `series` looks at every month's end, else at the last day."""
        points = self.month_ends() if series else [self.as_at] if self.has_begun else []
        return {
            "first": self.period.first,
            "last": self.period.last,
            "as_at": self.as_at,
            "passed": min(self.period.last, self.today - timedelta(days=1)),
            "today": self.today,
            "known_at": self.as_known_at,
            "points": points,
        }


def known(table: FromClause, *, then: bool) -> ColumnElement[bool]:
    """The versions known at the moment asked for, or, where it is not `then`, those known now."""
    if then:
        return and_(table.c.known_from <= _KNOWN_AT, table.c.known_to > _KNOWN_AT)
    # As the partial indexes have it, so that they serve.
    return table.c.known_to == literal_column("'infinity'::timestamptz")


def one_of(column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether the column is one of the values; not by IN, whose parameters differ in number from one to the next."""
    return or_(*(column == value for value in values))
