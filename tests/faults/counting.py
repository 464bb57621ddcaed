"""Compares what was told with what came of it, reader by reader: lost, doubled, turned round."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import asyncpg

from iro_events.cloudevents import cloudevent_type
from iro_events.event import RestrictedEvent
from iro_events.facts import care, reviews
from iro_events.facts.care import ReasonCeasedRecorded
from iro_events.kafka.bus import KafkaBus
from iro_events.published import published_in

from .followers import TOPICS
from .system import FOLLOWERS, System

OF_REVIEWS = frozenset(
    cloudevent_type(event.type) for event in published_in(care, reviews) if not issubclass(event, RestrictedEvent)
)
AREAS: Mapping[str, tuple[str, bool, frozenset[str] | None]] = {
    "reviews": ("review-service", False, OF_REVIEWS),
    "care_ends": ("review-service", True, frozenset({cloudevent_type(ReasonCeasedRecorded.type)})),
    "escalations": ("escalation-service", False, None),
    "escalations_restricted": ("escalation-service", True, None),
    "participation": ("participation-service", False, None),
    "participation_restricted": ("participation-service", True, None),
}
"""Of each area of metrics-service: who publishes it, whether to few, and its types where it does not read all."""

BEHIND = """
SELECT count(*) FROM {0}.child_history
WHERE seq IS DISTINCT FROM (SELECT max(seq) FROM {0}.told WHERE told.child = child_history.child)
"""
"""Children whose history does not end with their last fact: one that came later was folded before it."""


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the facts that one reader should have taken."""

    reader: str
    facts: int
    lost: int
    doubled: int
    inverted: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.doubled or self.inverted)


@dataclass
class Logs:
    """All that the services tell: by service and whether to few, each in its log's order."""

    facts: dict[tuple[str, bool], list[dict[str, Any]]]

    def of(self, area: str) -> list[dict[str, Any]]:
        """The facts that an area of metrics-service rests on."""
        service, restricted, kinds = AREAS[area]
        return [fact for fact in self.facts[service, restricted] if kinds is None or fact["type"] in kinds]

    def all(self) -> list[dict[str, Any]]:
        """Every fact."""
        return [fact for own in self.facts.values() for fact in own]


async def counts_of_areas(system: System, logs: Logs) -> list[Count]:
    """Of each area of metrics-service: what it keeps of what it was told, and the order in which cases were judged."""
    connection = await system.connect("metrics")
    try:
        return [await _area(connection, area, logs.of(area)) for area in AREAS]
    finally:
        await connection.close()


async def _area(connection: "asyncpg.Connection[asyncpg.Record]", area: str, facts: Sequence[Any]) -> Count:
    rows = await connection.fetch(f"SELECT event, seq FROM {area}.told")  # noqa: S608 - a name above
    kept = Counter((str(row["event"]), row["seq"]) for row in rows)
    told = {(fact["id"], int(fact["sequence"])) for fact in facts}
    lost, doubled = len(told - set(kept)), kept.total() - len(told & set(kept))
    return Count(f"metrics-service: {area}", len(told), lost, doubled, await connection.fetchval(BEHIND.format(area)))


async def count_of_follower(system: System, name: str, logs: Logs) -> Count:
    """Of one that keeps a row for each fact in the order in which it was taken."""
    connection = await system.connect(FOLLOWERS)
    try:
        rows = await connection.fetch(f"SELECT id, subject, seq FROM {name} ORDER BY place")  # noqa: S608 - as above
    finally:
        await connection.close()
    taken = [(str(row["id"]), str(row["subject"]), row["seq"]) for row in rows]
    return _count(f"follower: {name}", taken, logs)


async def count_of_topics(system: System, logs: Logs) -> Count:
    """Of the broker itself: a record may be repeated, but none may be missing, nor a child's number met before one
    below it.
    """
    met: dict[str, tuple[str, str, int]] = {}
    bus = KafkaBus(system.cluster, "the-count")
    for topic in TOPICS:
        ends = {number: end for number, end in (await bus.head(topic)).items() if end}
        async with aclosing(bus.subscribe([topic], {})) as batches:
            while ends:
                batch = await anext(batches)
                for fact in batch.facts:
                    met.setdefault(fact["id"], (fact["id"], fact["subject"], int(fact["sequence"])))
                if batch.next_offset >= ends.get(batch.partition, batch.next_offset + 1):
                    del ends[batch.partition]
    return _count("the topics", list(met.values()), logs)


async def counts_of_children(system: System, children: set[str]) -> list[Count]:
    """Of the services that keep for themselves which children there are."""
    counts = []
    for database in ("escalation", "participation"):
        connection = await system.connect(database)
        known = {str(row["child"]) for row in await connection.fetch("SELECT child FROM known_child")}
        await connection.close()
        lost, more = len(children - known), len(known - children)
        counts.append(Count(f"{database}-service: children", len(children), lost, more, 0))
    return counts


def _count(reader: str, taken: Sequence[tuple[str, str, int]], logs: Logs) -> Count:
    """`taken` are ids, subjects and numbers in the order taken. Two topics of one log come in any order."""
    place = {fact["id"]: own for own, facts in logs.facts.items() for fact in facts}
    ids = Counter(fact for fact, *_ in taken)
    last: dict[Any, int] = {}
    inverted = 0
    for fact, subject, seq in taken:
        key = place.get(fact), subject
        inverted += seq < last.get(key, 0)
        last[key] = seq
    return Count(reader, len(place), len(set(place) - set(ids)), ids.total() - len(set(place) & set(ids)), inverted)
