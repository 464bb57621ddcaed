"""The plan of the borough: every command by its day, from families and meetings, without asking anything of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.care_told import tell_care, tell_name
from iro_embedded.demo.diary import DatedCommand, Diary
from iro_embedded.demo.families import Child, Family, families
from iro_embedded.demo.findings_told import tell_findings
from iro_embedded.demo.lots import later, office_day, office_day_before
from iro_embedded.demo.meetings import Meeting, meetings_of
from iro_embedded.demo.records_told import tell_record
from iro_embedded.demo.reviews_told import tell_review
from iro_embedded.demo.starting import Span
from iro_embedded.demo.taken_over import Row, code_of, return_of, rows_of
from iro_embedded.demo.team_told import team_told
from iro_statute import add_months

TAKES_RETURN = "/returns/ssda903"
NOBODY = 0
"""The return is of many children: it comes alone, on a day of its own."""

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
    names_on = office_day_before(later(span.returned_on, -1))
    commands: list[DatedCommand] = [*team_told(span)]
    rows: list[Row] = []
    for family in families(span, borough.children):
        meetings = list(meetings_of(family, span))
        for child in family.children:
            if family.start.taken_over and not child.left_by(span.returned_on):
                commands += _named(child, names_on, span)
            commands += _child(family, child, meetings, span)
        if family.start.taken_over:
            rows += rows_of(family, meetings, span.returned_on)
    returned = Diary(NOBODY, span.returned_on, span)
    returned.tell(span.returned_on, Role.INFORMATION_SYSTEM, TAKES_RETURN, return_of(rows, authority))
    return sorted([*commands, *returned.commands()], key=lambda command: (command.at, command.child))


def _named(child: Child, on: date, span: Span) -> Sequence[DatedCommand]:
    diary = Diary(child.number, on, span)
    tell_name(diary, child, on, identifiers=[{"system": "ssda903", "value": code_of(child)}])
    return diary.commands()


def _child(family: Family, child: Child, meetings: Sequence[Meeting], span: Span) -> Sequence[DatedCommand]:
    diary = Diary(child.number, family.start.known_on, span)
    tell_care(diary, family, child, span)
    for meeting in meetings:
        if child in meeting.children and meeting.held_on >= span.first:
            told_on = tell_review(diary, family, child, meeting, span)
            if told_on is not None:
                tell_record(diary, family, child, meeting, told_on)
                tell_findings(diary, family, child, meeting, told_on)
    return diary.commands()
