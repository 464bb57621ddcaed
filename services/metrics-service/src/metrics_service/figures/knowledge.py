"""How far the figures' knowledge goes: the moment and the log's number of the last fact they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from metrics_service.area import Area
from metrics_service.tables import tables_of


@dataclass(frozen=True, slots=True)
class Knowledge:
    """When the last fact counted was recorded, and its number in its service's log; None where there is none."""

    at: datetime | None
    seq: int | None


def newest(areas: Sequence[Area]) -> Select[Any]:
    """One row, with the number of the first area's log; to stand in the very statement that counts.

    Two statements might see a different past each.
    """
    histories = [tables_of(area).child_history for area in areas]
    moments = [select(func.max(history.c.known_at)).scalar_subquery() for history in histories]
    same_log = [tables_of(area).child_history for area in areas if area.teller == areas[0].teller]
    numbers = [select(func.max(history.c.seq)).scalar_subquery() for history in same_log]
    return select(func.greatest(*moments).label("newest_at"), func.greatest(*numbers).label("newest_seq"))
