"""When a family's reviews are held: by the law's clocks, mostly some days before they run out, now and then late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from iro_embedded.demo.families import Child, Course, Family
from iro_embedded.demo.lots import Lots, later, office_day, office_day_before
from iro_embedded.demo.starting import Span
from iro_events.facts.codes import LateReason, ReviewMode
from iro_statute import Basis, CarePeriod, Regime, RegimeChange, ReviewDay, add_working_days, walk

BOROUGH = UUID("5b1c0c1e-3f52-5a86-9d3a-6f0a5d1b7c24")
"""Namespace of the ids that the borough itself gives: of meetings and of IROs."""

_OFTEN_LATE = 0.027
_BAD_MONTHS = {1: 1.6, 8: 2.0, 12: 2.0}
"""How much more often a review due in that month is late: holidays, and what they leave behind."""

_BACKLOG = 26
_OFTEN_UNHELD = 0.25
"""Of reviews due in that many days before the last, how many are still not held."""

_RETURN_NOT_BEFORE = 28
_REASONS = {
    LateReason.FAMILY_UNAVAILABLE: 22,
    LateReason.SOCIAL_WORKER_UNAVAILABLE: 24,
    LateReason.REPORTS_NOT_READY: 18,
    LateReason.PLACEMENT_MOVED: 12,
    LateReason.CHILD_UNAVAILABLE: 10,
    LateReason.IRO_UNAVAILABLE: 9,
    LateReason.ADMINISTRATION: 5,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One review of the family: `parts` are its days, the first the one that counts; planned ones where `ahead`."""

    number: int
    due_by: date
    parts: tuple[date, ...]
    children: tuple[Child, ...]
    shared: UUID | None
    mode: ReviewMode = ReviewMode.MEETING
    adjourned: bool = False
    late_reason: LateReason | None = None
    ahead: bool = False

    @property
    def held_on(self) -> date:
        """The day that counts."""
        return self.parts[0]

    @property
    def completed_on(self) -> date:
        """The day of the last part."""
        return self.parts[-1]


def meetings_of(family: Family, span: Span) -> Iterator[Meeting]:
    """The family's reviews in their order; the last one may lie ahead, or be overdue."""
    lots = Lots("meetings of family", family.number)
    held: list[ReviewDay] = []
    come: list[RegimeChange] = []
    earliest = add_working_days(family.start.on if family.start.taken_over else family.start.known_on, 5)
    while True:
        due_by = _due_by(family, come, held)
        # Just in time by a start that proves mistaken: the correction makes it late, and shows what was known when.
        just_in_time = family.start.mistaken and not held
        on = office_day_before(due_by) if just_in_time else _day(lots, due_by, earliest, span)
        change = next((change for change in family.changes if change not in come and change.on < on), None)
        if change:
            earliest = _after(change, come)
            come.append(change)
            continue
        there = tuple(child for child in family.children if child.in_care_on(on))
        if not there:
            return
        meeting = _meeting(lots, family, (len(held) + 1, due_by, on), there, span)
        yield meeting
        if meeting.ahead:
            return
        held.append(ReviewDay(on, meeting.completed_on))
        earliest = add_working_days(meeting.completed_on, 15)


def _due_by(family: Family, come: Sequence[RegimeChange], held: Sequence[ReviewDay]) -> date:
    care = CarePeriod(
        started_on=family.start.believed,
        changes=tuple(come),
        reviews=tuple(held),
        short_break=family.course is Course.SHORT_BREAKS,
    )
    due = walk(care, Basis.STATUTE).next_due
    if due is None:
        raise AssertionError("a period of known start always has a next review")
    return due.on


def _after(change: RegimeChange, come: Sequence[RegimeChange]) -> date:
    returned = bool(come) and come[-1].to is Regime.PLACED
    return later(change.on, _RETURN_NOT_BEFORE if returned else 3)


def _day(lots: Lots, due_by: date, earliest: date, span: Span) -> date:
    """The working day of the review: at the earliest that, mostly in the fortnight before it is due."""
    if later(span.last, -_BACKLOG) <= due_by < span.last and lots.falls(_OFTEN_UNHELD):
        return office_day(later(span.last, lots.number(1, 12)))
    if lots.falls(_OFTEN_LATE * _BAD_MONTHS.get(due_by.month, 1.0)):
        day = office_day(later(due_by, lots.about(1, 3, 30)))
    else:
        day = office_day_before(later(due_by, -lots.about(0, 4, 18)))
    return max(day, office_day(earliest))


def _meeting(lots: Lots, family: Family, told: tuple[int, date, date], there: tuple[Child, ...], span: Span) -> Meeting:
    number, due_by, on = told
    together = len(there) > 1
    meeting = Meeting(
        number=number,
        due_by=due_by,
        parts=(on,),
        children=there,
        shared=uuid5(BOROUGH, f"meeting {family.number} {number}") if together else None,
        late_reason=_late_reason(lots, family, number) if on > due_by else None,
        ahead=on >= span.last,
    )
    if meeting.ahead or on < span.first:
        return meeting
    return _in_parts(lots, replace(meeting, mode=_mode(lots, together=together)))


def _late_reason(lots: Lots, family: Family, number: int) -> LateReason:
    return LateReason.TOLD_LATE if number == 1 and family.told_late else lots.one_of(_REASONS)


def _mode(lots: Lots, *, together: bool) -> ReviewMode:
    return ReviewMode.NO_MEETING if not together and lots.falls(0.03) else ReviewMode.MEETING


def _in_parts(lots: Lots, meeting: Meeting) -> Meeting:
    """Some reviews are a series of meetings, a few are adjourned."""
    if meeting.mode is ReviewMode.NO_MEETING or not lots.falls(0.06):
        return meeting
    last = add_working_days(meeting.held_on, lots.about(3, 8, 18))
    if not all(child.in_care_on(last) for child in meeting.children):
        return meeting
    return replace(meeting, parts=(meeting.held_on, last), adjourned=lots.falls(0.25))
