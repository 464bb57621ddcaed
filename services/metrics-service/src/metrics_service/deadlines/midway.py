"""The clock of the check midway between two reviews (rulebook R4.09)."""

from typing import Any

from sqlalchemy import Select, func

from iro_chassis.roles import Role
from iro_events.facts.deadline_codes import ClockId
from metrics_service.deadlines.clock import Clock, clock_row
from metrics_service.domain.finding_cases import MidwayCase
from metrics_service.figures.asked import known
from metrics_service.tables import live


def _checks(then: bool) -> Select[Any]:
    """The next review, or the end of care, settles what was not checked before."""
    table = live(MidwayCase)
    return clock_row(
        ClockId.MIDWAY_CHECK,
        table,
        since=table.c.held_on,
        due_by=table.c.midway_on,
        done_on=func.least(table.c.checked_on, table.c.until),
        key="review",
    ).where(known(table, then=then))


MIDWAY_CLOCKS = (
    Clock(
        ClockId.MIDWAY_CHECK,
        Role.IRO,
        "look at how the plan goes, and record the midway check",
        "RecordMidwayCheck",
        _checks,
        lambda row: row["because"],
    ),
)
