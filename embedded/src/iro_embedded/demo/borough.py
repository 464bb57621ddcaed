"""The plan of the borough: every command by its day, from families and meetings, without asking anything of anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from iro_chassis.roles import Role
from iro_embedded.demo.care_told import tell_care, tell_name
from iro_embedded.demo.challenges import challenges_told, ladders_told
from iro_embedded.demo.diary import ESCALATIONS, PARTICIPATION, DatedCommand, Diary
from iro_embedded.demo.families import Child, Family, families
from iro_embedded.demo.findings_told import tell_findings
from iro_embedded.demo.known_child import KnownChild, Reviewed
from iro_embedded.demo.lots import later, office_day, office_day_before
from iro_embedded.demo.meetings import Meeting, meetings_of
from iro_embedded.demo.records_told import tell_record
from iro_embedded.demo.reviews_told import tell_review
from iro_embedded.demo.starting import Span
from iro_embedded.demo.system import authority_told, children_told
from iro_embedded.demo.taken_over import Row, code_of, return_of, rows_of
from iro_embedded.demo.team_told import team_told
from iro_embedded.demo.voice import surveys_told, voice_told
from iro_events.dates import ENGLAND
from iro_statute import add_months

TAKES_RETURN, TAKES_PARTS = "/returns/ssda903", "/returns/participations"
NOBODY = 0
"""What is of many children comes alone: a return, on a day of its own, a ladder, the coming of a day."""

_MIDNIGHT_PASSED = time(0, 0, 20)

_MONTHS, _MONTHS_RETURNED = 12, 4
"""Of each year, and the part of each that the returns tell: of three years, the service sees the last two at work."""


@dataclass(frozen=True, slots=True)
class Borough:
    """How large, and up to which day."""

    last: date
    children: int = 500
    years: int = 3

    @property
    def span(self) -> Span:
        """The years, the first third of which was over when the borough began to work with the service."""
        since = add_months(self.last, -_MONTHS * self.years)
        return Span(since, office_day(add_months(since, _MONTHS_RETURNED * self.years)), self.last)


def plan_of(borough: Borough, authority: str) -> Sequence[DatedCommand]:
    """All commands, in the order of their moments; the same for the same borough."""
    span = borough.span
    source = f"/{authority}/information-system"
    commands = [*team_told(span), *ladders_told(span, NOBODY), *surveys_told(span, borough.children)]
    commands += authority_told(span, source, borough.children)
    rows: list[Row] = []
    passed: set[date] = set()
    for family in families(span, borough.children):
        meetings = list(meetings_of(family, span))
        for child in family.children:
            known = _told(family, child, meetings, span)
            commands += [*_child(known, passed), *children_told(known, source)]
        if family.start.taken_over:
            rows += rows_of(family, meetings, span.returned_on)
    commands += _returned(rows, authority, span)
    commands += [_passing(day) for day in passed if day < span.last]
    return sorted(commands, key=lambda command: (command.at, command.child))


def _returned(rows: Sequence[Row], authority: str, span: Span) -> Iterator[DatedCommand]:
    """What the return tells; the parts of children in it are known from the answer alone."""
    diary = Diary(NOBODY, span.returned_on, span)
    diary.tell(span.returned_on, Role.INFORMATION_SYSTEM, TAKES_RETURN, return_of(rows, authority))
    [returned] = diary.commands()
    yield returned
    at = returned.at + timedelta(minutes=1)
    yield DatedCommand(at, returned.by, NOBODY, TAKES_PARTS, {}, to=PARTICIPATION)


def _passing(day: date) -> DatedCommand:
    """A day's coming, which leaves a stage that has not answered for the next."""
    at = datetime.combine(day, _MIDNIGHT_PASSED, ENGLAND)
    return DatedCommand(at, Role.MANAGER, NOBODY, "/days", {"on": day}, to=ESCALATIONS)


def _child(known: KnownChild, passed: set[date]) -> Iterator[DatedCommand]:
    """All that people tell of one child; days that must pass for its disputes are added to those `passed`."""
    if known.family.start.taken_over and not known.child.left_by(known.span.returned_on):
        yield from _named(known.child, known.span)
    voice = voice_told(known)
    challenged = challenges_told(known, voice)
    passed |= challenged.passed
    yield from (*known.told, *voice, *challenged.commands)


def _named(child: Child, span: Span) -> Sequence[DatedCommand]:
    on = office_day_before(later(span.returned_on, -1))
    diary = Diary(child.number, on, span)
    tell_name(diary, child, on, {"system": "ssda903", "value": code_of(child)})
    return diary.commands()


def _told(family: Family, child: Child, meetings: Sequence[Meeting], span: Span) -> KnownChild:
    """What review-service is told, which the other services are told more of."""
    diary = Diary(child.number, family.start.known_on, span)
    tell_care(diary, family, child, span)
    reviews: list[Reviewed] = []
    for meeting in meetings:
        if child in meeting.children and meeting.held_on >= span.first:
            told_on = tell_review(diary, family, child, meeting, span)
            if told_on is not None:
                tell_record(diary, family, child, meeting, told_on)
                tell_findings(diary, family, child, meeting, told_on)
                if told_on < span.last:
                    reviews.append(Reviewed(meeting, told_on, f"review-{child.number}-{meeting.number}"))
    return KnownChild(family, child, span, tuple(reviews), diary.commands())
