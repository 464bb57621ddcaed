"""Which faults are brought about and when, from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final


class Kind(StrEnum):
    """What can be done to the system."""

    SERVICE_KILLED = "a service killed"
    LEADER_KILLED = "a relay killed in the midst of a round"
    CONSUMER_KILLED = "a consumer killed in the midst of a batch"
    CONSUMER_FROZEN = "a consumer frozen past its session"
    BROKER_KILLED = "the broker killed"
    WIRE_CUT = "the wire to the broker cut"
    POSTGRES_KILLED = "PostgreSQL killed"


SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 2.0
SHORTEST_OUTAGE, LONGEST_OUTAGE = 0.2, 3.0
SESSION_AND_MORE: Final = 13.0
"""Seconds; the broker takes a member for dead after ten."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: how long the system is left in peace before it, at whom it is aimed (of as many as there are, by a
    number), and how long it lasts.
    """

    kind: Kind
    pause: float
    aim: int
    outage: float


def plan(seed: int, *, calm: float = 0.0) -> Iterator[Fault]:
    """Faults without end, in rounds of one of each kind, each round in an order of its own.

    `calm` are seconds of peace before each, beside those that the seed gives.
    """
    random = Random(f"faults {seed}")  # noqa: S311 - a plan must be the same again
    while True:
        kinds = list(Kind)
        random.shuffle(kinds)
        for kind in kinds:
            pause = calm + random.uniform(SHORTEST_PAUSE, LONGEST_PAUSE)
            outage = random.uniform(SHORTEST_OUTAGE, LONGEST_OUTAGE)
            if kind is Kind.CONSUMER_FROZEN:
                outage += SESSION_AND_MORE
            yield Fault(kind, pause, random.randrange(1 << 16), outage)
