"""The check midway between two reviews (rulebook R4.09): when half of the days from one to the next have gone by."""

from datetime import date, timedelta
from functools import lru_cache

from iro_statute.due import Basis, Due
from iro_statute.rules import REMEMBERED, rule_in_force
from iro_statute.wording import counted, in_words


@lru_cache(maxsize=REMEMBERED)
def midway_check_by(held_on: date, next_due: date) -> Due:
    """The day on which half of the days between a review and the next one's due date are over, rounded down.

    The rulebook says "at half interval"; to count it in days, and to round down, is the project's reading. Raises
    ValueError where the next review is due before this one was held.
    """
    days = (next_due - held_on).days
    if days < 0:
        raise ValueError("the next review cannot be due before the one it follows")
    on = held_on + timedelta(days=days // 2)
    rule = rule_in_force("R4.09", held_on)
    because = (
        f"midway check ({rule.cited}): review held on {in_words(held_on)} (day 0)",
        f"the next one due by {in_words(next_due)}, {counted(days, 'day')} later; half of them are {days // 2}",
        f"so due by {in_words(on)}",
    )
    return Due(on, Basis.STATUTE, rule.id, because)
