"""What is told of a child's review: its booking, its parts, an adjournment, why it was late."""

from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.families import Child, Family
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.meetings import Meeting
from iro_embedded.demo.starting import Span
from iro_events.facts.codes import ReviewMode

_DIARY_KEPT_FOR = 150
"""Days before the last for which bookings are told; earlier reviews are told once they are held."""

_OFTEN_BOOKED = {14: 0.8, 45: 0.55, 400: 0.15}
"""How often a review ahead that is at most so many days off is booked."""


def tell_review(diary: Diary, family: Family, child: Child, meeting: Meeting, span: Span) -> date | None:
    """Everything up to its completion; gives the day on which that was told, None where it lies ahead.

    Siblings draw the same lots, since one person tells of the meeting.
    """
    lots = Lots("review", meeting.number, "of family", family.number)
    told_of = _Told(diary, child, meeting)
    if meeting.ahead:
        if lots.falls(_booked(meeting, span)):
            told_of.book(lots, min(later(meeting.held_on, -lots.number(15, 45)), later(span.last, -lots.number(1, 9))))
        return None
    booked = meeting.held_on >= later(span.last, -_DIARY_KEPT_FOR)
    if booked:
        told_of.book(lots, later(meeting.held_on, -lots.number(15, 45)))
    told_on = told_of.hold(later(meeting.held_on, lots.about(0, 0, 4)), booked=booked)
    if meeting.late_reason and lots.falls(0.92):
        explained_on = later(told_on, lots.number(0, 6))
        diary.tell(explained_on, Role.IRO, f"{told_of.review}/late-reasons", {"reason": meeting.late_reason})
    return told_on


def _booked(meeting: Meeting, span: Span) -> float:
    days = (meeting.held_on - span.last).days
    return next((share for most, share in _OFTEN_BOOKED.items() if days <= most), 0.0)


class _Told:
    """One child's review in the diary."""

    def __init__(self, diary: Diary, child: Child, meeting: Meeting) -> None:
        self._diary = diary
        self._child = f"/children/{{child-{child.number}}}"
        self._meeting = meeting
        self._name = f"review-{child.number}-{meeting.number}"
        self.review = f"/reviews/{{{self._name}}}"

    def book(self, lots: Lots, on: date) -> None:
        """The booking, and now and then its move."""
        moved = lots.falls(0.08)
        planned_for = office_day(later(self._meeting.held_on, lots.number(2, 9))) if moved else self._meeting.held_on
        body: dict[str, object] = {"planned_for": planned_for, **self._shared()}
        told_on = self._diary.tell(on, Role.BUSINESS_SUPPORT, f"{self._child}/reviews", body, gives=self._name)
        if moved:
            moved_on, body = later(told_on, lots.number(1, 6)), {"planned_for": self._meeting.held_on}
            self._diary.tell(moved_on, Role.BUSINESS_SUPPORT, f"{self.review}/bookings", body)

    def hold(self, on: date, *, booked: bool) -> date:
        """The parts held; gives the day on which the last was told."""
        meeting = self._meeting
        held: dict[str, object] = {"held_on": meeting.held_on, **self._shared()}
        if len(meeting.parts) > 1:
            held["completed"] = False
        if meeting.mode is not ReviewMode.MEETING:
            held["mode"] = meeting.mode
        path, gives = (f"{self.review}/first-parts", None) if booked else (f"{self._child}/held-reviews", self._name)
        told_on = self._diary.tell(on, Role.IRO, path, held, gives=gives)
        if meeting.adjourned:
            until = {"on": meeting.held_on, "resume_on": meeting.completed_on}
            told_on = self._diary.tell(told_on, Role.IRO, f"{self.review}/adjournments", until)
        for part in meeting.parts[1:]:
            body = {"held_on": part, "last": part == meeting.completed_on}
            told_on = self._diary.tell(max(told_on, part), Role.IRO, f"{self.review}/parts", body)
        return told_on

    def _shared(self) -> dict[str, object]:
        return {"meeting": self._meeting.shared} if self._meeting.shared else {}
