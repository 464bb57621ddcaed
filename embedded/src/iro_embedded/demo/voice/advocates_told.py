"""What is told of advocates: what a child says of them at reviews; one wanted, offered, matched, and done."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.known_child import KnownChild, Reviewed
from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.meetings import BOROUGH
from iro_embedded.demo.starting import Span
from iro_embedded.demo.voice.codes import CONVEYED, code_at
from iro_events.facts.participation_codes import AdvocacyAnswer, AdvocacyEnd, OfferAnswer

_A = AdvocacyAnswer
_ASKED_FROM, _ACTS_FROM = 5, 7
"""Completed years from which a child is asked, and from which some have an advocate."""

_OFTEN_WANTED = 0.16
_ADVOCATES = 5
_ENDS = {
    AdvocacyEnd.MATTER_SETTLED: 70,
    AdvocacyEnd.CHILD_ASKED: 12,
    AdvocacyEnd.ADVOCATE_LEFT: 10,
    AdvocacyEnd.OTHER: 8,
}
_OFFERED = {OfferAnswer.ACCEPTED: 74, OfferAnswer.DECLINED: 14, OfferAnswer.AWAITED: 12}
_UNAWARE_AT_FIRST, _UNAWARE_AT_LAST = 0.14, 0.02
_NOT_ASKED_AT_FIRST, _NOT_ASKED_AT_LAST = 0.24, 0.06
"""Shares of reviews at the beginning of the years, and at their end: the team has learnt to ask."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a child wanted an advocate for; days beyond the last are not told."""

    said_at: Reviewed
    requested_on: date
    offered_on: date
    offer: OfferAnswer
    matched_on: date
    ended_on: date

    def has_on(self, day: date) -> bool:
        """Whether an advocate works for the child."""
        return self.offer is OfferAnswer.ACCEPTED and self.matched_on <= day < self.ended_on


def tell_advocates(diary: Diary, known: KnownChild) -> None:
    """At each review, and beside them where the child wants one."""
    matter = _matter(known)
    for reviewed in known.reviews:
        lots = known.lots("advocates at review", reviewed.meeting.number)
        if lots.falls(0.93):
            body = _said(lots, known, reviewed, matter)
            diary.tell(reviewed.told_on, Role.IRO, f"{reviewed.path}/advocacy-awareness", body)
    if matter is not None:
        _tell_matter(diary, known, matter)


def _matter(known: KnownChild) -> _Matter | None:
    """At most one, first spoken of at a review at which the child was heard."""
    lots = known.lots("advocate")
    if not lots.falls(_OFTEN_WANTED):
        return None
    heard = [
        reviewed
        for reviewed in known.reviews
        if known.age_on(reviewed.held_on) >= _ACTS_FROM
        and code_at(known.family, known.child, reviewed.meeting) in CONVEYED
    ]
    if not heard:
        return None
    said_at = heard[lots.number(0, len(heard) - 1)]
    requested_on = later(said_at.told_on, lots.number(0, 4))
    offered_on = later(requested_on, lots.number(2, 14))
    matched_on = later(offered_on, lots.number(3, 30))
    ended_on = later(matched_on, lots.number(120, 520))
    return _Matter(said_at, requested_on, offered_on, lots.one_of(_OFFERED), matched_on, ended_on)


def _said(lots: Lots, known: KnownChild, reviewed: Reviewed, matter: _Matter | None) -> dict[str, object]:
    if known.age_on(reviewed.held_on) < _ASKED_FROM:
        return dict.fromkeys(("knows", "has", "wants"), _A.TOO_YOUNG)
    if matter and matter.has_on(reviewed.held_on):
        return {"knows": _A.YES, "has": _A.YES, "wants": _A.NOT_ASKED}
    if matter and matter.said_at == reviewed:
        return {"knows": _A.YES, "has": _A.NO, "wants": _A.YES}
    if lots.falls(_share(known.span, reviewed.held_on, _NOT_ASKED_AT_FIRST, _NOT_ASKED_AT_LAST)):
        return dict.fromkeys(("knows", "has", "wants"), _A.NOT_ASKED)
    unaware = lots.falls(_share(known.span, reviewed.held_on, _UNAWARE_AT_FIRST, _UNAWARE_AT_LAST))
    wants = _A.NO if lots.falls(0.75) else _A.NOT_ASKED
    return {"knows": _A.NO if unaware else _A.YES, "has": _A.NO, "wants": _A.NOT_ASKED if unaware else wants}


def _share(span: Span, day: date, first: float, last: float) -> float:
    """Between the first day's share and the last day's."""
    gone = (day - span.first).days / (span.last - span.first).days
    return first + (last - first) * gone


def _tell_matter(diary: Diary, known: KnownChild, matter: _Matter) -> None:
    lots = known.lots("advocate's work")
    if not known.child.in_care_on(matter.matched_on):
        return
    path, on = known.path, matter.requested_on
    manager = uuid5(BOROUGH, f"team manager {known.family.number % 4}")
    diary.tell(on, Role.IRO, f"{path}/advocate-requests", {"on": on, "managed_by": [manager]})
    offered = {"on": matter.offered_on, "answer": matter.offer}
    diary.tell(matter.offered_on, Role.BUSINESS_SUPPORT, f"{path}/advocate-offers", offered)
    if matter.offer is not OfferAnswer.ACCEPTED:
        return
    advocate = uuid5(BOROUGH, f"advocate {lots.number(1, _ADVOCATES)}")
    matched = {"on": matter.matched_on, "advocate": advocate}
    diary.tell(matter.matched_on, Role.BUSINESS_SUPPORT, f"{path}/advocate-matches", matched)
    ended_on = min(matter.ended_on, known.until)
    if ended_on < known.span.last:
        reason = lots.one_of(_ENDS) if ended_on == matter.ended_on else AdvocacyEnd.OTHER
        ended = {"on": ended_on, "reason": reason}
        diary.tell(later(ended_on, 1), Role.BUSINESS_SUPPORT, f"{path}/advocate-endings", ended)
