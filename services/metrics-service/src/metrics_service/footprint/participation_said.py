"""What the facts of a child's voice say, each in one sentence; what the child said is not among them."""

from typing import assert_never

from iro_events.facts.participation import (
    ChildInvited,
    ContactCardSent,
    ContactEntryWithdrawn,
    ContactLogged,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
    WishAnswered,
    WishEntryWithdrawn,
    WishExpressed,
    WishThemeRecorded,
)
from iro_events.facts.participation_codes import (
    ContactBegunBy,
    ContactMedium,
    ConversationOutcome,
    ParticipationCode,
    WishOutcome,
)

WishFact = WishExpressed | WishThemeRecorded | WishAnswered | WishEntryWithdrawn
ContactFact = ContactLogged | ContactEntryWithdrawn | ContactCardSent
PartFact = ParticipationRecorded | ParticipationCorrected
ParticipationFact = ChildInvited | ConversationRecorded | ViewsGiven | PartFact | WishFact | ContactFact

_CONVERSATIONS = {
    ConversationOutcome.HELD: "The IRO speaks to the child in private before the review",
    ConversationOutcome.REFUSED: "The child does not want to speak to the IRO in private before the review",
    ConversationOutcome.INAPPROPRIATE: "Speaking to the child in private before the review is not appropriate",
}
_PARTS = {
    ParticipationCode.PN0: "is under four at its review (PN0)",
    ParticipationCode.PN1: "attends its review and speaks for itself (PN1)",
    ParticipationCode.PN2: "attends its review and an advocate speaks for it (PN2)",
    ParticipationCode.PN3: "attends its review and conveys its view symbolically (PN3)",
    ParticipationCode.PN4: "attends its review and conveys nothing (PN4)",
    ParticipationCode.PN5: "does not attend its review and briefs an advocate (PN5)",
    ParticipationCode.PN6: "does not attend its review and conveys its view by another medium (PN6)",
    ParticipationCode.PN7: "does not attend its review and conveys nothing (PN7)",
}
_ANSWERS = {
    WishOutcome.GRANTED: "What the child wished for is granted",
    WishOutcome.PARTLY_GRANTED: "What the child wished for is granted in part",
    WishOutcome.NOT_GRANTED: "What the child wished for is not granted",
    WishOutcome.NO_LONGER_WANTED: "The child no longer wants what it wished for",
}
_MEDIA = {
    ContactMedium.VISIT: "in person",
    ContactMedium.EMAIL: "by e-mail",
    ContactMedium.OTHER: "by another medium",
}
_BEGUN = {ContactBegunBy.IRO: "the IRO", ContactBegunBy.CHILD: "the child", ContactBegunBy.OTHER: "somebody else"}


def participation_said(fact: ParticipationFact) -> str:
    """The fact as a sentence."""
    if isinstance(fact, WishFact):
        return _wish(fact)
    if isinstance(fact, ContactFact):
        return _contact(fact)
    match fact:
        case ChildInvited():
            return "The child is invited to its review"
        case ConversationRecorded():
            return _CONVERSATIONS[fact.outcome]
        case ViewsGiven():
            return f"The child's views come to the review: {_plain(fact.medium)}"
        case ParticipationRecorded():
            return f"The child {_part(fact.code)}"
        case ParticipationCorrected():
            was = fact.was.value if fact.was else "blank"
            return f"As is now known, not {was}: the child {_part(fact.code)}"
        case _:
            assert_never(fact)


def _part(code: ParticipationCode | None) -> str:
    return "is reviewed; how it takes part is left blank" if code is None else _PARTS[code]


def _wish(fact: WishFact) -> str:
    match fact:
        case WishExpressed():
            return "The child wishes for something"
        case WishThemeRecorded():
            return f"What the child wishes for is about {_plain(fact.theme)}"
        case WishAnswered():
            return _ANSWERS[fact.outcome]
        case WishEntryWithdrawn():
            return "The wish was recorded in error and is withdrawn"
        case _:
            assert_never(fact)


def _contact(fact: ContactFact) -> str:
    match fact:
        case ContactLogged():
            medium = _MEDIA.get(fact.medium, f"by {fact.medium.value}")
            alone = "" if fact.seen_alone is None else ", alone" if fact.seen_alone else ", not alone"
            return f"IRO and child are in contact {medium}{alone}; {_BEGUN[fact.begun_by]} began it"
        case ContactEntryWithdrawn():
            return "The contact was recorded in error and is withdrawn"
        case ContactCardSent():
            return "The child is sent a card that introduces its IRO"
        case _:
            assert_never(fact)


def _plain(code: str) -> str:
    return code.replace("-", " ")
