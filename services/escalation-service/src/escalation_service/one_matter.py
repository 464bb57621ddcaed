"""The same asked twice is one matter: finds the one that a request without its id already speaks of.

What is the same is the decider's to say: the matter of that child and day to which the command would tell nothing new.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from escalation_service.domain.concern import CONCERN
from escalation_service.domain.concern_commands import ConcernCommand
from escalation_service.streams import concern_stream
from escalation_service.tables import concern
from iro_events import sql
from iro_events.decider import Decider, Refused
from iro_events.store import Writing

Asked = TypeVar("Asked")

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
_CONCERNS = select(concern.c.concern.label("matter")).where(
    concern.c.child == bindparam("child"), concern.c.raised_on == bindparam("on"), ~concern.c.in_error
)


async def concern_there_is(
    writing: Writing, child: UUID, on: date, asked: Callable[[UUID], ConcernCommand]
) -> UUID | None:
    """The concern of that day that is this very one; until the transaction ends nobody else raises one of the child."""
    for found in await _of_day(writing, _CONCERNS, child, on):
        if await _tells_nothing(writing, CONCERN, concern_stream(found), asked(found)):
            return found
    return None


async def _of_day(writing: Writing, matters: Select[tuple[UUID]], child: UUID, on: date) -> list[UUID]:
    await writing.connection.execute(_LOCK, f"matters of {child}")
    return [row["matter"] for row in await sql.fetch(writing.connection, matters, {"child": child, "on": on})]


async def _tells_nothing(writing: Writing, decider: Decider[Asked, Any, Any], stream: str, asked: Asked) -> bool:
    try:
        return not decider.decide(asked, (await writing.state(decider, stream)).state, writing.context)
    except Refused:
        return False
