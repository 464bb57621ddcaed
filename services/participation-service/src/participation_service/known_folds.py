"""How what is known of a child's care and reviews follows from what review-service told."""

from iro_events.envelope import Recorded
from iro_events.facts.care import (
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    IroAppointed,
    IroChanged,
    LookedAfterDateCorrected,
)
from iro_events.facts.reviews import (
    ReviewBooked,
    ReviewCancelled,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewRebooked,
)
from iro_events.folding import Row


def care_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a period of care after the fact."""
    event = told.event
    if isinstance(event, ChildBecameLookedAfter):
        begun = {"care": event.care, "child": told.subject, "started_on": event.on}
        return {**begun, "ended_on": None, "iro": None}
    if row is None or isinstance(event, CareEntryWithdrawn):
        return None
    match event:
        case LookedAfterDateCorrected():
            return {**row, "started_on": event.on}
        case ChildCeasedLookedAfter() | CareEndCorrected():
            return {**row, "ended_on": event.on}
        case CareEndWithdrawn():
            return {**row, "ended_on": None}
        case IroAppointed() | IroChanged():
            return {**row, "iro": event.iro}
        case _:
            return row


def review_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a review after the fact; a review that was withdrawn is unknown from then on."""
    event = told.event
    match event:
        case ReviewBooked():
            return {"review": event.review, "child": told.subject, "planned_for": event.planned_for, "held_on": None}
        case ReviewRebooked() if row:
            return {**row, "planned_for": event.planned_for}
        case ReviewHeld():
            planned_for = row["planned_for"] if row else None
            held = {"review": event.review, "child": told.subject, "held_on": event.held_on}
            return {**held, "planned_for": planned_for}
        case ReviewCancelled() if row:
            return {**row, "planned_for": None}
        case ReviewEntryWithdrawn():
            return None
        case _:
            return row
