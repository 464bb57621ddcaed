"""What the events that this service owns contain; their JSON Schemas are in docs/inbound."""

from typing import Annotated

from pydantic import Field, StrictBool

from iro_chassis.inbound.border import About, Body, Kind, kinds_of
from iro_chassis.inbound.spans import Until
from iro_events.dates import StrictDate
from iro_events.facts.reference import PopulationSource, TargetOf, TargetSource


class Population(Body):
    """How many children under 18 lived in the authority's area on a day, and who says so."""

    on: StrictDate
    children: Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
    source: PopulationSource
    published_on: StrictDate | None = None


class Target(Body):
    """What a figure is to come to, in tenths of its unit (950 for 95 %), from `on`; `until` is the last day of it.

    `at_least` is left out of no target: more is better of some figures, and less of others.
    """

    of: TargetOf
    on: StrictDate
    until: Until = None
    tenths: Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
    at_least: StrictBool
    source: TargetSource


POPULATION = Kind("reference.population", Population, happened=("published_on",), about=About.NOBODY)
TARGET = Kind("reference.target", Target, about=About.NOBODY)

KINDS = kinds_of(POPULATION, TARGET)
