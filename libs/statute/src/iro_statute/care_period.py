"""A period of care as the clocks see it, and what they say of it: only dates and regimes, no child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iro_statute.due import Basis, Due


class Regime(StrEnum):
    """Under which regulations the reviews fall due."""

    ORDINARY = "ordinary"
    AUTHORITY = "authority-to-place"
    PLACED = "placed-for-adoption"


@dataclass(frozen=True, slots=True)
class RegimeChange:
    """From this day another regime; placed after placed is a move to other adopters."""

    on: date
    to: Regime


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """A review by the day of its first part and, where known, of its last."""

    held_on: date
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CarePeriod:
    """One period of care; changes and reviews within it, in any order.

    `opened_in` is other than ordinary only where the start is unknown and the regime was there already, its beginning
    unknown. `short_break`: the whole of it is a series of short breaks.
    """

    started_on: date
    start_known: bool = True
    opened_in: Regime = Regime.ORDINARY
    changes: tuple[RegimeChange, ...] = ()
    reviews: tuple[ReviewDay, ...] = ()
    short_break: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A review against the date that was due; no date, no verdict. `ordinal` is None where the start is unknown."""

    ordinal: int | None
    held_on: date
    regime: Regime
    due: Due | None
    in_time: bool | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every review judged on one basis, in order, what is due next and the regime at the end."""

    basis: Basis
    judged: tuple[Judged, ...]
    next_due: Due | None
    regime: Regime
