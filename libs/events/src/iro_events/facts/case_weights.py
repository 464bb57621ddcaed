"""The fact of how an authority weighs its IROs' caseloads: its own formula, which no law gives.

Its subject is the authority. Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar

from iro_events.event import PublishedEvent


class CaseWeightsSet(PublishedEvent):
    """From that day on a child weighs so much in a caseload; weights set again for the same day stand in their place.

    In hundredths of the work for one child looked after. What holds of a child on a day is added up: looked after, no
    review of this care held yet, proceedings running; a child protection plan is a child's own work beside care.
    """

    effective: ClassVar = "valid_from"
    valid_from: date
    looked_after: int
    not_yet_reviewed: int
    in_proceedings: int
    protection_plan: int
