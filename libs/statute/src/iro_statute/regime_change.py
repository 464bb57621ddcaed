"""What a change of regime does to the date that is pending (AAR 2005 reg 36; rulebook R1.21-R1.23).

It gives a new date in place of one that has not passed; one that has passed stays overdue. A date that falls on the
day of the change has not passed.
"""

from dataclasses import replace
from datetime import date

from iro_statute.care_period import Regime, RegimeChange
from iro_statute.clocks import authority_to_place, placed_first, returned_by_adopters
from iro_statute.due import Due
from iro_statute.interval import ordinary_interval
from iro_statute.standing import Standing, with_reason
from iro_statute.wording import in_words


def after_change(standing: Standing, change: RegimeChange) -> Standing:
    """The standing from the day of the change on; the regime already in force is no change, other adopters are one."""
    if change.to is standing.regime and change.to is not Regime.PLACED:
        return standing
    return standing._replace(
        regime=change.to,
        pending=_pending(standing, change),
        held_since_placed=0 if change.to is Regime.PLACED else None,
        returned_on=_returned_on(standing, change),
    )


def _pending(standing: Standing, change: RegimeChange) -> Due | None:
    pending = standing.pending
    told = _told(standing.regime, change)
    if pending is not None and pending.on < change.on:
        return replace(pending, because=(*pending.because, f"{told}, when this date had passed, so it stays overdue"))
    due = _due_of(standing, change)
    if due is None:
        return pending and replace(pending, because=(*pending.because, f"{told}; the date stands"))
    if pending is None or pending.on == due.on:
        return due
    return replace(due, because=(*due.because[:-1], f"{due.because[-1]}, in place of {in_words(pending.on)}"))


def _due_of(standing: Standing, change: RegimeChange) -> Due | None:
    if change.to is Regime.PLACED:
        return placed_first(change.on, standing.basis)
    if standing.regime is Regime.PLACED:
        return returned_by_adopters(change.on, standing.basis)
    if change.to is Regime.AUTHORITY:
        return authority_to_place(change.on, standing.basis)
    if standing.returned_on is not None or standing.last is None:
        return None
    return with_reason(ordinary_interval(standing, standing.last), _told(standing.regime, change))


def _returned_on(standing: Standing, change: RegimeChange) -> date | None:
    """Placed again, or with authority anew, there is another date in place of the one after the return."""
    if standing.regime is Regime.PLACED and change.to is not Regime.PLACED:
        return change.on
    return standing.returned_on if change.to is Regime.ORDINARY else None


def _told(before: Regime, change: RegimeChange) -> str:
    on = in_words(change.on)
    if change.to is Regime.PLACED:
        return f"moved to other adopters on {on}" if before is Regime.PLACED else f"placed for adoption on {on}"
    if before is Regime.PLACED:
        return f"returned by the adopters on {on}"
    return f"authority to place from {on}" if change.to is Regime.AUTHORITY else f"authority to place ended on {on}"
