"""What is told of IRO and child between reviews: contacts, some of them late, and the cards that introduce the IRO."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from uuid import UUID

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import Lots, later, office_day
from iro_embedded.demo.voice.codes import UNHEARD, code_at
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium

_M = ContactMedium
_FOUR = 4
_SHORTEST = 12
"""Days between two reviews in which nobody expects a contact more."""

_NONE, _SOME, _MUCH = 0.0, 0.55, 0.85
_WAYS = {_NONE: 7, _SOME: 48, _MUCH: 45}
"""How often there is a contact between two reviews: with a few children never, with most now and then."""

_OF_IRO = (1.0, 1.15, 0.9, 0.75, 0.6, 1.1)
"""How one IRO differs from another."""

_MORE_WHERE_UNHEARD = 0.25
_HOW_MANY = {1: 72, 2: 22, 3: 6}
_MEDIA: Mapping[int, Mapping[ContactMedium, int]] = {
    12: {_M.TEXT: 32, _M.VISIT: 28, _M.PHONE: 25, _M.EMAIL: 7, _M.VIDEO: 5, _M.LETTER: 3},
    _FOUR: {_M.VISIT: 58, _M.LETTER: 16, _M.PHONE: 14, _M.VIDEO: 10, _M.OTHER: 2},
    0: {_M.VISIT: 92, _M.VIDEO: 8},
}
"""From those completed years on."""

_BEGUN_BY = {ContactBegunBy.IRO: 84, ContactBegunBy.CHILD: 11, ContactBegunBy.OTHER: 5}
_BEGUN_FOR_THE_YOUNG = {ContactBegunBy.IRO: 90, ContactBegunBy.OTHER: 10}
_OFTEN_LATE = 0.05


def tell_contacts(diary: Diary, known: KnownChild) -> None:
    """From the first IRO that was told of to the end of care."""
    _send_cards(diary, known)
    way = known.lots("contacts").one_of(_WAYS)
    for at, (since, until) in enumerate(_between(known)):
        lots = known.lots("contacts", at)
        iro = known.iro_on(until)
        if iro is None or (until - since).days < _SHORTEST:
            continue
        often = way * _OF_IRO[iro.int % len(_OF_IRO)]
        if way and at and code_at(known.family, known.child, known.reviews[at - 1].meeting) in UNHEARD:
            often += _MORE_WHERE_UNHEARD
        if lots.falls(often):
            days = sorted({_some_day(lots, since, until) for _ in range(lots.one_of(_HOW_MANY))})
            for on in days:
                if on < until:
                    _tell_contact(diary, lots, known, on)


def _between(known: KnownChild) -> Iterator[tuple[date, date]]:
    """From one review to the next: from the first day before the first, to the end after the last."""
    yield from pairwise([known.first, *(reviewed.held_on for reviewed in known.reviews), known.until])


def _some_day(lots: Lots, since: date, until: date) -> date:
    return office_day(later(since, lots.number(3, (until - since).days - 3)))


def _tell_contact(diary: Diary, lots: Lots, known: KnownChild, on: date) -> None:
    age = known.age_on(on)
    medium = lots.one_of(next(media for years, media in _MEDIA.items() if age >= years))
    begun_by = lots.one_of(_BEGUN_BY if age >= _FOUR else _BEGUN_FOR_THE_YOUNG)
    body: dict[str, object] = {"iro": known.iro_on(on), "on": on, "medium": medium, "begun_by": begun_by}
    if medium in {_M.VISIT, _M.VIDEO} and lots.falls(0.95):
        body["seen_alone"] = lots.falls(0.86 if age >= _FOUR else 0.1)
    told_on = later(on, lots.number(25, 90) if lots.falls(_OFTEN_LATE) else lots.about(0, 0, 5))
    diary.tell(told_on, Role.IRO, f"{known.path}/contacts", body)


def _send_cards(diary: Diary, known: KnownChild) -> None:
    """To most children who are new, and to some whose IRO changes."""
    before: UUID | None = None
    for appointed_on, iro in known.iros():
        lots = known.lots("card of", iro)
        on = office_day(later(appointed_on, lots.number(1, 12)))
        new = appointed_on >= known.span.first and iro != before
        if new and known.age_on(on) >= _FOUR and on <= known.until and lots.falls(0.65 if before else 0.86):
            body = {"iro": iro, "on": on}
            diary.tell(on, Role.BUSINESS_SUPPORT, f"{known.path}/contact-cards", body)
        before = iro
