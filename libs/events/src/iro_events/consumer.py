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
from iro_events.bus import Batch, Bus, CloudEvent, SharedBus
from iro_events.catalogue import Catalogue
from iro_events.database import Connection, Database
from iro_events.inbox import Key, Place, Stand
from iro_events.parked import WAITS, ParkedKey, TooManyParked, Waiting, blame, park, parked_keys, unpark, waiting
from iro_events.sift import Project, Stuck, is_passing, sift
from iro_events.tally import Outcome, Tally

logger = logging.getLogger(__name__)

PAUSES = (0.05, 0.2, 0.5, 1.0)
"""Seconds between tries of a batch when the surroundings fail (a lost connection, a deadlock)."""

TOGETHER = 5000
"""Facts from which on no further batch is waited for before all are dealt with: each child's cases are read and written
once for them all. A projection is to let others run meanwhile."""


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

    async def take(self, *batches: Batch) -> None:
        """Deals with the batches in one transaction, whatever was brought before. Raises as `run`, at the first try."""
        facts = _by_topic(batches)
        async with self._database.transaction() as connection:
            await inbox.lock(connection, self.name)
            if not facts:
                await inbox.nothing_else(connection)
            outcomes = {topic: await self._deal(connection, topic, brought) for topic, brought in facts.items()}
            stands = {_place(batch): Stand(batch.next_offset, batch.known_up_to) for batch in batches}
            await inbox.move(connection, self.name, stands)
        for batch in batches:
            self.tally.moved(_place(batch), batch.next_offset, batch.head)
        for topic, outcome in outcomes.items():
            self.tally.add(outcome)
            for fact in outcome.held:
                logger.error("fact parked consumer=%s topic=%s sequence=%d", self.name, topic, fact.sequence)

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
        brought: list[Batch] = []
        async with aclosing(self._batches(offsets, goal)) as batches:
            async for batch in batches:
                brought.append(batch)
                if batch.more and sum(len(each.facts) for each in brought) < TOGETHER:
                    continue
                await self._persist(brought)
                offsets |= {_place(each): each.next_offset for each in brought}
                brought = []
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

    async def _persist(self, batches: Sequence[Batch]) -> None:
        """Takes the batches, trying again while the surroundings fail."""
        for pause in PAUSES:
            try:
                await self.take(*batches)
            except Exception as failure:
                if not is_passing(failure):
                    raise
                logger.warning("batch tried again consumer=%s cause=%s", self.name, type(failure).__name__)
                await asyncio.sleep(pause)
            else:
                return
        await self.take(*batches)

    async def _deal(self, connection: Connection, topic: str, brought: Sequence[CloudEvent]) -> Outcome:
        known, skipped = arrivals(brought, self._catalogue)
        if not known:
            return Outcome(skipped=skipped)
        taken = await inbox.taken(connection, self.name, topic, {arrival.key for arrival in known})
        new, highest = fresh(known, taken)
        parked = await parked_keys(connection, self.name)
        behind = {(source, subject) for at, source, subject in parked if at == topic}
        facts, stuck = decoded([arrival for arrival in new if arrival.key not in behind], self._catalogue)
        # Where a child is stuck in both, the projection's is the earlier: only what was decoded came to it.
        stuck |= await sift(self._project, connection, facts)
        self._mind_the_limit(topic, len(parked), stuck)
        held = _held(new, behind, stuck)
        await park(connection, self.name, topic, held)
        await inbox.take(connection, self.name, topic, highest)
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


def _place(batch: Batch) -> Place:
    return batch.topic, batch.partition


def _by_topic(batches: Sequence[Batch]) -> Mapping[str, list[CloudEvent]]:
    """What several partitions of a topic brought is dealt with in one go: a child's facts are all in one of them."""
    facts: dict[str, list[CloudEvent]] = {}
    for batch in batches:
        if batch.facts:
            facts.setdefault(batch.topic, []).extend(batch.facts)
    return facts


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
