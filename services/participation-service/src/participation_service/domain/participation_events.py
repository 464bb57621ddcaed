"""What happened to a child's part in a review: the facts told, and what only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from datetime import date
from typing import ClassVar

from iro_events.event import Event
from iro_events.facts.participation import (
    ChildInvited,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
)
from iro_events.facts.participation_codes import ViewsMedium


class ViewsNoted(Event):
    """What the child said, in its own words; they stay here."""

    effective: ClassVar = "on"
    on: date
    medium: ViewsMedium
    words: str


ParticipationEvent = (
    ChildInvited | ConversationRecorded | ViewsGiven | ViewsNoted | ParticipationRecorded | ParticipationCorrected
)
PARTICIPATION_EVENTS: tuple[type[Event], ...] = (
    ChildInvited,
    ConversationRecorded,
    ViewsGiven,
    ViewsNoted,
    ParticipationRecorded,
    ParticipationCorrected,
)
