"""What is told of independent visitors: considered for those with few others, matched with some, and their end."""

from datetime import date
from uuid import uuid5

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.families import Course
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.meetings import BOROUGH
from iro_events.facts.participation_codes import VisitorEnd, VisitorNeed
from review_service.domain.codes import Placement

_FROM = 6
_OFTEN_CONSIDERED, _OFTEN_WHERE_ALONE = 0.1, 0.42
"""By how many children; and by how many of those in a children's home, or with carers for long."""

_NEEDS = {VisitorNeed.NEEDED: 45, VisitorNeed.NOT_NEEDED: 42, VisitorNeed.CHILD_OBJECTS: 13}
_ENDS = {VisitorEnd.RESIGNED: 60, VisitorEnd.NOTICE: 15, VisitorEnd.CHILD_OBJECTS: 25}


def tell_visitor(diary: Diary, known: KnownChild) -> None:
    """Considered at a review; who needs one often waits for it."""
    lots = known.lots("independent visitor")
    alone = known.family.course is Course.LONG_TERM or known.family.placement is Placement.K2
    reviews = [reviewed for reviewed in known.reviews if known.age_on(reviewed.held_on) >= _FROM]
    if not reviews or not lots.falls(_OFTEN_WHERE_ALONE if alone else _OFTEN_CONSIDERED):
        return
    reviewed = reviews[lots.number(0, len(reviews) - 1)]
    need = lots.one_of(_NEEDS)
    considered = {"on": reviewed.held_on, "need": need}
    diary.tell(reviewed.told_on, Role.IRO, f"{known.path}/visitor-considerations", considered)
    matched_on = office_day(later(reviewed.told_on, lots.number(30, 160)))
    if need is VisitorNeed.NEEDED and lots.falls(0.62) and matched_on < known.until:
        _match(diary, lots, known, matched_on)


def _match(diary: Diary, lots: Lots, known: KnownChild, on: date) -> None:
    visitor = uuid5(BOROUGH, f"visitor {known.child.number}")
    matched = {"on": on, "visitor": visitor}
    diary.tell(on, Role.BUSINESS_SUPPORT, f"{known.path}/visitor-matches", matched)
    ended_on, reason = later(on, lots.number(90, 500)), lots.one_of(_ENDS)
    if not lots.falls(0.3):
        ended_on = date.max
    if known.child.ended_on is not None and known.child.ended_on < ended_on:
        # In life it ends by itself; here the service has read of the end of care before it is told of any visitor.
        ended_on, reason = known.child.ended_on, VisitorEnd.CEASED_LOOKED_AFTER
    if ended_on < known.span.last:
        ended = {"on": ended_on, "reason": reason}
        diary.tell(ended_on, Role.BUSINESS_SUPPORT, f"{known.path}/visitor-endings", ended)
