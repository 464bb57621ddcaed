"""This service's border: a child who was missing, which is a reason to speak to it."""

from iro_chassis.inbound.known_children import border_of_known_children
from iro_chassis.inbound.owners import PARTICIPATION
from iro_chassis.inbound.records import told_as
from iro_events.facts.missing import MissingEpisodeRecorded, MissingEpisodeWithdrawn
from participation_service.inbound.bodies import KINDS, MISSING

RECORDS = {MISSING.name: told_as("missing", MissingEpisodeRecorded, MissingEpisodeWithdrawn, "episode")}

BORDER = border_of_known_children(PARTICIPATION, KINDS, RECORDS)
