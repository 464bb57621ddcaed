"""What follows in this service from a day's coming: of every deadline that comes near or was missed is told.

The day alone passes in the write; the worker that tells of deadlines then goes through all of them, some at a time.
"""

from datetime import date
from functools import partial

from iro_chassis.days import day_passer, days_router
from iro_events.store import Writing


async def _nothing_more(writing: Writing, on: date) -> None:
    """The write holds the day and no more: what it brings about may be too much for one."""


router = days_router(_nothing_more)
passes_days = partial(day_passer, follows=_nothing_more)
"""The worker of a process that passes the days by itself."""
