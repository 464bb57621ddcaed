"""Facts of care proceedings in court, as the authority's own system tells them.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from iro_events.event import PublishedEvent


class ProceedingsRecorded(PublishedEvent):
    """Proceedings about the child were issued on that day, and ended on the other where they did; the last told stands.

    What they are about and what was ordered is told by nobody here.
    """

    effective: ClassVar = "on"
    proceedings: UUID
    on: date
    until: date | None


class ProceedingsWithdrawn(PublishedEvent):
    """The proceedings were recorded in error."""

    proceedings: UUID
