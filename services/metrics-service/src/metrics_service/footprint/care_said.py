"""What the facts of a child's care say, each in one sentence."""

from typing import assert_never

from iro_events.facts.care import (
    AuthorityToPlaceEnded,
    AuthorityToPlaceGiven,
    CareChangeWithdrawn,
    CareEndCorrected,
    CareEndWithdrawn,
    CareEntryWithdrawn,
    CarePlanChanged,
    ChildBecameLookedAfter,
    ChildCeasedLookedAfter,
    ChildPlacedForAdoption,
    ChildReturnedByAdopters,
    IroAppointed,
    IroChanged,
    IroServiceNotified,
    LongTermFosterPlacementDesignated,
    LookedAfterDateCorrected,
    ReasonCeasedRecorded,
    ReviewDueSet,
    ShortBreakStatusChanged,
)
from iro_events.facts.codes import CareChange
from iro_statute import in_words, ordinal

ChangeFact = (
    AuthorityToPlaceGiven
    | AuthorityToPlaceEnded
    | ChildPlacedForAdoption
    | ChildReturnedByAdopters
    | LongTermFosterPlacementDesignated
    | CareChangeWithdrawn
    | CarePlanChanged
    | ShortBreakStatusChanged
)
EndFact = ChildCeasedLookedAfter | CareEndCorrected | ReasonCeasedRecorded | CareEndWithdrawn | CareEntryWithdrawn
CareFact = (
    ChildBecameLookedAfter
    | LookedAfterDateCorrected
    | IroServiceNotified
    | ChangeFact
    | EndFact
    | IroAppointed
    | IroChanged
    | ReviewDueSet
)

_CHANGES = {
    CareChange.AUTHORITY_GIVEN: "authority to place for adoption given",
    CareChange.AUTHORITY_ENDED: "authority to place for adoption ended",
    CareChange.PLACED: "placed for adoption",
    CareChange.RETURNED: "returned by the adopters",
}


def care_said(fact: CareFact) -> str:
    """The fact as a sentence."""
    if isinstance(fact, ChangeFact):
        return _change(fact)
    if isinstance(fact, EndFact):
        return _end(fact)
    match fact:
        case ChildBecameLookedAfter():
            return _start(fact)
        case LookedAfterDateCorrected():
            return f"The start of care is corrected: {in_words(fact.on)}, not {in_words(fact.was)}"
        case IroServiceNotified():
            return f"The IRO service was told on {in_words(fact.on)}, as is now known"
        case IroAppointed():
            limit = f", to be done by {in_words(fact.appoint_by)}" if fact.appoint_by else ""
            return f"An IRO is appointed{limit}"
        case IroChanged():
            return "Another IRO takes over"
        case ReviewDueSet():
            return _due(fact)
        case _:
            assert_never(fact)


def _start(fact: ChildBecameLookedAfter) -> str:
    start = "Becomes looked after" if fact.start_known else "Is in care, since when is not known"
    breaks = ", in a series of short breaks" if fact.short_break else ""
    told = f"; the IRO service is told on {in_words(fact.notified_on)}" if fact.notified_on else ""
    return f"{start}{breaks}{told}"


def _change(fact: ChangeFact) -> str:
    match fact:
        case AuthorityToPlaceGiven():
            return "Authority to place for adoption is given"
        case AuthorityToPlaceEnded():
            return "Authority to place for adoption ends"
        case ChildPlacedForAdoption():
            return "Is placed for adoption"
        case ChildReturnedByAdopters():
            stands = "stands" if fact.authority_stands else "does not stand"
            return f"Is returned by the adopters; authority to place {stands}"
        case LongTermFosterPlacementDesignated():
            return "The placement is designated as long-term fostering"
        case CareChangeWithdrawn():
            return f"Had not happened, and is withdrawn: {_CHANGES[fact.change]}"
        case CarePlanChanged():
            breach = "without a review before it: a breach of CPR 2010 reg 32(2)" if fact.breach else "lawfully"
            return f"The care plan is changed significantly, {breach}"
        case ShortBreakStatusChanged():
            return f"The period {'is' if fact.short_break else 'is not'} a series of short breaks, as is now known"
        case _:
            assert_never(fact)


def _end(fact: EndFact) -> str:
    match fact:
        case ChildCeasedLookedAfter():
            inferred = ", as a later start tells" if fact.inferred else ""
            return f"Ceases to be looked after{inferred}"
        case CareEndCorrected():
            return f"The end of care is corrected: {in_words(fact.on)}, not {in_words(fact.was)}"
        case ReasonCeasedRecorded():
            if fact.reason is None:
                return "Why care ended is not known, as is now recorded"
            return f"Care ended for the reason {fact.reason.value}"
        case CareEndWithdrawn():
            return f"Care had not ended on {in_words(fact.was)}: it goes on"
        case CareEntryWithdrawn():
            return "The whole period of care was recorded in error and is withdrawn"
        case _:
            assert_never(fact)


def _due(fact: ReviewDueSet) -> str:
    name = f"The {ordinal(fact.ordinal)} review" if fact.ordinal else "The next review"
    if fact.due_statute is None:
        return f"{name} has no due date that can be known"
    return f"{name} is due by {in_words(fact.due_statute)}"
