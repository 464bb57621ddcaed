"""Every event that this service stores."""

from escalation_service.domain.concern_events import CONCERN_EVENTS
from escalation_service.domain.good_practice import ALERT
from escalation_service.domain.ladders import LadderSet
from escalation_service.inbound.bodies import PROCEEDINGS
from escalation_service.inbound.border import RECORDS
from iro_events.catalogue import Catalogue
from iro_events.days import DayPassed
from iro_events.facts.inbound import InboundRejected
from iro_events.notes import NoteRecorded

CATALOGUE = Catalogue(
    (
        *CONCERN_EVENTS,
        *ALERT.event_types,
        NoteRecorded,
        LadderSet,
        DayPassed,
        *RECORDS[PROCEEDINGS.name].decider.event_types,
        InboundRejected,
    )
)
