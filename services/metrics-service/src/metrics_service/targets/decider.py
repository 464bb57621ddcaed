"""Populations and targets: each is a record of the authority's own system, which corrects and withdraws it there.

A record says how things are, so the last version counts, and the same again records nothing.
"""

from typing import Final

from iro_events.facts.reference import PopulationRecorded, PopulationWithdrawn, TargetRecorded, TargetWithdrawn
from iro_events.kept import record_of

POPULATIONS: Final = record_of(PopulationRecorded, PopulationWithdrawn, "population")

TARGETS: Final = record_of(TargetRecorded, TargetWithdrawn, "target")
