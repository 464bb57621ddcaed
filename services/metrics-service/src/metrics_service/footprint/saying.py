"""What any fact says, in one sentence."""

from typing import cast

from iro_events.event import Event
from iro_events.facts.advocacy import ADVOCACY_FACTS
from iro_events.facts.care import CARE_FACTS
from iro_events.facts.escalations import ESCALATION_FACTS
from iro_events.facts.findings import FINDING_FACTS, RISK_FACTS
from iro_events.facts.missing import MISSING_FACTS
from iro_events.facts.participation import PARTICIPATION_FACTS
from iro_events.facts.proceedings import PROCEEDINGS_FACTS
from iro_events.facts.protection import PROTECTION_FACTS
from metrics_service.footprint.advocacy_said import advocacy_said
from metrics_service.footprint.care_said import care_said
from metrics_service.footprint.escalations_said import escalation_said
from metrics_service.footprint.findings_said import finding_said
from metrics_service.footprint.participation_said import participation_said
from metrics_service.footprint.protection_said import protection_said
from metrics_service.footprint.reviews_said import ReviewFact, review_said
from metrics_service.footprint.spans_said import span_said


def said(fact: Event) -> str:
    """The fact as a sentence in the present tense, for a line that begins with its day."""
    if isinstance(fact, CARE_FACTS):
        return care_said(fact)
    if isinstance(fact, ESCALATION_FACTS):
        return escalation_said(fact)
    if isinstance(fact, PARTICIPATION_FACTS):
        return participation_said(fact)
    if isinstance(fact, ADVOCACY_FACTS):
        return advocacy_said(fact)
    if isinstance(fact, (*FINDING_FACTS, *RISK_FACTS)):
        return finding_said(fact)
    if isinstance(fact, PROTECTION_FACTS):
        return protection_said(fact)
    if isinstance(fact, (*PROCEEDINGS_FACTS, *MISSING_FACTS)):
        return span_said(fact)
    return review_said(cast("ReviewFact", fact))
