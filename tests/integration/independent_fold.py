"""A second judge of a return, with no line of the product's: from a council's rows to every figure they can tell.

Written from `design.md` section 9 and the rulebook's section 1 alone, by somebody who had not read the product's law.
Where this and the product differ, one of the two is wrong, or the design's words can be read in two ways.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .independent_clocks import Walk, walk
from .independent_periods import Period, periods_and_reviews_outside
from .independent_rows import Rows

Figures = dict[str, object]


@dataclass
class Folded:
    """Walks of all periods but short breaks; and the days of the reviews that are judged by nobody."""

    statute: list[Walk]
    indicator: list[Walk]
    short_breaks: list[date]
    outside_care: list[date]

    @property
    def periods(self) -> list[Period]:
        return [walk.period for walk in self.statute]


def fold(rows: Rows) -> Folded:
    periods, outside_care = periods_and_reviews_outside(rows)
    counted = [period for period in periods if not period.short_break]
    short_breaks = [on for period in periods if period.short_break for on in period.reviews]
    return Folded(
        [walk(period, "statute") for period in counted],
        [walk(period, "indicator") for period in counted],
        short_breaks,
        outside_care,
    )


def figures(folded: Folded, first: date, last: date) -> Figures:
    """Every figure over the days from `first` to `last`, all of them past."""
    return {
        "reviews-in-time": _in_time(folded.statute, first, last),
        "reviews-in-time-indicator": _in_time(folded.indicator, first, last),
        "reviews-held": _held(folded, first, last),
        "reviews-overdue": _overdue(folded.statute, first, last),
        "children-looked-after": {f"{day:%Y-%m}": _stock(folded.periods, day) for day in _month_ends(first, last)},
        "started": _flow([(period, period.start) for period in folded.periods if period.start_known], first, last),
        "ceased": _flow([(period, period.end) for period in folded.periods], first, last),
    }


def _in_time(walks: list[Walk], first: date, last: date) -> tuple[int, int]:
    """A review held on its due date is in time; one without a due date is in neither count."""
    judged = [(one.held_on, one.due) for walk in walks for one in walk.judged if first <= one.held_on <= last]
    dated = [(held_on, due) for held_on, due in judged if due]
    return sum(held_on <= due for held_on, due in dated), len(dated)


def _held(folded: Folded, first: date, last: date) -> dict[str, int]:
    def within(days: list[date]) -> int:
        return sum(first <= day <= last for day in days)

    return {
        "value": within([one.held_on for walk in folded.statute for one in walk.judged]),
        "not-assessable": within([one.held_on for walk in folded.statute for one in walk.judged if not one.due]),
        "outside-care": within(folded.outside_care),
        "short-break": within(folded.short_breaks),
    }


def _overdue(walks: list[Walk], first: date, last: date) -> dict[str, int]:
    overdue = [walk.period for walk in walks if _is_overdue(walk, first, last)]
    still_in_care = sum(_looked_after(period, last) for period in overdue)
    return {"open": still_in_care, "missed": len(overdue) - still_in_care}


def _is_overdue(walk: Walk, first: date, last: date) -> bool:
    """Due on or before the last day, not held by then, in care after the due date and on some day of the period."""
    end = walk.period.end or date.max
    return (
        walk.period.start <= last
        and end >= first
        and any(due <= last and (not held_on or held_on > last) and end > due for due, held_on in walk.owed)
    )


def _looked_after(period: Period, day: date) -> bool:
    """Care running past that day's end."""
    return period.start <= day and (period.end is None or period.end > day)


def _stock(periods: list[Period], day: date) -> int:
    return len({period.child for period in periods if _looked_after(period, day)})


def _flow(dated: list[tuple[Period, date | None]], first: date, last: date) -> dict[str, int]:
    children = [period.child for period, day in dated if day and first <= day <= last]
    return {"periods": len(children), "children": len(set(children))}


def _month_ends(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        yield min(end, last)
        day = end + timedelta(days=1)
