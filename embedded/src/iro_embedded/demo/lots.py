"""Draws what chance decides in the borough, the same at every run."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from iro_statute import add_working_days, is_working_day

SEED = "the borough of 2026"
"""Another seed is another borough; a folder half filled with one cannot be finished with another."""

T = TypeVar("T")


class Lots:
    """Chance for one thing of the borough, named by `of`: what it draws does not move when another thing changes."""

    def __init__(self, *of: object) -> None:
        self._random = Random(" ".join(str(word) for word in (SEED, *of)))  # noqa: S311 - nothing here is secret

    def falls(self, share: float) -> bool:
        """Whether it happens, which it does in that share of all draws."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """A number from `least` to `most`, both included."""
        return self._random.randint(least, most)

    def about(self, least: int, usual: int, most: int) -> int:
        """A number from `least` to `most`, mostly near the usual one."""
        return int(self._random.triangular(least, most + 1, usual))

    def one_of(self, weights: Mapping[T, int]) -> T:
        """One of the keys, each by its weight."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def shuffled(self, things: tuple[T, ...]) -> list[T]:
        """All of them, in an order of chance."""
        return self._random.sample(things, len(things))


def later(day: date, days: int) -> date:
    """So many calendar days on, or back where negative."""
    return day + timedelta(days=days)


def office_day(day: date) -> date:
    """The day itself where it is a working day, else the next one."""
    return day if is_working_day(day) else add_working_days(day, 1)


def office_day_before(day: date) -> date:
    """The day itself where it is a working day, else the last one before it."""
    while not is_working_day(day):
        day = later(day, -1)
    return day
