"""Every event that this service stores."""

from iro_events.catalogue import Catalogue
from iro_events.facts.inbound import InboundRejected
from participation_service.domain.advocacy import ADVOCACY_EVENTS
from participation_service.domain.contacts import CONTACT_EVENTS
from participation_service.domain.participation_events import PARTICIPATION_EVENTS
from participation_service.domain.surveys import SURVEY_EVENTS
from participation_service.domain.visitors import VISITOR_EVENTS
from participation_service.domain.wishes import WISH_EVENTS
from participation_service.inbound.bodies import MISSING
from participation_service.inbound.border import RECORDS

CATALOGUE = Catalogue(
    (
        *PARTICIPATION_EVENTS,
        *WISH_EVENTS,
        *CONTACT_EVENTS,
        *ADVOCACY_EVENTS,
        *VISITOR_EVENTS,
        *SURVEY_EVENTS,
        *RECORDS[MISSING.name].decider.event_types,
        InboundRejected,
    )
)
