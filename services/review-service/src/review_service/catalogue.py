"""Every event that this service stores."""

from iro_events.catalogue import Catalogue
from iro_events.days import DayPassed
from iro_events.facts.inbound import InboundRejected
from iro_events.facts.protection import PROTECTION_FACTS
from iro_events.facts.reference import REFERENCE_FACTS
from iro_events.notes import NoteRecorded
from review_service.domain.care_events import CARE_EVENTS
from review_service.domain.care_notices import CARE_NOTICES
from review_service.domain.case_weights import CASE_WEIGHTS
from review_service.domain.findings import FINDING_EVENTS
from review_service.domain.identity import IDENTITY
from review_service.domain.iro import IRO
from review_service.domain.record_events import RECORD_EVENTS
from review_service.domain.relations import RELATIONS
from review_service.domain.return_rows import RETURN_ROWS
from review_service.domain.review_events import REVIEW_EVENTS
from review_service.domain.workers import WORKER

CATALOGUE = Catalogue(
    (
        *CARE_EVENTS,
        *REVIEW_EVENTS,
        *RECORD_EVENTS,
        *FINDING_EVENTS,
        *IDENTITY.event_types,
        *RELATIONS.event_types,
        *IRO.event_types,
        *RETURN_ROWS.event_types,
        *CARE_NOTICES.event_types,
        *PROTECTION_FACTS,
        *REFERENCE_FACTS,
        *CASE_WEIGHTS.event_types,
        *WORKER.event_types,
        NoteRecorded,
        InboundRejected,
        DayPassed,
    )
)
