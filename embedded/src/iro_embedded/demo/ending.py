"""When and why care ends in the borough: soon or late, by adoption, at the eighteenth birthday at the latest."""

from collections.abc import Sequence
from datetime import date

from iro_embedded.demo.lots import Lots, later
from iro_embedded.demo.starting import Span, Start
from iro_events.facts.codes import ReasonCeased
from iro_statute import Regime, RegimeChange, add_months

_STAYS = {(4, 40): 22, (41, 180): 28, (181, 500): 26, (501, 1800): 24}
"""Days from the start to the end, and how often."""

_STAYS_ON = {(5, 200): 22, (201, 600): 26, (601, 1000): 20, (1001, 2600): 32}
"""The same from the first day of the years, of children in care on it."""

_REASONS = {
    ReasonCeased.E4A: 30,
    ReasonCeased.E4B: 12,
    ReasonCeased.E13: 12,
    ReasonCeased.E43: 8,
    ReasonCeased.E45: 6,
    ReasonCeased.E3: 5,
    ReasonCeased.E8: 15,
}
_AT_EIGHTEEN = {ReasonCeased.E5: 50, ReasonCeased.E6: 20, ReasonCeased.E7: 10, ReasonCeased.E8: 20}
_ADOPTED = {ReasonCeased.E11: 50, ReasonCeased.E12: 50}
_LONG_AFTER = 900
_MONTHS_TO_EIGHTEEN = 18 * 12

Ended = tuple[date | None, ReasonCeased | None]


def end_of(lots: Lots, span: Span, start: Start, born_on: date, changes: Sequence[RegimeChange]) -> Ended:
    """The last day of care with its reason, or neither where it runs on past the last day."""
    on, reason = _adopted(lots, changes) if changes else _left(lots, start)
    eighteen = add_months(born_on, _MONTHS_TO_EIGHTEEN)
    if eighteen <= on:
        on, reason = eighteen, lots.one_of(_AT_EIGHTEEN)
    return (on, reason) if on < later(span.last, -1) else (None, None)


def _left(lots: Lots, start: Start) -> tuple[date, ReasonCeased]:
    stays = _STAYS_ON if start.there_already else _STAYS
    return later(start.counted_from, lots.number(*lots.one_of(stays))), lots.one_of(_REASONS)


def _adopted(lots: Lots, changes: Sequence[RegimeChange]) -> tuple[date, ReasonCeased]:
    """Some months after the placement; where the plan came to nothing, or is not there yet, long after."""
    placed = changes[-1].to is Regime.PLACED
    return later(changes[-1].on, lots.number(110, 220) if placed else _LONG_AFTER), lots.one_of(_ADOPTED)
