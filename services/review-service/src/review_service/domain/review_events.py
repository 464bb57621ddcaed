"""What happened to a review: the facts told to all, and what only this service keeps.

Names and shapes here are stored for 75 years: change them only with an upcast.
"""

from iro_events.event import Event
from iro_events.facts.reviews import (
    LateReasonGiven,
    ReviewAdjourned,
    ReviewBooked,
    ReviewCancelled,
    ReviewCompleted,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewPartHeld,
    ReviewRebooked,
)


class LateReasonNoted(Event):
    """What the IRO wrote about the lateness; free text, and so private."""

    note: str


ReviewEvent = (
    ReviewBooked
    | ReviewRebooked
    | ReviewHeld
    | ReviewPartHeld
    | ReviewAdjourned
    | ReviewCompleted
    | ReviewCancelled
    | LateReasonGiven
    | LateReasonNoted
    | ReviewEntryWithdrawn
)
REVIEW_EVENTS: tuple[type[Event], ...] = (
    ReviewBooked,
    ReviewRebooked,
    ReviewHeld,
    ReviewPartHeld,
    ReviewAdjourned,
    ReviewCompleted,
    ReviewCancelled,
    LateReasonGiven,
    LateReasonNoted,
    ReviewEntryWithdrawn,
)
