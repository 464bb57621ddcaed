"""What any fact says, in one sentence."""

from typing import cast

from iro_events.event import Event
from metrics_service.domain.protection_history import ProtectionFact
from metrics_service.domain.spans_told import MissingFact, ProceedingsFact
from metrics_service.footprint.advocacy_said import AdvocacyFact, advocacy_said
from metrics_service.footprint.care_said import CareFact, care_said
from metrics_service.footprint.escalations_said import EscalationFact, escalation_said
from metrics_service.footprint.findings_said import FindingFact, finding_said
from metrics_service.footprint.participation_said import ParticipationFact, participation_said
from metrics_service.footprint.protection_said import protection_said
from metrics_service.footprint.reviews_said import ReviewFact, review_said
from metrics_service.footprint.spans_said import span_said


def said(fact: Event) -> str:
    """The fact as a sentence in the present tense, for a line that begins with its day."""
    if isinstance(fact, CareFact):
        return care_said(fact)
    if isinstance(fact, EscalationFact):
        return escalation_said(fact)
    if isinstance(fact, ParticipationFact):
        return participation_said(fact)
    if isinstance(fact, AdvocacyFact):
        return advocacy_said(fact)
    if isinstance(fact, FindingFact):
        return finding_said(fact)
    if isinstance(fact, ProtectionFact):
        return protection_said(fact)
    if isinstance(fact, ProceedingsFact | MissingFact):
        return span_said(fact)
    return review_said(cast("ReviewFact", fact))
