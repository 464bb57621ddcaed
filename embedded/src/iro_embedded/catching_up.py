"""Waits until what one service has recorded has been projected by the other."""

import asyncio
from time import monotonic

from iro_embedded.compose import System

LONGEST_STANDSTILL = 30.0
"""Seconds without any progress after which waiting is given up."""

_PAUSE = 0.02


class NotCaughtUp(Exception):
    """metrics-service stands still behind review-service; the sentence says how far and what to look at."""


async def caught_up(system: System) -> int:
    """Returns the number of the log up to which figures count, once that is all there is. Raises NotCaughtUp."""
    head = await _everything_sequenced(system)
    seen, moved = -1, monotonic()
    while (at := await _projected(system)) < head:
        if at > seen:
            seen, moved = at, monotonic()
        elif monotonic() - moved > LONGEST_STANDSTILL:
            raise NotCaughtUp(f"figures stand still at {at} of {head} events: metrics-service's health says why")
        await asyncio.sleep(_PAUSE)
    return head


async def _everything_sequenced(system: System) -> int:
    """The end of review-service's log, once no event waits for its number."""
    moved = monotonic()
    while monotonic() - moved < LONGEST_STANDSTILL:
        async with system.services["review-service"].state.running.database.connection() as connection:
            waiting, head = await connection.fetchrow(
                "SELECT EXISTS (SELECT FROM unsequenced), (SELECT coalesce(max(seq), 0) FROM log)"
            )
        if not waiting:
            return int(head)
        await asyncio.sleep(_PAUSE)
    raise NotCaughtUp("recorded events wait for their numbers: is another process writing without end?")


async def _projected(system: System) -> int:
    async with system.services["metrics-service"].state.running.database.connection() as connection:
        return int(await connection.fetchval("SELECT coalesce(min(next_offset), 0) FROM consumer_offset"))
