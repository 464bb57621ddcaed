"""What the facts of a child's advocates and independent visitors say, each in one sentence."""

from typing import assert_never

from iro_events.facts.advocacy import (
    AdvocacyAwarenessRecorded,
    AdvocacyEnded,
    AdvocacyEndReasonRecorded,
    AdvocateMatched,
    AdvocateOffered,
    AdvocateRequested,
    IndependentVisitorConsidered,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
    IndependentVisitorMatched,
)
from iro_events.facts.participation_codes import AdvocacyAnswer, OfferAnswer, VisitorNeed
from iro_statute import in_words

VisitorFact = (
    IndependentVisitorConsidered | IndependentVisitorMatched | IndependentVisitorEnded | IndependentVisitorEndWithdrawn
)
AdvocacyFact = (
    AdvocacyAwarenessRecorded
    | AdvocateRequested
    | AdvocateOffered
    | AdvocateMatched
    | AdvocacyEnded
    | AdvocacyEndReasonRecorded
    | VisitorFact
)

_OFFERS = {
    OfferAnswer.ACCEPTED: "The child is offered an advocate and accepts",
    OfferAnswer.DECLINED: "The child is offered an advocate and declines",
    OfferAnswer.AWAITED: "The child is offered an advocate; its answer is awaited",
}
_NEEDS = {
    VisitorNeed.NEEDED: "An independent visitor is considered and needed",
    VisitorNeed.NOT_NEEDED: "An independent visitor is considered and not needed",
    VisitorNeed.CHILD_OBJECTS: "An independent visitor is considered; the child objects",
}


def advocacy_said(fact: AdvocacyFact) -> str:
    """The fact as a sentence."""
    if isinstance(fact, VisitorFact):
        return _visitor(fact)
    match fact:
        case AdvocacyAwarenessRecorded():
            asked = {"knows of advocates": fact.knows, "has one": fact.has, "wants one": fact.wants}
            return f"Asked of advocates at the review: {', '.join(_answer(what, asked[what]) for what in asked)}"
        case AdvocateRequested():
            return "An advocate is asked for on the child's behalf"
        case AdvocateOffered():
            return _OFFERS[fact.answer]
        case AdvocateMatched():
            return "An advocate works for the child from this day"
        case AdvocacyEnded():
            return "The advocate's work for the child ends"
        case AdvocacyEndReasonRecorded():
            return f"Why the advocate's work for the child ends: {fact.reason.value.replace('-', ' ')}"
        case _:
            assert_never(fact)


def _answer(what: str, answer: AdvocacyAnswer) -> str:
    return f"{what}: {answer.value.replace('-', ' ')}"


def _visitor(fact: VisitorFact) -> str:
    match fact:
        case IndependentVisitorConsidered():
            return _NEEDS[fact.need]
        case IndependentVisitorMatched():
            return "An independent visitor is appointed"
        case IndependentVisitorEnded():
            return f"The independent visitor's appointment ends: {fact.reason.value.replace('-', ' ')}"
        case IndependentVisitorEndWithdrawn():
            return f"The independent visitor's appointment had not ended on {in_words(fact.was)}: it goes on"
        case _:
            assert_never(fact)
