"""The clocks of a formal dispute: each stage's own limit, and the 20 working days of the whole (rulebook R5.01)."""

from typing import Any

from sqlalchemy import Select

from iro_chassis.roles import Role
from iro_events.facts.deadline_codes import ClockId
from iro_statute import formal_dispute_by
from metrics_service.deadlines.clock import Clock, clock_row
from metrics_service.domain.escalation_cases import ConcernCase, StageCase
from metrics_service.figures.asked import known
from metrics_service.tables import live


def _stages(then: bool) -> Select[Any]:
    """A stage's answer, where the ladder sets it a limit; a dispute that leaves the stage settles it too."""
    table = live(StageCase)
    return clock_row(
        ClockId.DISPUTE_STAGE,
        table,
        since=table.c.entered_on,
        due_by=table.c.answer_by,
        done_on=table.c.settled_on,
        key="told_by",
    ).where(known(table, then=then))


def _disputes(then: bool) -> Select[Any]:
    """The end of the whole formal process, whether by a resolution or since the IRO pursues it no further."""
    table = live(ConcernCase)
    return clock_row(
        ClockId.DISPUTE_CAP,
        table,
        since=table.c.formal_on,
        due_by=table.c.conclude_by,
        done_on=table.c.closed_on,
        key="concern",
    ).where(known(table, then=then))


DISPUTE_CLOCKS = (
    Clock(
        ClockId.DISPUTE_STAGE,
        Role.SOCIAL_WORK_MANAGER,
        "answer the dispute at the stage it is at",
        "AnswerAtStage",
        _stages,
        lambda row: row["because"],
    ),
    Clock(
        ClockId.DISPUTE_CAP,
        Role.IRO,
        "conclude the formal dispute",
        "ResolveDispute",
        _disputes,
        lambda row: formal_dispute_by(row["since"]).because,
    ),
)
"""A stage is one manager of the authority or another; which of them is told in the reasons."""
