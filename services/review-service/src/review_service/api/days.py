"""The command that tells the service that a day has come, and has what follows from it done in the same write."""

from typing import Annotated

from fastapi import APIRouter

from iro_chassis.writing import Receipt, Writer, writes
from iro_events.command import Addressed
from iro_events.days import DAYS, DAYS_STREAM, PassDay, authority_id
from iro_events.store import Writing
from review_service.answers_owed import silent_before
from review_service.api.who import PASSES_DAYS
from review_service.domain.record import RECORD
from review_service.domain.record_commands import DeemAgreed
from review_service.streams import record_stream

router = APIRouter(tags=["days"])


@router.post("/days", operation_id="PassDay")
async def pass_day(command: PassDay, write: Annotated[Writer, writes(*PASSES_DAYS)]) -> Receipt:
    """That day has come: managers silent for five working days agree (R3.02). Asked again, nothing is done twice."""
    authority = authority_id(write.running.settings.authority)

    async def work(writing: Writing) -> None:
        version = write.expected_version
        await writing.execute(DAYS, DAYS_STREAM, command, subject=authority, expected_version=version)
        silent = await silent_before(writing.connection, command.on)
        await writing.prefetch([(RECORD, record_stream(review)) for review, _ in silent])
        for review, child in silent:
            await writing.execute(RECORD, record_stream(review), Addressed(review, DeemAgreed()), subject=child)

    return await write.together(work, resource=authority)
