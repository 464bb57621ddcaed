"""How a child takes part in a review: its code, by its age, as councils report it, and by its own ways."""

from collections.abc import Mapping

from iro_embedded.demo.families import Child, Family
from iro_embedded.demo.known_child import is_disabled
from iro_embedded.demo.lots import Lots
from iro_embedded.demo.meetings import Meeting
from iro_events.facts.codes import ReviewMode
from iro_events.facts.participation_codes import ParticipationCode, ViewsMedium
from review_service.domain.returned_parts import age_on

_PN = ParticipationCode
_FOUR = 4
_OFTEN_BLANK = 0.03
_OFTEN_AVOIDING, _AVOIDS = 0.03, 0.7
"""Of those of twelve and more, who keep away from reviews, and how often they do."""

_BY_AGE: Mapping[int, Mapping[ParticipationCode, int]] = {
    16: {_PN.PN1: 77, _PN.PN2: 2, _PN.PN4: 1, _PN.PN5: 4, _PN.PN6: 14, _PN.PN7: 2},
    12: {_PN.PN1: 62, _PN.PN2: 3, _PN.PN5: 4, _PN.PN6: 30, _PN.PN7: 1},
    8: {_PN.PN1: 50, _PN.PN2: 4, _PN.PN3: 1, _PN.PN4: 1, _PN.PN5: 4, _PN.PN6: 40},
    _FOUR: {_PN.PN1: 33, _PN.PN2: 6, _PN.PN3: 2, _PN.PN4: 1, _PN.PN5: 5, _PN.PN6: 53},
}
"""From those completed years on."""

_DISABLED = {_PN.PN1: 20, _PN.PN2: 12, _PN.PN3: 9, _PN.PN4: 2, _PN.PN5: 7, _PN.PN6: 48, _PN.PN7: 2}
_NOBODY_MET = {_PN.PN5: 15, _PN.PN6: 80, _PN.PN7: 5}

CONVEYED: Mapping[ParticipationCode, Mapping[ViewsMedium, int]] = {
    _PN.PN1: {ViewsMedium.IN_PERSON: 1},
    _PN.PN2: {ViewsMedium.ADVOCATE: 1},
    _PN.PN3: {ViewsMedium.SYMBOLIC: 1},
    _PN.PN5: {ViewsMedium.ADVOCATE: 70, ViewsMedium.PHONE: 30},
    _PN.PN6: {
        ViewsMedium.BOOKLET: 52,
        ViewsMedium.APP: 14,
        ViewsMedium.TEXT: 12,
        ViewsMedium.PHONE: 10,
        ViewsMedium.LETTER: 8,
        ViewsMedium.VIDEO: 4,
    },
}
"""The codes that say that views came to the review, and how they came."""

UNHEARD = frozenset({_PN.PN4, _PN.PN7})


def code_at(family: Family, child: Child, meeting: Meeting) -> ParticipationCode | None:
    """The code of the child's part; None where it was left blank."""
    lots = Lots("part in review", meeting.number, "of child", child.number)
    code = _code(lots, family, child, meeting)
    return None if lots.falls(_OFTEN_BLANK) else code


def _code(lots: Lots, family: Family, child: Child, meeting: Meeting) -> ParticipationCode:
    age = age_on(meeting.held_on, child.born_on)
    if age < _FOUR:
        return _PN.PN0
    avoids = Lots("ways of child", child.number).falls(_OFTEN_AVOIDING) and age >= 12  # noqa: PLR2004 - by then they may
    if avoids and lots.falls(_AVOIDS):
        return _PN.PN7
    if meeting.mode is ReviewMode.NO_MEETING:
        return lots.one_of(_NOBODY_MET)
    if is_disabled(family, child):
        return lots.one_of(_DISABLED)
    return lots.one_of(next(codes for years, codes in _BY_AGE.items() if age >= years))
