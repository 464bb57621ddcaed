"""Reads from each service's application its OpenAPI document and its catalogue; nothing is started."""

import inspect
import json
from functools import cache
from importlib import import_module

from fastapi import FastAPI

from generating.members import Member, services
from iro_chassis.settings import Settings
from iro_events.catalogue import Catalogue
from iro_events.feed_bus import FeedBus

_NOWHERE = Settings(
    database_url="postgresql://nobody@localhost/nothing",
    oidc_issuer="https://login.example",
    oidc_audience="footprint",
    authority="E10000011",
    kafka_bootstrap_servers=None,
    otel_exporter_otlp_endpoint=None,
)
"""Settings with which an application can be made and could not be run."""


def openapi_documents() -> dict[str, str]:
    """Every service's document as JSON text, by the service's name."""
    return {service.name: json.dumps(_application(service).openapi(), indent=2) + "\n" for service in services()}


def catalogue_of(service: Member) -> Catalogue:
    """Every event that the service stores, as its own store knows them."""
    catalogue: Catalogue = _application(service).state.parts.catalogue
    return catalogue


@cache
def _application(service: Member) -> FastAPI:
    create_app = import_module(f"{service.package}.app").create_app
    follows = "bus" in inspect.signature(create_app).parameters
    app: FastAPI = create_app(_NOWHERE, bus=FeedBus({})) if follows else create_app(_NOWHERE)
    return app
