"""Measures contestants side by side: in turns, in many short rounds, since a machine is not as fast at every moment."""

import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeAlias

Turn: TypeAlias = Callable[[], Awaitable[None]]
"""A contestant's turn: does all of a round's work."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What each contestant did in a second, round by round."""

    rounds: Mapping[str, list[float]]

    def usual(self, name: str) -> float:
        """The median of one contestant's rates."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """The median, over the rounds, of how many times as fast `name` was as `other` in the same round."""
        return median(one / two for one, two in zip(self.rounds[name], self.rounds[other], strict=True))


async def contest(contestants: Mapping[str, Turn], rounds: int, amount: int) -> Rates:
    """Every contestant has one turn a round, in an order that moves on by one each round; a first round is not kept.

    `amount` is how much is done in a turn.
    """
    names = list(contestants)
    rates: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            gc.collect()
            began = perf_counter()
            await contestants[name]()
            if number:
                rates[name].append(amount / (perf_counter() - began))
    return Rates(rates)
