"""What is told of the team of IROs: who is in it, for how much, away when, and what was seen of the work."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from iro_chassis.roles import Role
from iro_embedded.demo.diary import DatedCommand, Diary
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.meetings import BOROUGH
from iro_embedded.demo.starting import Span
from iro_events.facts.team_codes import Chaired, Contract

IROS = 6
"""How many share the families, numbered from 0; the one of this number comes when one of them leaves."""

LEAVES, _LEAVES_AFTER = 1, 0.58
"""Who leaves, and after what share of the time."""

_AWAY_FOR_A_WHILE, _AWAY_NOW = 3, 5
"""Who was away in the last year, and who is on the last day."""

_WEIGHTS = ({"looked_after": 100, "not_yet_reviewed": 30}, {"looked_after": 100, "not_yet_reviewed": 50})
"""How the borough weighs caseloads, in hundredths of a child: at first, and from the year before the last day on."""

_FTE = (60, 60, 50, 60, 40, 60, 60)
_AGENCY = 4


def iro(number: int) -> UUID:
    """The id under which the IRO of that number is appointed."""
    return uuid5(BOROUGH, f"iro {number}")


def leaves_on(span: Span) -> date:
    """The first day without the one who leaves, and the first of the one who comes."""
    return later(span.first, int((span.last - span.first).days * _LEAVES_AFTER))


def team_told(span: Span) -> Iterator[DatedCommand]:
    """All that is told of the team, each IRO's in order."""
    for number in range(IROS + 1):
        # An IRO's commands keep their order among themselves, beside the children's, whose numbers are above 0.
        diary = Diary(-1 - number, span.first, span)
        _tell(diary, number, span)
        yield from diary.commands()
    diary = Diary(-2 - IROS, span.first, span)
    for on, weights in zip((span.first, office_day(later(span.last, -365))), _WEIGHTS, strict=True):
        diary.tell(on, Role.MANAGER, "/case-weights", {"valid_from": on, **weights})
    yield from diary.commands()


def _tell(diary: Diary, number: int, span: Span) -> None:
    lots, path = Lots("iro", number), f"/iros/{iro(number)}"
    joined_on = leaves_on(span) if number == IROS else office_day(later(span.since, -lots.number(1600, 4000)))
    contract = Contract.AGENCY if number == _AGENCY else Contract.STAFF
    joined = {"on": joined_on, "fte": _FTE[number], "contract": contract}
    diary.tell(joined_on, Role.MANAGER, f"{path}/joinings", joined)
    if number == LEAVES:
        left_on = later(leaves_on(span), -1)
        diary.tell(left_on, Role.MANAGER, f"{path}/leavings", {"on": left_on})
    for on, noun, chaired in _seen(lots, span):
        if joined_on <= on and (number != LEAVES or on < leaves_on(span)):
            diary.tell(on, Role.MANAGER, f"{path}/{noun}", {"on": on, "chaired": chaired})
    _tell_absence(diary, path, number, span)


def _seen(lots: Lots, span: Span) -> Iterator[tuple[date, str, Chaired]]:
    """Once a year each is observed, and now and then work is audited."""
    year = 365
    for start in range(0, (span.last - span.first).days - year // 2, year):
        yield office_day(later(span.first, start + lots.number(20, 170))), "observations", Chaired.REVIEW
        if lots.falls(0.6):
            yield office_day(later(span.first, start + lots.number(20, 170))), "audits", Chaired.REVIEW


def _tell_absence(diary: Diary, path: str, number: int, span: Span) -> None:
    if number == _AWAY_FOR_A_WHILE:
        on, until = office_day(later(span.last, -170)), later(span.last, -121)
        diary.tell(on, Role.MANAGER, f"{path}/absences", {"on": on})
        diary.tell(until, Role.MANAGER, f"{path}/absences", {"on": on, "until": until})
    if number == _AWAY_NOW:
        on = office_day(later(span.last, -19))
        diary.tell(on, Role.MANAGER, f"{path}/absences", {"on": on})
