"""What the system tells of a child in care beside its care: plan and conferences, proceedings, times missing."""

from collections.abc import Iterator
from datetime import date

from iro_embedded.demo.diary import ESCALATIONS, PARTICIPATION, REVIEWS, DatedCommand, Named
from iro_embedded.demo.families import Course
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import later, office_day
from iro_embedded.demo.system.notices import Notices, settled
from iro_embedded.demo.system.protection_told import tell_plan
from iro_embedded.demo.taken_over import code_of
from iro_events.facts.missing import Absence
from review_service.domain.codes import LegalStatus

_OFTEN_WITH_PLAN, _OFTEN_MISSING = 0.28, 0.3
_MISSING_FROM = 12
"""Years of age."""

_IN_COURT = {LegalStatus.C1, LegalStatus.L1, LegalStatus.L2}
_ABSENCES = {Absence.MISSING: 70, Absence.AWAY: 30}


def children_told(known: KnownChild, source: str) -> Iterator[DatedCommand]:
    """All that the system tells of the child, service by service; nothing of one whom no service knows."""
    if not known.told:
        return
    here = Named(f"child-{known.child.number}")
    for to, about, tell in (
        (REVIEWS, code_of(known.child), _tell_plan),
        (ESCALATIONS, here, _tell_proceedings),
        (PARTICIPATION, here, _tell_missing),
    ):
        diary = known.diary(to, known.told)
        tell(Notices(diary, source, about, since=settled(known.span)), known)
        yield from diary.commands()


def _tell_plan(notices: Notices, known: KnownChild) -> None:
    """Most plans end once care is settled."""
    lots = known.lots("protection plan")
    if known.family.course is Course.SHORT_BREAKS or not lots.falls(_OFTEN_WITH_PLAN):
        return
    on = office_day(later(known.family.start.on, -lots.about(5, 60, 300)))
    tell_plan(notices, lots, f"plan-{known.child.number}", on, later(known.family.start.on, lots.about(20, 60, 250)))


def _tell_proceedings(notices: Notices, known: KnownChild) -> None:
    lots = known.lots("proceedings")
    if known.family.start.taken_over or known.family.opened_with not in _IN_COURT:
        return
    issued_on = office_day(later(known.family.start.on, lots.number(0, 9)))
    notices.tell_span(
        "proceedings.case", f"case-{known.child.number}", issued_on, later(issued_on, lots.about(120, 190, 400))
    )


def _tell_missing(notices: Notices, known: KnownChild) -> None:
    """Some of the older ones, most of these more than once."""
    lots = known.lots("missing")
    days = (known.until - known.first).days
    if days < 1 or known.age_on(known.until) < _MISSING_FROM or not lots.falls(_OFTEN_MISSING):
        return
    for number in range(lots.about(1, 2, 7)):
        on = later(known.first, lots.number(0, days))
        if known.age_on(on) >= _MISSING_FROM:
            record = f"missing-{known.child.number}-{number}"
            _tell_time(notices, record, on, later(on, lots.about(0, 0, 4)), lots.one_of(_ABSENCES))


def _tell_time(notices: Notices, record: str, on: date, until: date, absence: Absence) -> None:
    notices.tell(until, "missing.episode", record, {"on": on, "until": until, "absence": absence})
