"""What the facts of child protection say, each in one sentence."""

from typing import assert_never

from iro_events.facts.protection import (
    ProtectionConferenceRecorded,
    ProtectionConferenceWithdrawn,
    ProtectionPlanRecorded,
    ProtectionPlanWithdrawn,
)
from iro_statute import in_words
from metrics_service.domain.protection_history import ProtectionFact


def protection_said(fact: ProtectionFact) -> str:
    """The fact as a sentence."""
    match fact:
        case ProtectionPlanRecorded():
            until = f", until {in_words(fact.until)}" if fact.until else ""
            return f"Has a child protection plan{until}"
        case ProtectionPlanWithdrawn():
            return "A child protection plan was recorded in error and is withdrawn"
        case ProtectionConferenceRecorded():
            chair = "an IRO in the chair" if fact.iro else "no IRO in the chair"
            return f"The {fact.kind.value} child protection conference is held, {chair}"
        case ProtectionConferenceWithdrawn():
            return "A child protection conference was recorded in error and is withdrawn"
        case _:
            assert_never(fact)
