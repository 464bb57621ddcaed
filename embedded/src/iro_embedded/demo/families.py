"""Who lives in the borough: families whose children came into care together, with what truly became of each.

A family is what its children share: the day care began, how it came to be known, and the meetings at which they are
reviewed. Nothing here is a command yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iro_embedded.demo.ending import end_of
from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.names import Names
from iro_embedded.demo.starting import Span, Start, start_of
from iro_events.facts.codes import ReasonCeased
from iro_statute import Regime, RegimeChange
from review_service.domain.codes import LegalStatus, Placement


class Course(StrEnum):
    """What care is to come to."""

    ORDINARY = "ordinary"
    LONG_TERM = "long-term"
    ADOPTION = "adoption"
    SHORT_BREAKS = "short-breaks"


@dataclass(frozen=True, slots=True)
class Child:
    """One child; `number` counts through the borough from 1. Care runs on where it has no end."""

    number: int
    name: str
    born_on: date
    ended_on: date | None
    reason: ReasonCeased | None

    def in_care_on(self, day: date) -> bool:
        """Whether care, once begun, still ran that day."""
        return self.ended_on is None or day <= self.ended_on

    def left_by(self, day: date) -> bool:
        """Whether care was over by the end of that day."""
        return self.ended_on is not None and self.ended_on <= day


@dataclass(frozen=True, slots=True)
class Family:
    """Children who came into care on one day. `changes` are of the regime of reviews: authority, placed, returned."""

    number: int
    children: tuple[Child, ...]
    start: Start
    course: Course
    opened_with: LegalStatus
    placement: Placement
    changes: tuple[RegimeChange, ...]

    @property
    def told_late(self) -> bool:
        """Whether the service heard of the start when the first review was due or over."""
        return not self.start.taken_over and (self.start.known_on - self.start.on).days >= _FIRST_REVIEW_WITHIN


_FIRST_REVIEW_WITHIN = 28
_SIZES = {1: 80, 2: 14, 3: 6}
_COURSES = {Course.ORDINARY: 78, Course.LONG_TERM: 9, Course.ADOPTION: 9, Course.SHORT_BREAKS: 4}
_MAY_BE_SIBLINGS = {Course.ORDINARY, Course.LONG_TERM}
_STATUSES = {LegalStatus.V2: 48, LegalStatus.C1: 30, LegalStatus.L2: 7, LegalStatus.L1: 5, LegalStatus.C2: 10}
_PLACEMENTS = {Placement.U6: 62, Placement.U3: 16, Placement.K2: 12, Placement.P1: 4, Placement.U4: 6}
_AGES = {(5, 700): 16, (701, 1800): 12, (1801, 3600): 22, (3601, 5500): 34, (5501, 6300): 16}
_AGES_TO_BE_ADOPTED = {(5, 400): 60, (401, 1200): 40}
_AGES_OF_THE_YOUNGEST = {(100, 1000): 40, (1001, 3500): 60}
"""Days of age at the start of care, and how often; of an only child, of one to be adopted, among siblings."""

_YEARS_APART = (400, 900)


def families(span: Span, children: int) -> Iterator[Family]:
    """Families until there are so many children."""
    names = Names()
    number = there = 0
    while there < children:
        number += 1
        family = _family(number, span, names, (there, children))
        there += len(family.children)
        yield family


def _family(number: int, span: Span, names: Names, there: tuple[int, int]) -> Family:
    lots = Lots("family", number)
    course = lots.one_of(_COURSES)
    start = start_of(lots, span)
    changes = _changes(lots, span, start) if course is Course.ADOPTION else ()
    before, wanted = there
    size = min(lots.one_of(_SIZES), wanted - before) if course in _MAY_BE_SIBLINGS else 1
    named = list(enumerate(names.family(size), start=before + 1))
    return Family(
        number=number,
        children=tuple(_children(lots, span, start, named, changes)),
        start=start,
        course=course,
        opened_with=_opened_with(lots, course, start),
        placement=lots.one_of(_PLACEMENTS),
        changes=changes,
    )


def _opened_with(lots: Lots, course: Course, start: Start) -> LegalStatus:
    """As first recorded: of those taken over, what the courts have come to since."""
    if course is Course.SHORT_BREAKS:
        return LegalStatus.V4
    status = lots.one_of(_STATUSES)
    return LegalStatus.C2 if start.taken_over and status is not LegalStatus.V2 else status


def _changes(lots: Lots, span: Span, start: Start) -> tuple[RegimeChange, ...]:
    """Authority to place, the placement and now and then the return, as far as they came about."""
    authority = later(start.known_on, lots.number(90, 230))
    placed = later(authority, lots.number(60, 190))
    changes = [RegimeChange(authority, Regime.AUTHORITY), RegimeChange(placed, Regime.PLACED)]
    if lots.falls(0.15):
        changes.append(RegimeChange(later(placed, lots.number(50, 110)), Regime.AUTHORITY))
    return tuple(change for change in changes if change.on < later(span.last, -2))


def _children(
    lots: Lots, span: Span, start: Start, named: Sequence[tuple[int, str]], changes: Sequence[RegimeChange]
) -> Iterator[Child]:
    ages = _AGES_OF_THE_YOUNGEST if len(named) > 1 else _AGES_TO_BE_ADOPTED if changes else _AGES
    born_on = later(start.on, -lots.number(*lots.one_of(ages)))
    together = end_of(lots, span, start, born_on, changes)
    for number, name in named:
        apart = lots.falls(0.2)
        yield Child(number, name, born_on, *(end_of(lots, span, start, born_on, changes) if apart else together))
        born_on = later(born_on, -lots.number(*_YEARS_APART))
