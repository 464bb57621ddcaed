"""The working-day clocks around a review: appointment, a review in parts, what is owed afterwards (rulebook 2-5).

They run from the review's completion, its last part, where the rule does not name another day. None differs by basis.
"""

from datetime import date
from functools import lru_cache

from iro_statute.due import Due
from iro_statute.reckoning import Clock, WorkingDays, reckon
from iro_statute.rules import REMEMBERED, rule_in_force
from iro_statute.wording import in_words


def iro_appointed_by(started_on: date) -> Due:
    """Five working days from the start of being looked after; good practice, no law (rulebook R4.02)."""
    return _due("IRO appointed, good practice", "R4.02", 5, started_on, "looked after from")


def series_finish_by(first_part: date) -> Due:
    """20 working days from the first part of a review held as a series of meetings (rulebook R2.03)."""
    return _due("last part of the review", "R2.03", 20, first_part, "first part on")


def resume_adjourned_by(adjourned_on: date) -> Due:
    """20 working days from the adjournment, of which there is one (CPR 2010 reg 36(2), unverified)."""
    return _due("adjourned review resumed", "R2.01", 20, adjourned_on, "adjourned on")


def decisions_by(completed_on: date) -> Due:
    """Five working days from completion (rulebook R3.01)."""
    return _due("decisions issued", "R3.01", 5, completed_on, "review completed on")


def manager_response_by(received_on: date) -> Due:
    """Five working days from receipt of the decisions; silence is agreement (rulebook R3.02)."""
    return _due("manager's response", "R3.02", 5, received_on, "decisions received on")


def record_by(completed_on: date) -> Due:
    """15 working days from completion (rulebook R3.03)."""
    return _due("record completed", "R3.03", 15, completed_on, "review completed on")


def distribution_by(completed_on: date) -> Due:
    """20 working days from completion (rulebook R3.04)."""
    return _due("record distributed", "R3.04", 20, completed_on, "review completed on")


def formal_dispute_by(formal_on: date) -> Due:
    """20 working days for the whole formal process, from the day the dispute became formal (rulebook R5.01)."""
    return _due("formal dispute concluded", "R5.01", 20, formal_on, "formal from")


@lru_cache(maxsize=REMEMBERED)
def _due(name: str, family: str, working_days: int, base: date, told: str) -> Due:
    clock = Clock(name, rule_in_force(family, base), WorkingDays(working_days))
    return reckon(clock, base, f"{told} {in_words(base)} (day 0)")
