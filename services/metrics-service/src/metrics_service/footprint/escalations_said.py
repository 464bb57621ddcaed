"""What the facts of an IRO's challenges and of good practice say, each in one sentence."""

from typing import assert_never

from iro_events.facts.escalation_codes import (
    Answer,
    BypassReason,
    CafcassGround,
    ConcernOutcome,
    ConcernWithdrawal,
    MovedUpBy,
    RaisedWith,
)
from iro_events.facts.escalations import (
    CafcassReferred,
    ChildsViewOfConcernRecorded,
    ConcernAnswered,
    ConcernEntryWithdrawn,
    ConcernRaised,
    ConcernSettled,
    ConcernWithdrawn,
    DisputeMovedUp,
    DisputeRaised,
    DisputeResolved,
    GoodPracticeAlerted,
    GoodPracticeEntryWithdrawn,
    LegalAdviceObtained,
    StageAnswered,
    StageBypassed,
    StageEntered,
)
from iro_statute import in_words, ordinal

DisputeFact = DisputeRaised | StageEntered | StageAnswered | DisputeMovedUp | StageBypassed | DisputeResolved
ClosingFact = ConcernSettled | ConcernWithdrawn | ConcernEntryWithdrawn
BesideFact = CafcassReferred | LegalAdviceObtained | GoodPracticeAlerted | GoodPracticeEntryWithdrawn
EscalationFact = ConcernRaised | ChildsViewOfConcernRecorded | ConcernAnswered | DisputeFact | ClosingFact | BesideFact

_ANSWERS = {
    Answer.ACCEPTED: "the challenge is accepted",
    Answer.PARTLY_ACCEPTED: "the challenge is accepted in part",
    Answer.NOT_ACCEPTED: "the challenge is not accepted",
}
_OUTCOMES = {
    ConcernOutcome.UPHELD: "the IRO's challenge is upheld",
    ConcernOutcome.PARTLY_UPHELD: "the IRO's challenge is upheld in part",
    ConcernOutcome.NOT_UPHELD: "the IRO's challenge is not upheld",
}
_BYPASSED = {
    BypassReason.URGENT: "it is urgent",
    BypassReason.INVOLVED_ALREADY: "that manager is involved already",
    BypassReason.NOBODY_IN_POST: "nobody is in that post",
    BypassReason.OTHER: "another reason",
}
_GROUNDS = {
    CafcassGround.PLAN_NOT_PREPARED: "the care plan is not prepared as it should be",
    CafcassGround.NOT_REVIEWED: "the case is not reviewed as it should be",
    CafcassGround.DECISIONS_NOT_CARRIED_OUT: "a review's decisions are not carried out",
    CafcassGround.OTHER_BREACH: "another breach of duty",
}
_WITHDRAWN = {
    ConcernWithdrawal.OVERTAKEN: "events have overtaken it",
    ConcernWithdrawal.CARE_ENDED: "care has ended",
    ConcernWithdrawal.CHILD_ASKED: "the child asked for that",
    ConcernWithdrawal.OTHER: "another reason",
}


def escalation_said(fact: EscalationFact) -> str:
    """The fact as a sentence."""
    if isinstance(fact, DisputeFact):
        return _dispute(fact)
    if isinstance(fact, ClosingFact):
        return _closing(fact)
    if isinstance(fact, BesideFact):
        return _beside(fact)
    match fact:
        case ConcernRaised():
            return f"The IRO raises a concern{_with(fact.raised_with)} about {_words(fact.category)}"
        case ChildsViewOfConcernRecorded():
            return f"The child's view of the concern's being raised: {_words(fact.view)}"
        case ConcernAnswered():
            return f"The concern is answered{_by(fact.by)}: {_ANSWERS[fact.answer]}"
        case _:
            assert_never(fact)


def _dispute(fact: DisputeFact) -> str:
    match fact:
        case DisputeRaised():
            return f"The concern is a formal dispute, to be concluded by {in_words(fact.conclude_by)}"
        case StageEntered():
            limit = f"; an answer is due by {in_words(fact.answer_by)}" if fact.answer_by else ""
            return f"The dispute comes to its {ordinal(fact.step)} stage, the {_words(fact.stage)}{limit}"
        case StageAnswered():
            return f"An answer comes from the {_words(fact.stage)}: {_ANSWERS[fact.answer]}"
        case DisputeMovedUp():
            why = "no answer came in time" if fact.moved_by is MovedUpBy.TIME else "the IRO takes it there"
            return f"The dispute moves up from the {_words(fact.was)} to the {_words(fact.to)}: {why}"
        case StageBypassed():
            return f"The stage of the {_words(fact.stage)} is left out: {_BYPASSED[fact.reason]}"
        case DisputeResolved():
            where = f"The dispute is concluded with the {_words(fact.stage)}"
            return f"{where}, to be done by {in_words(fact.conclude_by)}: {_outcome(fact)}"
        case _:
            assert_never(fact)


def _closing(fact: ClosingFact) -> str:
    match fact:
        case ConcernSettled():
            return f"The concern is settled without a formal dispute: {_outcome(fact)}"
        case ConcernWithdrawn():
            return f"The IRO pursues the matter no further: {_WITHDRAWN[fact.reason]}"
        case ConcernEntryWithdrawn():
            return "The whole matter was recorded in error and is withdrawn"
        case _:
            assert_never(fact)


def _beside(fact: BesideFact) -> str:
    match fact:
        case CafcassReferred():
            return f"The IRO refers the case to Cafcass: {_GROUNDS[fact.ground]}"
        case LegalAdviceObtained():
            return "The IRO takes independent legal advice on the matter"
        case GoodPracticeAlerted():
            return f"The IRO tells the authority of good practice: {_words(fact.practice)}"
        case GoodPracticeEntryWithdrawn():
            return "The good practice was recorded in error and is withdrawn"
        case _:
            assert_never(fact)


def _outcome(fact: ConcernSettled | DisputeResolved) -> str:
    return f"{_OUTCOMES[fact.outcome]}, and the care plan is {'changed' if fact.plan_changed else 'as it was'}"


def _with(whom: RaisedWith | None) -> str:
    if whom is None:
        return ""
    return " with others" if whom is RaisedWith.OTHER else f" with the {_words(whom)}"


def _by(whom: RaisedWith) -> str:
    return " by others" if whom is RaisedWith.OTHER else f" by the {_words(whom)}"


def _words(code: str) -> str:
    return code.replace("-", " ")
