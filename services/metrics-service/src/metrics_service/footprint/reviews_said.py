"""What the facts of a child's reviews and their records say, each in one sentence."""

from typing import assert_never

from iro_events.facts.codes import ManagerResponse, ReviewMode
from iro_events.facts.reviews import (
    DecisionProgressed,
    DecisionsIssued,
    LateReasonGiven,
    ManagerResponded,
    RecordCompleted,
    RecordDistributed,
    ReviewAdjourned,
    ReviewBooked,
    ReviewCancelled,
    ReviewCompleted,
    ReviewEntryWithdrawn,
    ReviewHeld,
    ReviewPartHeld,
    ReviewRebooked,
)
from iro_statute import in_words

PlanFact = ReviewBooked | ReviewRebooked | ReviewCancelled
RecordFact = DecisionsIssued | ManagerResponded | RecordCompleted | RecordDistributed | DecisionProgressed
ReviewFact = (
    PlanFact
    | ReviewHeld
    | ReviewPartHeld
    | ReviewAdjourned
    | ReviewCompleted
    | LateReasonGiven
    | ReviewEntryWithdrawn
    | RecordFact
)

_RESPONSES = {
    ManagerResponse.AGREED: "The manager agrees with the decisions",
    ManagerResponse.QUERIED: "The manager queries the decisions",
    ManagerResponse.DEEMED_AGREED: "The manager's silence is taken as agreement with the decisions",
}


def review_said(fact: ReviewFact) -> str:
    """The fact as a sentence."""
    if isinstance(fact, PlanFact):
        return _planned(fact)
    if isinstance(fact, RecordFact):
        return _recorded(fact)
    match fact:
        case ReviewHeld():
            meeting = "" if fact.mode is ReviewMode.MEETING else " without a meeting"
            shared = ", at a meeting shared with other children" if fact.meeting else ""
            return f"A review is held{meeting}{shared}"
        case ReviewPartHeld():
            return f"Part {fact.part} of the review is held"
        case ReviewAdjourned():
            return f"The review is adjourned, to resume by {in_words(fact.resume_by)}"
        case ReviewCompleted():
            return "The review is completed"
        case LateReasonGiven():
            return f"Why the review was late: {fact.reason.value.replace('-', ' ')}"
        case ReviewEntryWithdrawn():
            return "The review was recorded in error and is withdrawn"
        case _:
            assert_never(fact)


def _planned(fact: PlanFact) -> str:
    match fact:
        case ReviewBooked():
            return "A review is planned for this day"
        case ReviewRebooked():
            return f"The review is planned for this day, not for {in_words(fact.was)}"
        case ReviewCancelled():
            return "The review planned for this day does not take place"
        case _:
            assert_never(fact)


def _recorded(fact: RecordFact) -> str:
    match fact:
        case DecisionsIssued():
            number = "One decision is" if fact.decisions == 1 else f"{fact.decisions} decisions are"
            return f"{number} issued, to be done by {in_words(fact.due_by)}"
        case ManagerResponded():
            return _RESPONSES[fact.response]
        case RecordCompleted():
            return f"The record of the review is complete, to be done by {in_words(fact.due_by)}"
        case RecordDistributed():
            return f"Decisions and record are distributed, to be done by {in_words(fact.due_by)}"
        case DecisionProgressed():
            return f"Decision {fact.decision} of the review: {fact.progress.value.replace('-', ' ')}"
        case _:
            assert_never(fact)
