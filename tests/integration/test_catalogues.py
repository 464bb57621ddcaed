"""All services together: each event is declared once, and every published event is published by a service."""

from collections.abc import Mapping

from escalation_service.app import create_app as create_escalation_service
from iro_chassis.testing.issuer import settings_of
from iro_events.catalogue import Catalogue
from iro_events.published import all_published
from iro_events.testing.registry import registry_faults
from iro_events.testing.silent_bus import SilentBus
from metrics_service.app import create_app as create_metrics_service
from participation_service.app import create_app as create_participation_service
from review_service.app import create_app as create_review_service


def catalogues() -> Mapping[str, Catalogue]:
    """What the store of each service can decode, as its application is made."""
    nowhere, bus = settings_of("postgresql://nowhere/none"), SilentBus()
    services = (
        create_review_service(nowhere),
        create_escalation_service(nowhere, bus=bus),
        create_participation_service(nowhere, bus=bus),
        create_metrics_service(nowhere, bus=bus),
    )
    return {service.state.parts.name: service.state.parts.catalogue for service in services}


def test_no_two_events_have_one_name_and_every_published_event_is_published() -> None:
    assert list(registry_faults(catalogues(), all_published())) == []
