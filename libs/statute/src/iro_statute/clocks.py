"""The clocks by which a review is held, each on its own (rulebook section 1).

`told` replaces the words by which the reasons name the base date, where the caller knows more than the date. A clock
runs under the rule in force on its base date.
"""

from datetime import date, timedelta

from iro_statute.due import Basis, Due
from iro_statute.reckoning import Clock, Days, Months, WorkingDays, reckon
from iro_statute.rules import RULES, rule_in_force
from iro_statute.wording import in_words

THREE_MONTHS = Months(3, counted_as=91)
SIX_MONTHS = Months(6, counted_as=183)
RETURN_NOT_BEFORE = timedelta(days=28)
"""How long after a return by the adopters its review may be held at the earliest (rulebook R1.22)."""

_FOUR_WEEKS = Days(28)
_SIX_WEEKS = Days(42)
_TWENTY_WORKING_DAYS = WorkingDays(20)
_FOUR_WEEK_RULE = RULES["R1.01@1991"]


def first_review(started_on: date, basis: Basis) -> Due:
    """20 working days from the start of being looked after; 28 days if before 1 April 2011 (CPR 2010 reg 33(1))."""
    rule = rule_in_force("R1.01", started_on)
    length = _FOUR_WEEKS if rule is _FOUR_WEEK_RULE else _TWENTY_WORKING_DAYS
    return reckon(Clock("first review", rule, length), started_on, _since(started_on), basis)


def second_review(first: date, basis: Basis, told: str | None = None) -> Due:
    """Three months, or 91 days, after the first review (CPR 2010 reg 33(2))."""
    clock = Clock("second review", rule_in_force("R1.02", first), THREE_MONTHS)
    return reckon(clock, first, told or f"{_after(first)}, the first", basis)


def subsequent_review(
    previous: date, basis: Basis, told: str | None = None, relaxations: frozenset[str] = frozenset()
) -> Due:
    """Six months, or 183 days, after the review before (CPR 2010 reg 33(2)).

    The relaxation of 2020, where asked for, leaves the date and changes the rule: the limit held only where reasonably
    practicable, so that a later review alone is no breach.
    """
    clock = Clock("next review", rule_in_force("R1.03", previous, relaxations), SIX_MONTHS)
    return reckon(clock, previous, told or _after(previous), basis)


def authority_to_place(on: date, basis: Basis) -> Due:
    """Three months, or 91 days, after authority to place for adoption (AAR 2005 reg 36(1))."""
    clock = Clock("review with authority to place for adoption", rule_in_force("R1.21", on), THREE_MONTHS)
    return reckon(clock, on, f"authority from {in_words(on)}", basis)


def subsequent_with_authority(previous: date, basis: Basis, told: str | None = None) -> Due:
    """Six months, or 183 days, after the review before, not yet placed (AAR 2005 reg 36(1))."""
    clock = Clock("next review with authority to place for adoption", rule_in_force("R1.21", previous), SIX_MONTHS)
    return reckon(clock, previous, told or _after(previous), basis)


def placed_first(on: date, basis: Basis) -> Due:
    """28 calendar days after the placement for adoption (AAR 2005 reg 36(3))."""
    clock = Clock("first review while placed for adoption", rule_in_force("R1.22", on), _FOUR_WEEKS)
    return reckon(clock, on, f"placed on {in_words(on)}", basis)


def placed_second(first: date, basis: Basis, told: str | None = None) -> Due:
    """Three months, or 91 days, after the first review held while placed (AAR 2005 reg 36(3))."""
    clock = Clock("second review while placed for adoption", rule_in_force("R1.22", first), THREE_MONTHS)
    return reckon(clock, first, told or f"{_after(first)}, the first since the placement", basis)


def placed_subsequent(previous: date, basis: Basis, told: str | None = None) -> Due:
    """Six months, or 183 days, after the review before, still placed (AAR 2005 reg 36(3))."""
    clock = Clock("next review while placed for adoption", rule_in_force("R1.22", previous), SIX_MONTHS)
    return reckon(clock, previous, told or _after(previous), basis)


def returned_by_adopters(on: date, basis: Basis) -> Due:
    """42 calendar days after the return by the prospective adopters; not before 28 (rulebook R1.22, unverified)."""
    clock = Clock("review after the adopters returned the child", rule_in_force("R1.22/returned", on), _SIX_WEEKS)
    earliest = f"returned on {in_words(on)}; not before {in_words(on + RETURN_NOT_BEFORE)}, the 28th day"
    return reckon(clock, on, earliest, basis)


def short_break_first(started_on: date, basis: Basis) -> Due:
    """Three months, or 91 days, after the start of the first short break (CPR 2010 reg 48(3), unverified)."""
    clock = Clock("first review under short breaks", rule_in_force("R1.18", started_on), THREE_MONTHS)
    return reckon(clock, started_on, f"first placement from {in_words(started_on)}", basis)


def short_break_subsequent(previous: date, basis: Basis, told: str | None = None) -> Due:
    """Six months, or 183 days, after the review before (CPR 2010 reg 48(3), unverified)."""
    clock = Clock("next review under short breaks", rule_in_force("R1.18", previous), SIX_MONTHS)
    return reckon(clock, previous, told or _after(previous), basis)


def _since(started_on: date) -> str:
    return f"looked after from {in_words(started_on)} (day 0)"


def _after(review: date) -> str:
    return f"after the review of {in_words(review)}"
