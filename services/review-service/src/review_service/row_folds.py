"""How a row of care or of a review follows from what was told; None where there is no row, or no longer."""

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
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.reviews import (
    ReviewBooked,
    ReviewCancelled,
    ReviewCompleted,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewRebooked,
)
from iro_events.folding import Row
from review_service.domain.review_state import Stage

CARE_FOLDED = (
    ChildBecameLookedAfter,
    LookedAfterDateCorrected,
    ShortBreakStatusChanged,
    ChildCeasedLookedAfter,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    IroAppointed,
    IroChanged,
    ReviewDueSet,
)
REVIEW_FOLDED = (ReviewBooked, ReviewRebooked, ReviewHeld, ReviewCompleted, ReviewCancelled, ReviewEntryWithdrawn)


def care_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a period of care after the event."""
    event = told.event
    if isinstance(event, ChildBecameLookedAfter):
        return _begun(event, told)
    if row is None or isinstance(event, CareEntryWithdrawn):
        return None
    match event:
        case LookedAfterDateCorrected():
            return {**row, "started_on": event.on, "start_known": event.start_known}
        case ShortBreakStatusChanged():
            return {**row, "short_break": event.short_break}
        case ChildCeasedLookedAfter() | CareEndCorrected():
            return {**row, "ended_on": event.on}
        case CareEndWithdrawn():
            return {**row, "ended_on": None}
        case IroAppointed() | IroChanged():
            return {**row, "iro": event.iro}
        case ReviewDueSet():
            due = {"due_statute": event.due_statute, "due_indicator": event.due_indicator}
            return {**row, "ordinal": event.ordinal, **due}
        case _:
            return row


def review_row(row: Row | None, told: Recorded) -> Row | None:
    """The row of a review after the event."""
    event = told.event
    match event:
        case ReviewBooked():
            new = {"planned_for": event.planned_for, "meeting": event.meeting}
            return {**_unheld(event.review, told), "stage": Stage.BOOKED, **new}
        case ReviewHeld():
            held = {"held_on": event.held_on, "meeting": event.meeting}
            return {**(row or _unheld(event.review, told)), "stage": Stage.OPEN, **held}
        case ReviewRebooked() if row:
            return {**row, "planned_for": event.planned_for}
        case ReviewCompleted() if row:
            return {**row, "stage": Stage.COMPLETED, "completed_on": event.on}
        case ReviewCancelled() if row:
            return {**row, "stage": Stage.CANCELLED}
        case ReviewEntryWithdrawn() if row:
            return {**row, "stage": Stage.WITHDRAWN}
        case _:
            return row


def _begun(event: ChildBecameLookedAfter, told: Recorded) -> Row:
    return {
        "care": event.care,
        "child": told.subject,
        "started_on": event.on,
        "start_known": event.start_known,
        "ended_on": None,
        "short_break": event.short_break,
        "iro": None,
        "ordinal": None,
        "due_statute": None,
        "due_indicator": None,
    }


def _unheld(review: object, told: Recorded) -> Row:
    return {
        "review": review,
        "child": told.subject,
        "stage": Stage.NEW,
        "planned_for": None,
        "meeting": None,
        "held_on": None,
        "completed_on": None,
    }
