"""What is told of the team of IROs: who is in it, for how much, away when, and what was seen of the work."""

from collections.abc import Iterator
from dataclasses import dataclass
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

_WEIGHTS = (
    {"looked_after": "1.00", "not_yet_reviewed": "0.30", "protection_plan": "0.80"},
    {"looked_after": "1.00", "not_yet_reviewed": "0.50", "in_proceedings": "0.30", "protection_plan": "0.80"},
)
"""How the borough weighs caseloads, beside one child looked after: at first, and in the year before the last day."""

_FTE = ("0.60", "0.60", "0.50", "0.60", "0.40", "0.60", "0.60")
_AGENCY = 4


def iro(number: int) -> UUID:
    """The id under which the IRO of that number is appointed."""
    return uuid5(BOROUGH, f"iro {number}")


def iro_number(number: int) -> int:
    """Stands where a child's number does: commands of an IRO keep their order among themselves."""
    return -1 - number


@dataclass(frozen=True, slots=True)
class Joined:
    """On which day an IRO joined, for which part of a post, and on what footing."""

    on: date
    fte: str
    contract: Contract


def joined(number: int, span: Span) -> Joined:
    """Of one the day lies in the service's time, of the others years before."""
    before = office_day(later(span.since, -Lots("iro", number, "joined").number(1600, 4000)))
    contract = Contract.AGENCY if number == _AGENCY else Contract.STAFF
    return Joined(leaves_on(span) if number == IROS else before, _FTE[number], contract)


def leaves_on(span: Span) -> date:
    """The first day without the one who leaves, and the first of the one who comes."""
    return later(span.first, int((span.last - span.first).days * _LEAVES_AFTER))


def team_told(span: Span) -> Iterator[DatedCommand]:
    """All that is told of the team, each IRO's in order."""
    for number in range(IROS + 1):
        diary = Diary(iro_number(number), span.first, span)
        _tell(diary, number, span)
        yield from diary.commands()
    diary = Diary(iro_number(IROS + 1), span.first, span)
    for on, weights in zip((span.first, office_day(later(span.last, -365))), _WEIGHTS, strict=True):
        diary.tell(on, Role.MANAGER, "/case-weights", {"valid_from": on, **weights})
    yield from diary.commands()


def _tell(diary: Diary, number: int, span: Span) -> None:
    lots, path = Lots("iro", number), f"/iros/{iro(number)}"
    came = joined(number, span)
    body = {"on": came.on, "fte": came.fte, "contract": came.contract}
    diary.tell(came.on, Role.MANAGER, f"{path}/joinings", body)
    if number == LEAVES:
        left_on = later(leaves_on(span), -1)
        diary.tell(left_on, Role.MANAGER, f"{path}/leavings", {"on": left_on})
    for on, noun, chaired in _seen(lots, span):
        if came.on <= on and (number != LEAVES or on < leaves_on(span)):
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
