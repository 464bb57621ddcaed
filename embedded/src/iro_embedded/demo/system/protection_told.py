"""What the system tells of a child protection plan: the conferences before and during it, its start and its end."""

from datetime import date

from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.system.notices import Notices
from iro_embedded.demo.team_told import IROS, LEAVES
from iro_events.facts.protection import Conference

_OFTEN_CHAIRED_BY_IRO = 0.75
_FIRST_AGAIN, _AGAIN = 85, 175
"""Days until the conference is held again: within three months, then within six (Working Together)."""


def worker(number: int) -> str:
    """The id there of the IRO of that number."""
    return f"w-{number}"


def tell_plan(notices: Notices, lots: Lots, record: str, on: date, until: date) -> None:
    """A plan made by its first conference, and reviewed until it ends."""
    notices.tell_span("protection.plan", record, on, until)
    chair = lots.number(0, IROS - 1)
    chaired = {"chair": worker(chair)} if chair != LEAVES and lots.falls(_OFTEN_CHAIRED_BY_IRO) else {}
    held_on, number, kind = on, 0, Conference.INITIAL
    while held_on <= until:
        notices.tell(held_on, "protection.conference", f"{record}-{number}", {"on": held_on, "kind": kind, **chaired})
        held_on = office_day(later(held_on, _AGAIN if number else _FIRST_AGAIN))
        number, kind = number + 1, Conference.REVIEW
