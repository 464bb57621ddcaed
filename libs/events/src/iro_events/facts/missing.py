"""Facts of children who were missing, as the authority's own system tells them. Few may be told.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from iro_events.event import RestrictedEvent


class Absence(StrEnum):
    """The sector's own codes (SSDA903 Missing): whereabouts unknown, or away without authorisation."""

    MISSING = "M"
    AWAY = "A"


class MissingEpisodeRecorded(RestrictedEvent):
    """The child was missing or away from that day, until the other where it was found; the last told stands."""

    effective: ClassVar = "on"
    episode: UUID
    on: date
    until: date | None
    absence: Absence


class MissingEpisodeWithdrawn(RestrictedEvent):
    """The child was not missing: that was recorded in error."""

    episode: UUID
