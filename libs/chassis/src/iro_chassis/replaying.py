"""Tries the facts of parked children again, as an operator asks."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from iro_chassis.workers import Worker
from iro_events.database import Database
from iro_events.parked import ParkedChild, parked_children

MOST_OF_A_REASON = 200


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """What came of a child's facts for one consumer: so many were taken, so many still wait."""

    consumer: str
    child: UUID
    taken: int
    still_parked: int


async def try_again(
    database: Database, workers: Sequence[Worker], children: Collection[UUID] = ()
) -> AsyncIterator[TriedAgain]:
    """Each of the children (none named: all that are parked) for each consumer that parked it. Raises as the consumer.

    Consumers at work meanwhile wait for a moment, and take nothing twice.
    """
    replays = {worker.name: worker.replay for worker in workers}
    waiting = {(one.consumer, one.subject) for one in await parked_children(database)}
    for consumer, child in sorted(waiting):
        replay = replays.get(consumer)
        if replay is not None and (not children or child in children):
            came = await replay(child)
            yield TriedAgain(consumer, child, came.projected, came.still_parked)


def listed(children: Sequence[ParkedChild]) -> Iterator[str]:
    """A line for each child, and how many there are."""
    for one in children:
        since = one.since.strftime("%Y-%m-%d %H:%M UTC")
        reason = " ".join(one.reason[:MOST_OF_A_REASON].split())
        yield (
            f"{one.subject} waits for {one.consumer} since {since}: {one.facts} of {one.topic} from {one.sequence} on: "
            f"{reason}"
        )
    yield f"{len(children)} parked"


def told(outcome: TriedAgain) -> str:
    """A line."""
    return f"{outcome.child} for {outcome.consumer}: {outcome.taken} taken, {outcome.still_parked} still wait"
