"""What follows in this service from a day's coming: managers silent for five working days agree (R3.02)."""

from datetime import date
from functools import partial

from iro_chassis.days import day_passer, days_router
from iro_events.command import Addressed
from iro_events.store import Writing
from review_service.answers_owed import silent_before
from review_service.domain.record import RECORD
from review_service.domain.record_commands import DeemAgreed
from review_service.streams import record_stream


async def _silence_agrees(writing: Writing, on: date) -> None:
    silent = await silent_before(writing.connection, on)
    await writing.prefetch([(RECORD, record_stream(review)) for review, _ in silent])
    for review, child in silent:
        await writing.execute(RECORD, record_stream(review), Addressed(review, DeemAgreed()), subject=child)


router = days_router(_silence_agrees)
passes_days = partial(day_passer, follows=_silence_agrees)
"""The worker of a process that passes the days by itself."""
