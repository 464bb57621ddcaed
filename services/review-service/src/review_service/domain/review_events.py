"""Everything that the stream of a review holds, beside notes."""

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

ReviewEvent = (
    ReviewBooked
    | ReviewRebooked
    | ReviewHeld
    | ReviewPartHeld
    | ReviewAdjourned
    | ReviewCompleted
    | ReviewCancelled
    | LateReasonGiven
    | ReviewEntryWithdrawn
)
