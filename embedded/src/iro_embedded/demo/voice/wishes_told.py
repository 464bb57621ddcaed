"""What children would have otherwise: asked at reviews, granted soon, at a later one, or still open."""

from collections.abc import Mapping
from datetime import date

from iro_chassis.roles import Role
from iro_embedded.demo.diary import Diary, Named
from iro_embedded.demo.known_child import KnownChild, Reviewed
from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.voice.codes import CONVEYED, code_at
from iro_events.facts.participation_codes import WishOutcome, WishTheme

_OFTEN_ASKED, _OFTEN_THE_USUAL = 0.42, 0.6
"""How often a child asks for something at a review at which it is heard, and then for what it asks for mostly."""

_THEMES = {
    WishTheme.CONTACT: 52,
    WishTheme.PLACEMENT: 25,
    WishTheme.SCHOOL: 6,
    WishTheme.ACTIVITIES: 5,
    WishTheme.SOCIAL_WORKER: 4,
    WishTheme.LIFE_STORY: 2,
    WishTheme.MONEY: 2,
    WishTheme.HEALTH: 1,
    WishTheme.IDENTITY: 1,
    WishTheme.SAFETY: 1,
    WishTheme.OTHER: 1,
}
_OLDER_THEMES = {**_THEMES, WishTheme.LEAVING_CARE: 14, WishTheme.MONEY: 6}
_OLDER = 15

_WORDS = {
    WishTheme.CONTACT: ("I want to see my brother more often", "I would like to phone Mum on Sundays"),
    WishTheme.PLACEMENT: ("I want to stay here until I am grown up", "I want my own room"),
    WishTheme.SCHOOL: ("I do not want to change schools again", "I would like help with maths"),
    WishTheme.ACTIVITIES: ("I want to go to swimming", "Can I play in the band"),
    WishTheme.SOCIAL_WORKER: ("I want the same social worker for longer", "Please come when you said you would"),
    WishTheme.LEAVING_CARE: ("I want to know where I will live when I am 18", "I want to learn to cook first"),
}

_SOON, _NEXT, _AFTER_NEXT, _NEVER = "soon", "at the next review", "at the one after", "never"
_ANSWERED = {_SOON: 58, _NEXT: 24, _AFTER_NEXT: 9, _NEVER: 9}
_OUTCOMES = {
    WishOutcome.GRANTED: 50,
    WishOutcome.PARTLY_GRANTED: 22,
    WishOutcome.NOT_GRANTED: 22,
    WishOutcome.NO_LONGER_WANTED: 6,
}
_OUTCOMES_OF: Mapping[WishTheme, Mapping[WishOutcome, int]] = {
    WishTheme.CONTACT: {**_OUTCOMES, WishOutcome.GRANTED: 40, WishOutcome.PARTLY_GRANTED: 34},
    WishTheme.PLACEMENT: {**_OUTCOMES, WishOutcome.GRANTED: 38, WishOutcome.NOT_GRANTED: 34},
    WishTheme.ACTIVITIES: {**_OUTCOMES, WishOutcome.GRANTED: 78, WishOutcome.NOT_GRANTED: 6},
}
_LATER_OUTCOMES = {WishOutcome.GRANTED: 60, WishOutcome.NOT_GRANTED: 25, WishOutcome.NO_LONGER_WANTED: 15}
"""Of those that had been granted in part."""


def tell_wishes(diary: Diary, known: KnownChild) -> None:
    """One theme is asked for anew only once it is answered."""
    usual = known.lots("what matters").one_of(_THEMES)
    closed: dict[WishTheme, date] = {}
    for at, reviewed in enumerate(known.reviews):
        lots = known.lots("wish at review", reviewed.meeting.number)
        heard = code_at(known.family, known.child, reviewed.meeting) in CONVEYED
        if heard and lots.falls(_OFTEN_ASKED):
            older = known.age_on(reviewed.held_on) >= _OLDER
            theme = usual if lots.falls(_OFTEN_THE_USUAL) else lots.one_of(_OLDER_THEMES if older else _THEMES)
            if closed.get(theme, date.min) < reviewed.held_on:
                closed[theme] = _Wish(diary, lots, known, at).tell(theme)


class _Wish:
    """A wish asked at the child's review of that place."""

    def __init__(self, diary: Diary, lots: Lots, known: KnownChild, at: int) -> None:
        self._diary = diary
        self._lots = lots
        self._known = known
        self._at = at
        self._name = f"wish-{known.child.number}-{at}"

    def tell(self, theme: WishTheme) -> date:
        """The wish and its answers; gives the day from which nothing of it is open, the last of all if it stays so."""
        reviewed = self._known.reviews[self._at]
        body: dict[str, object] = {"on": reviewed.held_on, "theme": theme, "review": Named(reviewed.name)}
        if theme in _WORDS:
            body["words"] = self._lots.one_of(dict.fromkeys(_WORDS[theme], 1))
        self._diary.tell(reviewed.told_on, Role.IRO, f"{self._known.path}/wishes", body, gives=self._name)
        on = self._answered_on()
        if on is None:
            return date.max
        outcome = self._lots.one_of(_OUTCOMES_OF.get(theme, _OUTCOMES))
        self._answer(on, outcome)
        if outcome is not WishOutcome.PARTLY_GRANTED:
            return on
        on = later(on, self._lots.number(50, 220))
        if not self._lots.falls(0.6) or not self._in_care_on(on):
            return date.max
        self._answer(on, self._lots.one_of(_LATER_OUTCOMES))
        return on

    def _answered_on(self) -> date | None:
        how = self._lots.one_of(_ANSWERED)
        on = later(self._known.reviews[self._at].told_on, self._lots.number(5, 45))
        if how in {_NEXT, _AFTER_NEXT}:
            then = self._review(1 if how == _NEXT else 2)
            on = then.told_on if then else date.max
        return on if how != _NEVER and on < date.max and self._in_care_on(on) else None

    def _review(self, further: int) -> Reviewed | None:
        return next(iter(self._known.reviews[self._at + further :]), None)

    def _in_care_on(self, day: date) -> bool:
        return self._known.child.in_care_on(day)

    def _answer(self, on: date, outcome: WishOutcome) -> None:
        self._diary.tell(on, Role.IRO, f"/wishes/{{{self._name}}}/answers", {"on": on, "outcome": outcome})
