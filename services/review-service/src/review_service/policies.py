"""What a command needs of other aggregates, what an event brings about in them, and what a passing day brings."""

from collections.abc import Mapping
from typing import Final

from iro_events.envelope import Recorded
from iro_events.event import Event
from iro_events.policies import Need, Policy, Tick, no_tick
from iro_events.store import Writing
from review_service.domain.relations import RELATIONS, MirrorRelation, RelationRecorded, RelationWithdrawn


async def _mirror_relation(writing: Writing, recorded: Recorded) -> None:
    """The other child's stream says the same of the two, seen from there."""
    event = recorded.event
    if not isinstance(event, RelationRecorded | RelationWithdrawn):
        return
    relation = event.relation.seen_from_the_other if isinstance(event, RelationRecorded) else None
    command = MirrorRelation(other=recorded.subject, relation=relation)
    await writing.execute(RELATIONS, RELATIONS.stream_of(event.other), command, subject=event.other)


NEEDS: Final[Mapping[type, Need]] = {}

POLICIES: Final[Mapping[type[Event], Policy]] = {
    RelationRecorded: _mirror_relation,
    RelationWithdrawn: _mirror_relation,
}

TICK: Final[Tick] = no_tick
