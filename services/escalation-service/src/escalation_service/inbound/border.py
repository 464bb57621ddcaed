"""This service's border: proceedings in court, beside which a concern may run."""

from escalation_service.inbound.bodies import KINDS, PROCEEDINGS
from iro_chassis.inbound.known_children import border_of_known_children
from iro_chassis.inbound.owners import ESCALATIONS
from iro_chassis.inbound.records import told_as
from iro_events.facts.proceedings import ProceedingsRecorded, ProceedingsWithdrawn

RECORDS = {PROCEEDINGS.name: told_as("proceedings", ProceedingsRecorded, ProceedingsWithdrawn, "proceedings")}

BORDER = border_of_known_children(ESCALATIONS, KINDS, RECORDS)
