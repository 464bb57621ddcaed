"""Waits until what the services have recorded is known to those who follow them, metrics-service above all."""

import asyncio
from collections.abc import Mapping
from time import monotonic

from escalation_service.following import consumer_of as escalation_consumer
from iro_chassis.roles import Role
from iro_embedded.compose import System
from iro_embedded.inside import DevelopmentToken, client_of
from iro_events import inbox
from iro_events.feed_bus import FeedBus
from iro_events.http_feed import HttpFeed
from metrics_service.areas import AREAS
from participation_service.following import consumer_of as participation_consumer

LONGEST_STANDSTILL = 30.0
"""Seconds without any progress after which waiting is given up."""

_PAUSE = 0.02
_FOLLOWERS = {"escalation-service": escalation_consumer, "participation-service": participation_consumer}


class NotCaughtUp(Exception):
    """metrics-service stands still behind another service; the sentence says how far and what to look at."""


async def bring_to_followers(system: System) -> None:
    """Brings all that review-service has told to the services that follow it, where the composition itself does not."""
    await _everything_sequenced(system, "review-service")
    reader = DevelopmentToken(system.issuer, system.clock, Role.INFORMATION_SYSTEM)
    async with client_of(system.services["review-service"], reader) as client:
        bus = FeedBus({"iro.reviews": HttpFeed(client)})
        for service, consumer_of in _FOLLOWERS.items():
            await consumer_of(system.services[service].state.running, bus).catch_up()


async def caught_up(system: System) -> Mapping[str, int]:
    """Returns the number of each service's log up to which figures count, once that is all there is.

    Raises NotCaughtUp.
    """
    heads = {teller: await _everything_sequenced(system, teller) for teller in dict.fromkeys(a.teller for a in AREAS)}
    seen, moved = -1, monotonic()
    while not await _projected(system, heads):
        if (at := await _moved(system)) > seen:
            seen, moved = at, monotonic()
        elif monotonic() - moved > LONGEST_STANDSTILL:
            raise NotCaughtUp(f"figures stand still behind {heads}: metrics-service's health says why")
        await asyncio.sleep(_PAUSE)
    return heads


async def _everything_sequenced(system: System, service: str) -> int:
    """The end of the service's log, once no event waits for its number."""
    moved = monotonic()
    while monotonic() - moved < LONGEST_STANDSTILL:
        async with system.services[service].state.running.database.connection() as connection:
            waiting, head = await connection.fetchrow(
                "SELECT EXISTS (SELECT FROM unsequenced), (SELECT coalesce(max(seq), 0) FROM log)"
            )
        if not waiting:
            return int(head)
        await asyncio.sleep(_PAUSE)
    raise NotCaughtUp("recorded events wait for their numbers: is another process writing without end?")


async def _projected(system: System, heads: Mapping[str, int]) -> bool:
    """Whether every area has come to the end of the log that tells its facts."""
    database = system.services["metrics-service"].state.running.database
    told = [(area, topic, heads[area.teller]) for area in AREAS if heads[area.teller] for topic in area.topics]
    for area, topic, head in told:
        if not await inbox.reached(database, area.name, topic, head, within=0.0):
            return False
    return True


async def _moved(system: System) -> int:
    """Grows with every step of any area."""
    async with system.services["metrics-service"].state.running.database.connection() as connection:
        return int(await connection.fetchval("SELECT coalesce(sum(next_offset), 0) FROM consumer_offset"))
