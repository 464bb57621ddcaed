"""How far the figures' knowledge goes: the moment and the log's number of the last fact they count."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from metrics_service.tables import LIVE, tables_in

_history = tables_in(LIVE).child_history

NEWEST = select(
    select(func.max(_history.c.known_at)).scalar_subquery().label("newest_at"),
    select(func.max(_history.c.seq)).scalar_subquery().label("newest_seq"),
)
"""One row. It stands in the very statement that counts: two statements might see a different past each."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """When the last fact counted was recorded, and its number in review-service's log; None where there is none."""

    at: datetime | None
    seq: int | None
