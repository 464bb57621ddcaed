"""An IRO in the team as decisions and questions need it: when in it, for how much, on what footing, away when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

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
class Iro:
    """One IRO; no stint where nothing is known. `absences` are by their first day; None: no return is known."""

    stints: tuple[Stint, ...] = ()
    hours: Dated[int] = ()
    contracts: Dated[Contract] = ()
    specialisms: Dated[tuple[Specialism, ...]] = ()
    absences: Dated[date | None] = ()
    observed: frozenset[tuple[date, Chaired]] = frozenset()
    audited: frozenset[tuple[date, Chaired]] = frozenset()

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


def moved(dated: Dated[Value], was: date, on: date) -> Dated[Value]:
    """The same with what was recorded of the one day recorded of the other, unless something later took its place."""
    left = without_day(dated, was)
    if left == dated or any(was < day <= on for day, _ in left):
        return left
    return with_day(left, on, dict(dated)[was])
