"""The command that tells the service that a day has come, and has what follows from it done in the same write."""

from typing import Annotated

from fastapi import APIRouter

from escalation_service.api.who import PASSES_DAYS
from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import ConcernCommand, MoveUpByTime
from escalation_service.questions import overdue_stages
from escalation_service.streams import concern_stream
from iro_chassis.writing import Receipt, Writer, writes
from iro_events.days import DAYS, DAYS_STREAM, PassDay, authority_id
from iro_events.store import Writing

router = APIRouter(tags=["days"])


@router.post("/days", operation_id="PassDay")
async def pass_day(command: PassDay, write: Annotated[Writer, writes(*PASSES_DAYS)]) -> Receipt:
    """That day has come; asked again, what was learnt meanwhile is done, and nothing twice."""
    authority = authority_id(write.running.settings.authority)

    async def work(writing: Writing) -> None:
        version = write.expected_version
        await writing.execute(DAYS, DAYS_STREAM, command, subject=authority, expected_version=version)
        overdue = await overdue_stages(writing.connection, command.on)
        await writing.prefetch([(CONCERN, concern_stream(concern)) for concern, _ in overdue])
        for concern, child in overdue:
            asked = ConcernCommand(concern, MoveUpByTime(as_at=command.on))
            await writing.execute(CONCERN, concern_stream(concern), asked, subject=child)

    return await write.together(work, resource=authority)
