"""Translates the reference figures: population and targets, told as they stand."""

from iro_chassis.inbound.border import Notice
from iro_chassis.inbound.records import keep, told_as
from iro_events.days import authority_id
from iro_events.facts.reference import PopulationRecorded, PopulationWithdrawn, TargetRecorded, TargetWithdrawn
from iro_events.store import Writing
from review_service.inbound.bodies import POPULATION, TARGET

REFERENCES = {
    POPULATION.name: told_as("population", PopulationRecorded, PopulationWithdrawn, "population"),
    TARGET.name: told_as("target", TargetRecorded, TargetWithdrawn, "target"),
}


async def take_reference(writing: Writing, notice: Notice) -> None:
    """Tells of the figure, which is the authority's."""
    await keep(writing, REFERENCES[notice.envelope.type], notice, authority_id(writing.authority))
