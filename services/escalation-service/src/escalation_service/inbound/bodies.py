"""What the events that this service owns hold; their JSON Schemas are in docs/inbound."""

from iro_chassis.inbound.border import About, Body, Kind, kinds_of
from iro_chassis.inbound.spans import Until
from iro_events.dates import StrictDate


class Proceedings(Body):
    """Care proceedings about a child were issued in court, and ended on the day `until` where they did."""

    on: StrictDate
    until: Until = None


PROCEEDINGS = Kind("proceedings.case", Proceedings, happened=("on", "until"), about=About.CHILD_HERE)

KINDS = kinds_of(PROCEEDINGS)
