"""How far the figures' knowledge goes: the moment and the log's number of the last fact they count."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from iro_events import sql
from iro_events.database import Connection, Database
from metrics_service.tables import LIVE, tables_in

_history = tables_in(LIVE).child_history
_NEWEST = select(
    select(func.max(_history.c.known_at)).scalar_subquery().label("at"),
    select(func.max(_history.c.seq)).scalar_subquery().label("seq"),
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """When the last fact counted was recorded, and its number in review-service's log; None where there is none."""

    at: datetime | None
    seq: int | None


async def knowledge(connection: Connection) -> Knowledge:
    """All that is known on this connection now."""
    row = await sql.fetch_one(connection, _NEWEST)
    return Knowledge(None, None) if row is None else Knowledge(row["at"], row["seq"])


@asynccontextmanager
async def one_moment(database: Database) -> AsyncIterator[Connection]:
    """A connection whose every question is answered from what was known when the first was asked."""
    async with (
        database.connection() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        yield connection
