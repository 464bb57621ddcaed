"""Catching up: our projection behind a consumer and a bus, beside one event, one commit of SQLAlchemy's ORM."""

import asyncio
from contextlib import AsyncExitStack
from importlib.metadata import version
from pathlib import Path

import asyncpg
from catching_up_peer import OrmProjection
from contest import contest
from facts_to_project import FeedUpTo, telling_store
from table import Row

from iro_events.cloudevents import decode_cloudevent
from iro_events.consumer import Consumer
from iro_events.database import Database
from iro_events.feed_bus import FeedBus
from iro_events.migrate import migrate
from iro_events.testing.postgres import embedded_postgres, fresh_database
from iro_events.testing.store_feed import StoreFeed
from metrics_service.areas import REVIEWS
from metrics_service.projections import Projection

FACTS = 400
"""In a round; both project the very same."""

ROUNDS = 4
BOUND = 10.0

CASES = """
SELECT (SELECT count(*) FROM reviews.review_case), (SELECT count(*) FROM reviews.record_case),
    (SELECT count(*) FROM reviews.owed_case), (SELECT count(*) FROM reviews.care_case)
"""


def measure(folder: Path) -> list[Row]:
    """On a server as durable as by default: the facts in one database, each one's cases in another."""
    with embedded_postgres(folder / "postgres") as server:
        return asyncio.run(_measure([fresh_database(server) for _ in range(3)]))


async def _measure(urls: list[str]) -> list[Row]:
    telling, ours_url, peer_url = urls
    for url in (ours_url, peer_url):
        await migrate(url, "iro_events")
        await migrate(url, "metrics_service")
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(telling_store(telling))
        database = await Database.open(ours_url)
        stack.push_async_callback(database.close)
        feed = FeedUpTo(store)
        bus = FeedBus(dict.fromkeys(REVIEWS.topics, feed))
        consumer = Consumer("ours", database, bus, REVIEWS.topics, REVIEWS.catalogue, Projection())
        orm = OrmProjection(peer_url)
        stack.callback(orm.close)
        after = 0

        async def ours() -> None:
            feed.end += FACTS
            await consumer.catch_up()

        async def peer() -> None:
            nonlocal after
            page = await StoreFeed(store)(after, FACTS)
            await asyncio.to_thread(orm.project, (decode_cloudevent(fact, REVIEWS.catalogue) for fact in page.facts))
            after = page.next_after

        rates = await contest({"ours": ours, "peer": peer}, ROUNDS, FACTS)
        await _must_agree(database, peer_url)
    ratio = rates.ratio("ours", "peer")
    return [
        Row(
            what=f"projection catches up, batches of {FACTS} facts",
            ours=f"{rates.usual('ours'):,.0f}/s",
            peer=f"SQLAlchemy {version('sqlalchemy')} ORM, a commit an event: {rates.usual('peer'):,.0f}/s",
            ratio=f"{ratio:.1f}",
            bound=f"at least {BOUND:g}",
            met=ratio >= BOUND,
        )
    ]


async def _must_agree(ours: Database, peer_url: str) -> None:
    """A measurement of two things that do not come to the same would be worth nothing. Raises ValueError."""
    peers = await Database.open(peer_url)
    found: list[asyncpg.Record] = []
    for database in (ours, peers):
        async with database.connection() as connection:
            found += await connection.fetch(CASES)
    await peers.close()
    if found[0] != found[1]:
        raise ValueError(f"ours keeps {tuple(found[0])} versions of cases and the peer {tuple(found[1])}")
