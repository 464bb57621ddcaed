"""How the row of a concern follows from what was told of it."""

from iro_events.envelope import Recorded
from iro_events.facts.escalations import (
    CafcassReferred,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    DisputeRaised,
    DisputeResolved,
)
from iro_events.folding import Row

FOLDED = (
    ConcernRaised,
    ConcernAnswered,
    ConcernSettled,
    DisputeRaised,
    DisputeResolved,
    CafcassReferred,
    ConcernWithdrawn,
    ConcernEntryWithdrawn,
)


def concern_row(row: Row | None, told: Recorded) -> Row | None:
    """The row after the event."""
    event = told.event
    if isinstance(event, ConcernRaised):
        return _raised(event, told)
    if row is None:
        return None
    match event:
        case ConcernAnswered():
            return {**row, "answered_on": min(row["answered_on"] or event.on, event.on)}
        case DisputeRaised():
            dispute = {"formal_on": event.on, "conclude_by": event.conclude_by, "ladder_from": event.ladder_from}
            return {**row, **dispute}
        case ConcernSettled() | DisputeResolved():
            return {**row, "closed_on": event.on, "outcome": event.outcome, "plan_changed": event.plan_changed}
        case CafcassReferred():
            return {**row, "cafcass_on": min(row["cafcass_on"] or event.on, event.on)}
        case ConcernWithdrawn():
            return {**row, "closed_on": event.on}
        case ConcernEntryWithdrawn():
            return {**row, "in_error": True}
        case _:
            return row


def _raised(event: ConcernRaised, told: Recorded) -> Row:
    return {
        "concern": event.concern,
        "child": told.subject,
        "iro": event.iro,
        "category": event.category,
        "raised_on": event.on,
        "raised_with": event.raised_with,
        "answer_by": event.answer_by,
        "answered_on": None,
        "formal_on": None,
        "conclude_by": None,
        "ladder_from": None,
        "cafcass_on": None,
        "closed_on": None,
        "outcome": None,
        "plan_changed": None,
        "in_error": False,
    }
