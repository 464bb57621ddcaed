"""Where a walk through a period of care stands between two events."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from iro_statute.care_period import CarePeriod, Regime
from iro_statute.due import Basis, Due


class LastReview(NamedTuple):
    """The last review held: the day from which the next interval runs, and how the reasons name it."""

    runs_from: date
    told: str
    ordinal: int | None


class Standing(NamedTuple):
    """What the next due date may depend on.

    A named tuple, since each review and each change of regime makes one.

    `held_since_placed` is None where the child is not placed, or nobody knows since when. `returned_on` is set while
    the review that a return by the adopters calls for is outstanding.
    """

    care: CarePeriod
    basis: Basis
    regime: Regime
    pending: Due | None
    held: int = 0
    last: LastReview | None = None
    held_since_placed: int | None = None
    returned_on: date | None = None


def with_reason(due: Due, reason: str) -> Due:
    """The same date with one more reason, told before its conclusion."""
    return replace(due, because=(*due.because[:-1], reason, due.because[-1]))
