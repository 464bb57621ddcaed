"""Follows the facts that the figures rest on, area by area, and the feeds where there is no broker."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Annotated

import httpx
from pydantic import AfterValidator, Field

from iro_chassis.carrying import carrier_of
from iro_chassis.following import FollowerSettings, RenewedToken, known_up_to
from iro_chassis.reading import CaughtUp
from iro_chassis.running import Running
from iro_chassis.settings import WebAddress
from iro_chassis.workers import Worker
from iro_events.bus import Bus
from iro_events.consumer import Consumer
from iro_events.feed_bus import FeedBus, FeedSource
from iro_events.http_feed import HttpFeed
from iro_events.store_feed import StoreFeed
from metrics_service.area import Area
from metrics_service.areas import AREAS, REVIEWS
from metrics_service.deadlines.leads import leads_of
from metrics_service.projections import Projection

READER = "metrics-service"


def _leads(text: str) -> str:
    """Raises LeadsMalformed."""
    leads_of(text)
    return text


class MetricsSettings(FollowerSettings):
    """The environment of metrics-service as a process of its own."""

    escalation_service_url: WebAddress = Field(
        description="give the address of escalation-service, whose feed is followed"
    )
    participation_service_url: WebAddress = Field(
        description="give the address of participation-service, whose feeds are followed"
    )
    deadline_leads: Annotated[str, AfterValidator(_leads)] = Field(
        default="",
        description="give how many days ahead a deadline is told of, by clock, such as review=28,7 decisions=1",
    )


def followed_bus(settings: MetricsSettings) -> Bus:
    """The broker where there is one, else the services' own feeds."""
    return carrier_of(settings, READER, partial(feed_bus, settings))


def feed_bus(settings: MetricsSettings) -> FeedBus:
    """The bus over the services' own feeds."""
    addresses = {
        "review-service": settings.review_service_url,
        "escalation-service": settings.escalation_service_url,
        "participation-service": settings.participation_service_url,
    }
    auth = RenewedToken(settings.feed_token_file)
    return FeedBus(feeds_of({name: httpx.AsyncClient(base_url=url, auth=auth) for name, url in addresses.items()}))


def bus_of(running: Running, bus: Bus, area: Area) -> Bus:
    """What brings an area's events: this service's own log where it owns them, else the bus of the other services."""
    if area.teller != READER:
        return bus
    return FeedBus({topic: StoreFeed(running.events, restricted=area.restricted) for topic in area.topics})


def feeds_of(clients: Mapping[str, httpx.AsyncClient]) -> dict[str, FeedSource]:
    """The feed of every topic of other services that figures rest on, from clients of these services by name."""
    return {
        topic: HttpFeed(clients[area.teller], restricted=area.restricted)
        for area in AREAS
        if area.teller != READER
        for topic in area.topics
    }


def follower(running: Running, bus: Bus, area: Area) -> Worker:
    """What keeps an area's cases up to date; the area's name stands in health and measurements."""
    consumer = Consumer(
        area.name, running.database, bus_of(running, bus, area), area.topics, area.catalogue, Projection(area)
    )
    return Worker(area.name, consumer.run, consumer.tally, consumer.replay)


def caught_up_with(*areas: Area) -> CaughtUp:
    """Waits until the figures count the log that tells these areas' facts, which is one."""
    known = [known_up_to(area.name, area.topics[0]) for area in areas]

    async def caught_up(running: Running, seq: int, seconds: float) -> bool:
        return all(await asyncio.gather(*(each(running, seq, seconds) for each in known)))

    return caught_up


caught_up = caught_up_with(REVIEWS)
"""Waits until the figures count review-service's log."""
