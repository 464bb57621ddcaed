"""Which service owns which type of the information system's events: each takes its own, and names another's owner."""

from collections.abc import Mapping
from typing import Any, Final

REVIEWS: Final = "review-service"
ESCALATIONS: Final = "escalation-service"
PARTICIPATION: Final = "participation-service"
METRICS: Final = "metrics-service"

OWNERS: Final[Mapping[str, str]] = {
    "looked-after.started": REVIEWS,
    "looked-after.episode": REVIEWS,
    "looked-after.ended": REVIEWS,
    "protection.plan": REVIEWS,
    "protection.conference": REVIEWS,
    "team.worker": REVIEWS,
    "proceedings.case": ESCALATIONS,
    "missing.episode": PARTICIPATION,
    "reference.population": METRICS,
    "reference.target": METRICS,
}
"""Each type with the service whose `POST /inbound` takes it."""


def owner_of(event: Any) -> str:
    """The service to which an event goes, be there anything wrong with it; nobody's goes to review-service."""
    named = event.get("type") if isinstance(event, dict) else None
    return OWNERS.get(named, REVIEWS) if isinstance(named, str) else REVIEWS
