"""Follows the facts of review-service, and its feed where there is no broker."""

from functools import partial

import httpx

from iro_chassis.carrying import carrier_of
from iro_chassis.following import FollowerSettings, RenewedToken, known_up_to
from iro_chassis.running import Running
from iro_chassis.waiting import waits_for
from iro_chassis.workers import Worker
from iro_events.bus import Bus
from iro_events.consumer import Consumer
from iro_events.feed_bus import FeedBus
from iro_events.http_feed import HttpFeed
from participation_service.reactions import FOLLOWED, Reactions

TOPIC = "iro.reviews"
READER = "participation-service"
FOLLOWER = "reviews"
"""The consumer's name; it stands in health and measurements."""


def followed_bus(settings: FollowerSettings) -> Bus:
    """The broker where there is one, else review-service's own feed."""
    return carrier_of(settings, READER, partial(feed_bus, settings))


def feed_bus(settings: FollowerSettings) -> FeedBus:
    """The bus over review-service's own feed."""
    client = httpx.AsyncClient(base_url=settings.review_service_url, auth=RenewedToken(settings.feed_token_file))
    return FeedBus({TOPIC: HttpFeed(client)})


def consumer_of(running: Running, bus: Bus) -> Consumer:
    """The consumer of review-service's facts here, over that bus."""
    return Consumer(FOLLOWER, running.database, bus, (TOPIC,), FOLLOWED, Reactions(running))


def follower(running: Running, bus: Bus) -> Worker:
    """What keeps this service's knowledge of children and reviews up to date."""
    consumer = consumer_of(running, bus)
    return Worker(FOLLOWER, consumer.run, consumer.tally, consumer.replay)


followed = known_up_to(FOLLOWER, TOPIC)
"""Waits until review-service's log is known here."""

AFTER_REVIEWS = waits_for("If-Reviews-Seq-At-Least", followed)
"""Lets a client that has just told review-service of a child or review go on here; `seq` is of that receipt."""
