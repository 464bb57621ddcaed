"""Every event that this service stores."""

from escalation_service.domain.concern_events import CONCERN_EVENTS
from escalation_service.domain.good_practice import ALERT_EVENTS
from escalation_service.domain.ladders import LadderSet
from iro_events.catalogue import Catalogue
from iro_events.days import DayPassed
from iro_events.facts.inbound import InboundRejected
from iro_events.facts.proceedings import PROCEEDINGS_FACTS

CATALOGUE = Catalogue((*CONCERN_EVENTS, *ALERT_EVENTS, LadderSet, DayPassed, *PROCEEDINGS_FACTS, InboundRejected))
