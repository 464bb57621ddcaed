"""Reads what a bus brought: whose each fact is, which are new, and which can be understood."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iro_events.bus import CloudEvent
from iro_events.catalogue import Catalogue, UnknownEventVersion
from iro_events.cloudevents import TYPE_PREFIX, decode_cloudevent
from iro_events.envelope import Recorded
from iro_events.ids import UUID
from iro_events.inbox import Key
from iro_events.sift import Stuck, reason_of


class MalformedEnvelope(ValueError):
    """What the bus brought does not say whose it is or where it stands: it can be neither projected nor parked."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One fact as brought, not yet decoded, with its place in the order of its child."""

    key: Key
    sequence: int
    fact: CloudEvent


def arrivals(facts: Iterable[CloudEvent], catalogue: Catalogue) -> tuple[list[Arrival], Counter[str]]:
    """The facts of types known here, and how many were passed over by type. Raises MalformedEnvelope."""
    known: list[Arrival] = []
    skipped: Counter[str] = Counter()
    for fact in facts:
        try:
            type_ = str(fact["type"])
            if _is_known(type_, catalogue):
                known.append(Arrival((fact["source"], UUID(fact["subject"])), int(fact["sequence"]), fact))
            else:
                skipped[type_.removeprefix(TYPE_PREFIX)] += 1
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise MalformedEnvelope("a fact needs a type, a source, a child as its subject and a sequence") from fault
    return known, skipped


def _is_known(cloudevent_type: str, catalogue: Catalogue) -> bool:
    return cloudevent_type.startswith(TYPE_PREFIX) and cloudevent_type.removeprefix(TYPE_PREFIX) in catalogue


def fresh(brought: Sequence[Arrival], taken: Mapping[Key, int]) -> tuple[list[Arrival], dict[Key, int]]:
    """Those above the highest sequence taken of their child, each once, and the highest now of every child met."""
    highest = dict(taken)
    new: list[Arrival] = []
    for arrival in brought:
        if arrival.sequence > highest.get(arrival.key, 0):
            highest[arrival.key] = arrival.sequence
            new.append(arrival)
    return new, highest


def decoded(brought: Iterable[Arrival], catalogue: Catalogue) -> tuple[list[Recorded], dict[Key, Stuck]]:
    """The facts as events, and where a child is stuck because its fact cannot be understood.

    Raises UnknownEventVersion: this process is too old to go on.
    """
    facts: list[Recorded] = []
    stuck: dict[Key, Stuck] = {}
    for arrival in brought:
        if arrival.key in stuck:
            continue
        try:
            facts.append(decode_cloudevent(arrival.fact, catalogue))
        except UnknownEventVersion:
            raise
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            stuck[arrival.key] = Stuck(arrival.sequence, reason_of(fault))
    return facts, stuck
