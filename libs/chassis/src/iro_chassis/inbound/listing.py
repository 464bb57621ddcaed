"""What was refused and what waits, page by page, without anything personal."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from iro_events.database import Connection
from iro_events.facts.inbound import InboundRejection

_REJECTIONS: Final = """
SELECT position, event, source, id, type, reason, rule, field, detail, rejected_at FROM inbound_rejection
WHERE position > $1 ORDER BY position LIMIT $2
"""

_WAITING: Final = """
SELECT position, source, id, type, since FROM inbound_waiting WHERE position > $1 ORDER BY position LIMIT $2
"""


class RejectedEvent(BaseModel):
    """An event that was refused. `event` stands for its source and id in facts; what cannot be read of it is null.

    `rule` is the code of the rule that says no, where one does; `detail` the remedy.
    """

    position: int
    event: UUID
    source: str | None
    id: str | None
    type: str | None
    reason: InboundRejection
    rule: str | None
    field: str | None
    detail: str
    rejected_at: datetime


class WaitingEvent(BaseModel):
    """An event that is kept until whom it is about appears here."""

    position: int
    source: str
    id: str
    type: str
    since: datetime


async def rejected_events(connection: Connection, after: int, limit: int) -> list[RejectedEvent]:
    """The refused events after that position, first refused first; one more than the limit where more follow."""
    return [RejectedEvent(**row) for row in await connection.fetch(_REJECTIONS, after, limit + 1)]


async def waiting_events(connection: Connection, after: int, limit: int) -> list[WaitingEvent]:
    """The waiting events after that position, first come first; one more than the limit where more follow."""
    return [WaitingEvent(**row) for row in await connection.fetch(_WAITING, after, limit + 1)]
