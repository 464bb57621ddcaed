"""Every event that this service stores."""

from iro_events.catalogue import Catalogue
from iro_events.days import DayPassed
from iro_events.facts.case_weights import CaseWeightsSet
from iro_events.facts.inbound import InboundRejected
from review_service.domain.care_events import CARE_EVENTS
from review_service.domain.care_notices import NOTICE_EVENTS
from review_service.domain.findings import FINDING_EVENTS
from review_service.domain.identity import IDENTITY_EVENTS
from review_service.domain.iro import IRO_EVENTS
from review_service.domain.record_events import RECORD_EVENTS
from review_service.domain.relations import RELATION_EVENTS
from review_service.domain.return_rows import RETURN_EVENTS
from review_service.domain.review_events import REVIEW_EVENTS
from review_service.domain.workers import WorkerIdentified
from review_service.inbound.protection import CONFERENCES, PLANS

CATALOGUE = Catalogue(
    (
        *CARE_EVENTS,
        *REVIEW_EVENTS,
        *RECORD_EVENTS,
        *FINDING_EVENTS,
        *IDENTITY_EVENTS,
        *RELATION_EVENTS,
        *IRO_EVENTS,
        *RETURN_EVENTS,
        *NOTICE_EVENTS,
        *PLANS.decider.event_types,
        *CONFERENCES.decider.event_types,
        CaseWeightsSet,
        WorkerIdentified,
        InboundRejected,
        DayPassed,
    )
)
