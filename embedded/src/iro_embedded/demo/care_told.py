"""What is told of a child's care: who it is, the start and its correction, codes, adoption, the IRO, the end."""

from collections.abc import Iterator, Mapping
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.families import Child, Course, Family
from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.starting import Span
from iro_embedded.demo.taken_over import code_of
from iro_embedded.demo.team_told import IROS, LEAVES, iro, leaves_on
from iro_statute import Regime, add_working_days
from review_service.domain.codes import LegalStatus, Placement

_SYSTEM, _MANAGER = Role.INFORMATION_SYSTEM, Role.MANAGER
_EMERGENCY = {LegalStatus.L1, LegalStatus.L2}
_NO_ORDERS = {Course.ADOPTION, Course.SHORT_BREAKS}
_MOVES_TO = {Placement.U6: 60, Placement.K2: 25, Placement.U3: 15}

_ORDERED = "legal-statuses", {"legal_status": LegalStatus.E1}
_CONSENTED: tuple[str, dict[str, object]] = "authorities-to-place", {}
_PLACED_BY_CODE = "placements", {"placement": Placement.A6}
_PLACED: tuple[str, dict[str, object]] = "adoption-placements", {}

Change = tuple[date, str, Mapping[str, object]]
"""A day, the noun of what happened on it, and what else is said of it."""


def tell_care(diary: Diary, family: Family, child: Child, span: Span) -> None:
    """Everything but the reviews; of care that was over by then, the returns tell all there is."""
    if child.left_by(span.returned_on):
        return
    lots = Lots("care of family", family.number)
    care = f"/care/{{care-{child.number}}}"
    if not family.start.taken_over:
        _tell_start(diary, family, child)
    _tell_iro(diary, lots, family, child, span)
    if family.start.mistaken:
        put_right = later(family.start.known_on, lots.number(20, 60))
        diary.tell(put_right, _SYSTEM, f"{care}/start-corrections", {"on": family.start.on})
    tells_from = family.start.known_on if family.start.taken_over else family.start.believed
    for on, path, body in _within(lots, family):
        if on >= tells_from and child.in_care_on(on):
            diary.tell(later(on, lots.number(0, 4)), _SYSTEM, f"{care}/{path}", {"on": on, **body})
    if child.ended_on:
        told_on = later(child.ended_on, Lots("end of child", child.number).about(0, 1, 6))
        diary.tell(told_on, _SYSTEM, f"{care}/endings", {"on": child.ended_on, "reason": child.reason})


def tell_name(diary: Diary, child: Child, on: date, *others: Mapping[str, str]) -> None:
    """The child becomes known here, and by its id in the authority's own system and in others."""
    identifiers = [{"system": "information-system", "value": code_of(child)}, *others]
    body = {"name": child.name, "date_of_birth": child.born_on, "identifiers": identifiers}
    diary.tell(on, _SYSTEM, "/children", body, gives=f"child-{child.number}")


def _tell_start(diary: Diary, family: Family, child: Child) -> None:
    tell_name(diary, child, family.start.known_on)
    path = f"/children/{{child-{child.number}}}/care"
    body = {"on": family.start.believed, "legal_status": family.opened_with, "placement": family.placement}
    diary.tell(family.start.known_on, _SYSTEM, path, body, gives=f"care-{child.number}")


def _tell_iro(diary: Diary, lots: Lots, family: Family, child: Child, span: Span) -> None:
    path = f"/care/{{care-{child.number}}}/iro-appointments"
    number = family.number % IROS
    on = _appointed_on(lots, family)
    if number == LEAVES and on >= leaves_on(span):
        number = IROS
    changed_on = leaves_on(span) if number == LEAVES else later(on, lots.number(150, 700))
    changes = number == LEAVES or lots.falls(0.08)
    if child.in_care_on(on):
        diary.tell(on, _MANAGER, path, {"iro": iro(number), "on": on})
        if changes and child.in_care_on(changed_on) and changed_on >= family.start.known_on:
            diary.tell(changed_on, _MANAGER, path, {"iro": iro(_following(number)), "on": changed_on})


def _following(number: int) -> int:
    """Who takes over from the IRO of that number; never the one who leaves."""
    if number == LEAVES:
        return IROS
    return (number + 3) % IROS if (number + 2) % IROS == LEAVES else (number + 2) % IROS


def _appointed_on(lots: Lots, family: Family) -> date:
    """Nearly always within five working days of the start, where it is known by then."""
    days = lots.about(6, 7, 13) if lots.falls(0.07) else lots.about(1, 2, 5)
    on = add_working_days(family.start.believed, days)
    return on if family.start.taken_over else max(on, family.start.known_on)


def _within(lots: Lots, family: Family) -> Iterator[Change]:
    """Changes of codes and of the regime of reviews, each with its day."""
    yield from _orders(lots, family)
    yield from _moves(lots, family)
    yield from _adoption(lots, family)


def _orders(lots: Lots, family: Family) -> Iterator[Change]:
    """What the courts made of it: protection in an emergency leads to an interim order, that to a full one."""
    if family.course in _NO_ORDERS:
        return
    on, status = family.start.on, family.opened_with
    if status in _EMERGENCY:
        on, status = later(on, lots.number(2, 7)), LegalStatus.C1
        yield on, "legal-statuses", {"legal_status": status}
    elif status is LegalStatus.V2 and lots.falls(0.2):
        on, status = later(on, lots.number(60, 200)), LegalStatus.C1
        yield on, "legal-statuses", {"legal_status": status}
    if status is LegalStatus.C1:
        yield later(on, lots.number(150, 240)), "legal-statuses", {"legal_status": LegalStatus.C2}


def _moves(lots: Lots, family: Family) -> Iterator[Change]:
    if family.course is Course.LONG_TERM:
        on = later(family.start.known_on, lots.number(150, 420))
        yield on, "placements", {"placement": Placement.U4}
        yield on, "long-term-designations", {}
    elif family.course is Course.ORDINARY and lots.falls(0.25):
        yield later(family.start.on, lots.number(40, 400)), "placements", {"placement": lots.one_of(_MOVES_TO)}


def _adoption(lots: Lots, family: Family) -> Iterator[Change]:
    """Some councils' systems tell a change as such, some by its code: the borough's does now this, now that."""
    placed, by_code = False, lots.falls(0.5)
    for change in family.changes:
        if change.to is Regime.PLACED:
            placed = True
            yield change.on, *(_PLACED_BY_CODE if by_code else _PLACED)
        elif placed:
            yield change.on, "adoption-placements/returns", {"authority_stands": True}
        else:
            yield change.on, *(_ORDERED if by_code else _CONSENTED)
