"""What the page of deadlines shows: how many are missed or approach by clock, and the list with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iro_embedded.pages.asking import Answer, Services, ask, together

SOON_DAYS = 7
"""The home page asks whether deadlines are safe over these days, today included."""

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The counts of every clock, and a page of the list; of one `clock`, or of all where it is None."""

    counts: Answer
    clock: str | None
    within_days: int
    items: Sequence[Mapping[str, Any]]
    next_cursor: str | None


async def safety(services: Services) -> Answer:
    """Whether deadlines are safe today, in numbers. Raises NotAnswered."""
    return await ask(services.metrics, "deadlines/counts", within_days=SOON_DAYS)


async def deadlines(services: Services, clock: str | None, within_days: int, cursor: str | None) -> Deadlines:
    """The deadlines missed or running out within those days, soonest first. Raises NotAnswered."""
    counts, page = await together(
        ask(services.metrics, "deadlines/counts", within_days=within_days),
        ask(services.metrics, "deadlines", within_days=within_days, clock=clock, cursor=cursor, limit=_A_PAGE),
    )
    return Deadlines(counts, clock, within_days, page["items"], page["next"])
