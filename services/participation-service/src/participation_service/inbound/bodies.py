"""What the events that this service owns hold; their JSON Schemas are in docs/inbound."""

from iro_chassis.inbound.border import About, Body, Kind, kinds_of
from iro_chassis.inbound.spans import Until
from iro_events.dates import StrictDate
from iro_events.facts.missing import Absence


class MissingEpisode(Body):
    """A child was missing (M) or away without authorisation (A) from `on`, until the day on which it was found."""

    on: StrictDate
    until: Until = None
    absence: Absence


MISSING = Kind("missing.episode", MissingEpisode, happened=("on", "until"), about=About.CHILD_HERE)

KINDS = kinds_of(MISSING)
