"""Follows a bus and projects its facts, effectively once: inbox, projection and offset in one transaction a batch."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from iro_events import inbox
from iro_events.arrivals import Arrival, arrivals, decoded, fresh
from iro_events.bus import Batch, Bus, SharedBus
from iro_events.catalogue import Catalogue
from iro_events.database import Connection, Database
from iro_events.inbox import Key, Place
from iro_events.parked import WAITS, ParkedKey, TooManyParked, Waiting, blame, park, parked_keys, unpark, waiting
from iro_events.sift import Project, Stuck, is_passing, sift
from iro_events.tally import Outcome, Tally

logger = logging.getLogger(__name__)

PAUSES = (0.05, 0.2, 0.5, 1.0)
"""Seconds between tries of a batch when the surroundings fail (a lost connection, a deadlock)."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of trying a parked child again."""

    projected: int
    still_parked: int


class Consumer:
    """Projects the facts of `topics` under a name; processes of one name take turns and never project a fact twice.

    A fact that cannot be projected parks its child; more than `parked_limit` parked children stop the consumer.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a consumer is where these six meet; a bundle of them would decide nothing
        self,
        name: str,
        database: Database,
        bus: Bus,
        topics: Sequence[str],
        catalogue: Catalogue,
        project: Project,
        *,
        parked_limit: int = 100,
    ) -> None:
        self.name = name
        self.topics = tuple(topics)
        self.tally = Tally()
        self._database = database
        self._bus = bus
        self._catalogue = catalogue
        self._project = project
        self._parked_limit = parked_limit

    async def run(self) -> None:
        """Follows the bus until cancelled.

        Raises UnknownEventVersion, TooManyParked or MalformedEnvelope, what the bus raises, and a failure of the
        surroundings that outlasts some seconds. Nothing is lost by any of them: the next run goes on from there.
        """
        await self._follow(None)

    async def catch_up(self) -> None:
        """Projects all that the bus holds at the start, then returns. Raises as `run`."""
        goal: dict[Place, int] = {}
        for topic in self.topics:
            for partition, head in (await self._bus.head(topic)).items():
                goal[topic, partition] = head
        await self._follow(goal)

    async def take(self, batch: Batch) -> None:
        """Deals with one batch in one transaction, whatever was brought before. Raises as `run`, at the first try."""
        async with self._database.transaction() as connection:
            await inbox.lock(connection, self.name)
            outcome = await self._deal(connection, batch) if batch.facts else Outcome()
            place = batch.topic, batch.partition
            await inbox.move(connection, self.name, place, batch.next_offset, batch.known_up_to)
        self.tally.add(batch, outcome)
        for fact in outcome.held:
            logger.error("fact parked consumer=%s topic=%s sequence=%d", self.name, batch.topic, fact.sequence)

    async def replay(self, subject: UUID) -> Replayed:
        """Tries a parked child's facts again, in order; what still fails stays, and what follows it too."""
        projected = still_parked = 0
        async with self._database.transaction() as connection:
            await inbox.lock(connection, self.name)
            rows = await waiting(connection, self.name, subject)
            for key, own in groupby(rows, key=attrgetter("key")):
                facts = [Arrival((row.source, row.subject), row.sequence, row.fact) for row in own]
                left = await self._try_again(connection, key, facts)
                projected += len(facts) - left
                still_parked += left
        return Replayed(projected, still_parked)

    async def _follow(self, goal: Mapping[Place, int] | None) -> None:
        offsets = await self._offsets()
        if _reached(offsets, goal):
            return
        async with aclosing(self._batches(offsets, goal)) as batches:
            async for batch in batches:
                await self._persist(batch)
                offsets[batch.topic, batch.partition] = batch.next_offset
                if _reached(offsets, goal):
                    return

    def _batches(self, offsets: Mapping[Place, int], goal: Mapping[Place, int] | None) -> AsyncGenerator[Batch, None]:
        """All there is where a goal must be reached; else the share of this process where the bus can share."""
        if goal is None and isinstance(self._bus, SharedBus):
            return self._bus.share(self.name, self.topics, self._offsets)
        return self._bus.subscribe(self.topics, offsets)

    async def _offsets(self) -> dict[Place, int]:
        async with self._database.connection() as connection:
            return await inbox.offsets(connection, self.name)

    async def _persist(self, batch: Batch) -> None:
        """Takes the batch, trying again while the surroundings fail."""
        for pause in PAUSES:
            try:
                await self.take(batch)
            except Exception as failure:
                if not is_passing(failure):
                    raise
                logger.warning("batch tried again consumer=%s cause=%s", self.name, type(failure).__name__)
                await asyncio.sleep(pause)
            else:
                return
        await self.take(batch)

    async def _deal(self, connection: Connection, batch: Batch) -> Outcome:
        known, skipped = arrivals(batch.facts, self._catalogue)
        if not known:
            return Outcome(skipped=skipped)
        taken = await inbox.taken(connection, self.name, batch.topic, {arrival.key for arrival in known})
        new, highest = fresh(known, taken)
        parked = await parked_keys(connection, self.name)
        behind = {(source, subject) for topic, source, subject in parked if topic == batch.topic}
        facts, stuck = decoded([arrival for arrival in new if arrival.key not in behind], self._catalogue)
        # Where a child is stuck in both, the projection's is the earlier: only what was decoded came to it.
        stuck |= await sift(self._project, connection, facts)
        self._mind_the_limit(batch.topic, len(parked), stuck)
        held = _held(new, behind, stuck)
        await park(connection, self.name, batch.topic, held)
        await inbox.take(connection, self.name, batch.topic, highest)
        return Outcome(len(new) - len(held), len(known) - len(new), held, skipped)

    def _mind_the_limit(self, topic: str, parked: int, stuck: Mapping[Key, Stuck]) -> None:
        if stuck and parked + len(stuck) > self._parked_limit:
            first = min(stuck.values(), key=attrgetter("sequence"))
            raise TooManyParked(
                f"{self.name} may park {self._parked_limit} children and {parked + len(stuck)} would wait; "
                f"{topic} sequence {first.sequence} was refused: {first.reason}"
            )

    async def _try_again(self, connection: Connection, key: ParkedKey, facts: Sequence[Arrival]) -> int:
        """How many of the facts stay parked."""
        events, stuck = decoded(facts, self._catalogue)
        stuck |= await sift(self._project, connection, events)
        if not stuck:
            await unpark(connection, self.name, key, facts[-1].sequence + 1)
            return 0
        [at] = stuck.values()
        await unpark(connection, self.name, key, at.sequence)
        await blame(connection, self.name, key, at.sequence, at.reason)
        return sum(fact.sequence >= at.sequence for fact in facts)


def _held(new: Sequence[Arrival], behind: set[Key], stuck: Mapping[Key, Stuck]) -> list[Waiting]:
    """The facts to park: of a child that waits already, and of one now stuck from there on."""
    held: list[Waiting] = []
    for arrival in new:
        at = stuck.get(arrival.key)
        if arrival.key in behind or (at and arrival.sequence >= at.sequence):
            reason = at.reason if at and at.sequence == arrival.sequence else WAITS
            held.append(Waiting(*arrival.key, arrival.sequence, arrival.fact, reason))
    return held


def _reached(offsets: Mapping[Place, int], goal: Mapping[Place, int] | None) -> bool:
    return goal is not None and all(offsets.get(place, 0) >= head for place, head in goal.items())
