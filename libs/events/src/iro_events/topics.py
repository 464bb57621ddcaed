"""The topics of a broker as code: who tells on which, in how many partitions, how large and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

RESTRICTED: Final = ".restricted"
"""What the name of a topic of special categories ends in; it has an access list of its own."""

FACT_PARTITIONS: Final = 6
"""Never to be changed while there are facts: a child's facts would go on in another partition, out of their order."""

LARGEST_BATCH: Final = 1024 * 1024
LARGEST_RECORD: Final = 256 * 1024
"""Bytes. A fact has a few hundred; what is larger than the second is none."""

_FOR_EVER: Final = "-1"
_A_QUARTER: Final = str(90 * 24 * 60 * 60 * 1000)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it must be. `kept` is its retention in milliseconds, -1 for ever.

    Where it is told facts of one type `only`, others outside read it, and find nothing but these.
    """

    name: str
    partitions: int
    kept: str
    only: str | None = None

    @property
    def restricted(self) -> bool:
        """Whether few may read it."""
        return self.name.endswith(RESTRICTED)

    @property
    def settings(self) -> Mapping[str, str]:
        """The broker's settings of it. Compaction would keep a child's last fact and lose the rest."""
        return {
            "cleanup.policy": "delete",
            "retention.ms": self.kept,
            "retention.bytes": "-1",
            "max.message.bytes": str(LARGEST_BATCH),
        }


class NoSuchTopic(LookupError):
    """The topic is none of Footprint's."""


def _with_twin(name: str, partitions: int, kept: str) -> tuple[Topic, Topic]:
    return Topic(name, partitions, kept), Topic(name + RESTRICTED, partitions, kept)


TOLD_BY: Final[Mapping[str, tuple[Topic, Topic]]] = {
    "review-service": _with_twin("iro.reviews", FACT_PARTITIONS, _FOR_EVER),
    "escalation-service": _with_twin("iro.escalations", FACT_PARTITIONS, _FOR_EVER),
    "participation-service": _with_twin("iro.participation", FACT_PARTITIONS, _FOR_EVER),
    "metrics-service": _with_twin("iro.deadlines", FACT_PARTITIONS, _FOR_EVER),
}
"""The facts of each service: those that all readers may have, and those of special categories."""

DEAD_LETTERS: Final = _with_twin("iro.dead-letters", 1, _A_QUARTER)
"""Records found among the facts that are none, for a person to look at."""

INBOUND: Final = Topic("information-system.events", FACT_PARTITIONS, _A_QUARTER)
"""What the authority's own system tells. It is no topic of ours: a record may hold anything."""

REJECTIONS: Final = Topic("information-system.rejections", FACT_PARTITIONS, _A_QUARTER, only="InboundRejected")
"""What that system is told back, where something it told was refused."""

TOPICS: Final = (*(topic for pair in TOLD_BY.values() for topic in pair), *DEAD_LETTERS, INBOUND, REJECTIONS)


def topic_named(name: str) -> Topic:
    """The topic of that name. Raises NoSuchTopic."""
    for topic in TOPICS:
        if topic.name == name:
            return topic
    raise NoSuchTopic(f"there is no topic {name!r} among Footprint's")
