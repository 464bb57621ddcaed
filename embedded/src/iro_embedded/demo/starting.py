"""When care begins in the borough, and when and how rightly the service learns of it."""

from dataclasses import dataclass
from datetime import date

from iro_embedded.demo.lots import Lots, later, office_day, office_day_before

_THERE_ALREADY = 0.28
"""The share of families in care when the years begin."""

_LONGEST_BEFORE, _USUALLY_BEFORE = 1500, 150
"""Days for which those have been in care by then."""

_FRESH = 80
"""Days before the last day in which no start is told late or mistaken: it could not be put right in time."""

_OFTEN_TOLD_LATE, _OFTEN_MISTAKEN = 3, 5
"""Of a hundred starts."""

_LAST_START = 10
"""Days before the last day: a start must have been told by then."""


@dataclass(frozen=True, slots=True)
class Span:
    """The years of the borough, from `since` to `last`, on which nothing is recorded any more.

    It works with the service from `first` on; what was before is known from its statutory returns.
    """

    since: date
    first: date
    last: date

    @property
    def returned_on(self) -> date:
        """The working day before the first, up to which the returns tell."""
        return office_day_before(later(self.first, -1))


@dataclass(frozen=True, slots=True)
class Start:
    """The day care began; the day it was first believed to have begun; the working day on which it was recorded.

    `taken_over`: it lay before the borough's first day with the service. Stays are counted from `counted_from`.
    """

    on: date
    believed: date
    known_on: date
    counted_from: date
    taken_over: bool = False

    @property
    def mistaken(self) -> bool:
        """Whether another day was recorded at first."""
        return self.believed != self.on

    @property
    def there_already(self) -> bool:
        """Whether care had begun before the years of the borough."""
        return self.on < self.counted_from and self.taken_over


def start_of(lots: Lots, span: Span) -> Start:
    """A start within the years, or before them."""
    if lots.falls(_THERE_ALREADY):
        on = later(span.since, -lots.about(1, _USUALLY_BEFORE, _LONGEST_BEFORE))
        return Start(on, on, span.first, span.since, taken_over=True)
    on = later(span.since, lots.number(0, (span.last - span.since).days - _LAST_START))
    if on <= span.returned_on:
        return Start(on, on, span.first, on, taken_over=True)
    return _learnt(lots, span, on)


def _learnt(lots: Lots, span: Span, on: date) -> Start:
    odd = lots.number(1, 100) if on < later(span.last, -_FRESH) else 100
    if odd <= _OFTEN_TOLD_LATE:
        return Start(on, on, office_day(later(on, lots.number(31, 60))), on)
    if odd <= _OFTEN_TOLD_LATE + _OFTEN_MISTAKEN:
        known_on = office_day(later(on, lots.number(5, 12)))
        return Start(on, later(known_on, -lots.number(0, 3)), known_on, known_on)
    return Start(on, on, office_day(later(on, lots.about(0, 1, 5))), on)
