"""The clocks of one period of care as the second judge runs them: the due-date rows of `design.md` section 9.

The rulebook's section 1 gives the working days and the months. Where the design's words can be read in two ways, a
comment says which reading was taken.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import holidays

from .independent_periods import Period
from .independent_rows import Episode

Basis = Literal["statute", "indicator"]
Regime = Literal["ordinary", "authority", "placed"]
CPR_IN_FORCE = date(2011, 4, 1)
CAN_HAVE_BROUGHT: dict[Regime, str] = {"placed": "PTBU", "authority": "LBU", "ordinary": ""}
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2009, 2020))


@dataclass
class Judgement:
    """A review and the day by which it was due; None: not assessable."""

    held_on: date
    due: date | None


@dataclass
class Walk:
    """What each review was judged by, and what was owed: a due date and the day of the review that answered it."""

    period: Period
    basis: Basis
    regime: Regime = "ordinary"
    due: date | None = None
    returned_on: date | None = None
    placing_known: bool = False
    reviews_while_placed: int = 0
    judged: list[Judgement] = field(default_factory=list)
    owed: list[tuple[date, date | None]] = field(default_factory=list)

    def review(self, on: date) -> None:
        self.judged.append(Judgement(on, self.due))
        self.reviews_while_placed += self.regime == "placed"
        after_return = self.returned_on + timedelta(days=42) if self.returned_on else None
        too_early = self.returned_on is not None and on < self.returned_on + timedelta(days=28)
        if self.due and not (too_early and self.due == after_return):
            self.owed.append((self.due, on))
        self.due = after_return if too_early else self._after(on, self._interval())
        self.returned_on = self.returned_on if too_early else None

    def change(self, on: date, episode: Episode) -> None:
        """A new due date takes the place of a pending one that has not passed; due that very day is not passed."""
        before, self.regime = self.regime, regime_of(episode)
        new = self._given_by(on, before)
        if self.regime == "placed":
            self.placing_known, self.reviews_while_placed = True, 0
        if new and (self.due is None or self.due >= on):
            self.due = new

    def _given_by(self, on: date, before: Regime) -> date | None:
        outstanding = self.returned_on
        self.returned_on = on if before == "placed" and self.regime != "placed" else None
        if self.regime == "placed":
            return on + timedelta(days=28)
        if before == "placed":
            return on + timedelta(days=42)
        if self.regime == "authority":
            return self._after(on, 3)
        # Authority ends. “Never placed” is read as: no review after a return is outstanding; one that is, stands.
        if outstanding or not self.judged:
            self.returned_on = outstanding
            return None
        return self._after(self.judged[-1].held_on, 3 if self._only_the_first_is_held() else 6)

    def _interval(self) -> Literal[3, 6]:
        # Of a placement whose beginning is known, the first review is known too, though the care's start may not be.
        if self.regime == "placed":
            return 3 if self.placing_known and self.reviews_while_placed == 1 else 6
        return 3 if self.regime == "ordinary" and self._only_the_first_is_held() else 6

    def _only_the_first_is_held(self) -> bool:
        return self.period.start_known and len(self.judged) == 1

    def _after(self, day: date, months: Literal[3, 6]) -> date:
        return months_after(day, months) if self.basis == "statute" else day + timedelta(days={3: 91, 6: 183}[months])


def walk(period: Period, basis: Basis) -> Walk:
    """A review on the day of a change belongs to the regime before."""
    walk = Walk(period, basis, due=first_review_due(period.start) if period.start_known else None)
    changes = _changes(period, walk)
    happened = [(on, 0, None) for on in period.reviews] + [(change.decom, 1, change) for change in changes]
    for on, _, change in sorted(happened, key=lambda one: one[:2]):
        if change:
            walk.change(on, change)
        else:
            walk.review(on)
    if walk.due:
        walk.owed.append((walk.due, None))
    return walk


def _changes(period: Period, walk: Walk) -> list[Episode]:
    """The episodes that change the regime; the one in force already at an unknown start is set, and is no change."""
    first = period.episodes[0]
    if not period.start_known and first.rne not in CAN_HAVE_BROUGHT[regime_of(first)]:
        walk.regime = regime_of(first)
    return list(_changing(period.episodes, walk.regime))


def _changing(episodes: list[Episode], before: Regime) -> Iterator[Episode]:
    for number, episode in enumerate(episodes):
        regime = regime_of(episode)
        other_adopters = number > 0 and regime == before == "placed" and episode.rne in {"P", "B"}
        if regime != before or other_adopters:
            yield episode
        before = regime


def regime_of(episode: Episode) -> Regime:
    if episode.place in {"A3", "A4", "A5", "A6"}:
        return "placed"
    return "authority" if episode.ls == "E1" else "ordinary"


def first_review_due(start: date) -> date:
    """Twenty working days, the start being day 0; before 1 April 2011 four weeks."""
    if start < CPR_IN_FORCE:
        return start + timedelta(days=28)
    day, left = start, 20
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return day


def months_after(day: date, months: int) -> date:
    """The corresponding date, or the month's last day where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
