"""What follows in this service from a day's coming: stages that did not answer before it are left for the next."""

from datetime import date
from functools import partial

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import ConcernCommand, MoveUpByTime
from escalation_service.questions import overdue_stages
from escalation_service.streams import concern_stream
from iro_chassis.days import day_passer, days_router
from iro_events.store import Writing


async def _disputes_move_up(writing: Writing, on: date) -> None:
    overdue = await overdue_stages(writing.connection, on)
    await writing.prefetch([(CONCERN, concern_stream(concern)) for concern, _ in overdue])
    for concern, child in overdue:
        asked = ConcernCommand(concern, MoveUpByTime(as_at=on))
        await writing.execute(CONCERN, concern_stream(concern), asked, subject=child)


router = days_router(_disputes_move_up)
passes_days = partial(day_passer, follows=_disputes_move_up)
"""The worker of a process that passes the days by itself."""
