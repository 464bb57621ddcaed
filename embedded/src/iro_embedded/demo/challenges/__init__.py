"""What escalation-service is told: concerns that follow from what reviews found, disputes, ladders, good practice."""

from iro_embedded.demo.challenges.ladders import ladders_told
from iro_embedded.demo.challenges.telling import challenges_told

__all__ = ["challenges_told", "ladders_told"]
