"""An IRO in the team as decisions and questions need it: when in it, for how much, on what footing, away when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from iro_events.facts.team_codes import Chaired, Contract, Specialism

Value = TypeVar("Value")
Dated = tuple[tuple[date, Value], ...]
"""What was so from which day, in the order of the days."""


@dataclass(frozen=True, slots=True)
class Stint:
    """A time in the team, both days included."""

    joined_on: date
    left_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class Terms(Generic[Value]):
    """What was so from which day: `at_joining`, of each stint in order, and what was set from a `later` day.

    What an IRO joined with has no day of its own, so that correcting the day of joining changes nothing else.
    """

    at_joining: tuple[Value | None, ...] = ()
    later: Dated[Value] = ()

    def joined(self, stints: tuple[Stint, ...], value: Value | None) -> "Terms[Value]":
        """The terms where a stint after these begins with that value."""
        left_on = _left_before(stints, len(stints))
        return Terms((*self.at_joining, value), tuple(one for one in self.later if one[0] <= left_on))

    def set(self, stints: tuple[Stint, ...], on: date, value: Value) -> "Terms[Value]":
        """The terms with that value from that day; on a day of joining it is what the IRO joined with."""
        for at, stint in enumerate(stints):
            if stint.joined_on == on:
                left_on = _left_before(stints, at)
                later = tuple(one for one in self.later if not left_on < one[0] <= on)
                return Terms((*self.at_joining[:at], value, *self.at_joining[at + 1 :]), later)
        return Terms(self.at_joining, with_day(self.later, on, value))

    def by_day(self, stints: tuple[Stint, ...]) -> Dated[Value]:
        """Every value by its day. Terms set from a day before the one of joining are those that the IRO joined with."""
        joined: list[tuple[date, Value]] = []
        for at, (stint, value) in enumerate(zip(stints, self.at_joining, strict=True)):
            left_on = _left_before(stints, at)
            if value is not None and not any(left_on < on <= stint.joined_on for on, _ in self.later):
                joined.append((stint.joined_on, value))
        return tuple(sorted((*joined, *self.later), key=lambda one: one[0]))


@dataclass(frozen=True, slots=True)
class Iro:
    """One IRO; no stint where nothing is known. `absences` are by their first day; None: no return is known."""

    stints: tuple[Stint, ...] = ()
    fte: Terms[int] = Terms()
    contract: Terms[Contract] = Terms()
    all_specialisms: Terms[tuple[Specialism, ...]] = Terms()
    absences: Dated[date | None] = ()
    observed: frozenset[tuple[date, Chaired]] = frozenset()
    audited: frozenset[tuple[date, Chaired]] = frozenset()

    @property
    def hours(self) -> Dated[int]:
        """Hundredths of a full-time post from which day."""
        return self.fte.by_day(self.stints)

    @property
    def contracts(self) -> Dated[Contract]:
        """On which footing from which day."""
        return self.contract.by_day(self.stints)

    @property
    def specialisms(self) -> Dated[tuple[Specialism, ...]]:
        """All specialisms from which day."""
        return self.all_specialisms.by_day(self.stints)

    @property
    def last(self) -> Stint | None:
        """The last time in the team, which may still run."""
        return self.stints[-1] if self.stints else None

    def in_team(self, day: date) -> bool:
        """Whether the IRO was in the team on that day."""
        return any(stint.covers(day) for stint in self.stints)

    def absent_since(self, day: date) -> date | None:
        """The first day of the absence that the day lies in, None where the IRO was there."""
        first, until = max(((first, until) for first, until in self.absences if first <= day), default=(None, None))
        return None if until is not None and until < day else first

    def days(self) -> Iterator[date]:
        """Every day on which something is recorded that can only be so while in the team."""
        yield from (day for day, _ in self.absences)
        yield from (day for day, _ in (*self.observed, *self.audited))


def on_day(dated: Dated[Value], day: date) -> Value | None:
    """What was so on that day; None where nothing was yet."""
    return next((value for since, value in reversed(dated) if since <= day), None)


def with_day(dated: Dated[Value], day: date, value: Value) -> Dated[Value]:
    """The same with another value from that day."""
    return tuple(sorted({**dict(dated), day: value}.items(), key=lambda told: told[0]))


def without_day(dated: Dated[Value], day: date) -> Dated[Value]:
    """The same without what was recorded of that day."""
    return tuple(told for told in dated if told[0] != day)


def _left_before(stints: tuple[Stint, ...], at: int) -> date:
    """The last day of the stint before that one."""
    return stints[at - 1].left_on or date.max if at else date.min
