"""The inbound adapter: reference values, each recorded as it is and about the authority."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from iro_chassis.inbound.border import Border, Fate, Notice, Taken
from iro_chassis.inbound.owners import METRICS
from iro_chassis.inbound.records import RecordsOf, keep
from iro_events.days import authority_id
from iro_events.facts.reference import PopulationRecorded, PopulationWithdrawn, TargetRecorded, TargetWithdrawn
from iro_events.store import Writing
from metrics_service.inbound.bodies import KINDS, POPULATION, TARGET
from metrics_service.targets.decider import POPULATIONS, TARGETS

RECORDS: Final[Mapping[str, RecordsOf]] = {
    POPULATION.name: RecordsOf(PopulationRecorded, PopulationWithdrawn, "population", {}, POPULATIONS),
    TARGET.name: RecordsOf(TargetRecorded, TargetWithdrawn, "target", {}, TARGETS),
}


class ReferenceValues:
    """The reference values of one write as this service's commands."""

    def __init__(self, writing: Writing, fresh_id: Callable[[], UUID]) -> None:
        self._writing = writing

    async def here(self, marks: Collection[str]) -> Collection[str]:
        """None: a reference value is about nobody, so none waits."""
        return ()

    async def take(self, notices: Sequence[Notice]) -> Sequence[Fate]:
        """Each is accepted: nothing here refuses a value that can be read."""
        authority = authority_id(self._writing.authority)
        streams = [(RECORDS[notice.envelope.type].decider, notice.known_as) for notice in notices]
        await self._writing.prefetch([(decider, decider.stream_of(id_)) for decider, id_ in streams])
        for notice in notices:
            await keep(self._writing, RECORDS[notice.envelope.type], notice, authority)
        return [Taken() for _ in notices]


BORDER: Final = Border(service=METRICS, kinds=KINDS, translator=ReferenceValues)
