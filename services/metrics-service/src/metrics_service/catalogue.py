"""Every event that this service stores."""

from iro_events.catalogue import Catalogue
from iro_events.days import DayPassed
from iro_events.facts.deadlines import DEADLINE_FACTS

CATALOGUE = Catalogue((*DEADLINE_FACTS, DayPassed))
