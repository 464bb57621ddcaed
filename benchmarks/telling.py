"""Telling the broker: the relay from the log, beside the client's own `send` of the same bytes from memory."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from importlib.metadata import version
from pathlib import Path

from contest import contest
from facts_to_project import telling_store
from table import Row

from iro_events.feed import read_page
from iro_events.kafka.cluster import Cluster, Producer, producing
from iro_events.kafka.records import HEADERS
from iro_events.kafka.relay import Relay
from iro_events.kafka.settling import make
from iro_events.store import EventStore
from iro_events.testing.kafka.broker import running_broker
from iro_events.testing.postgres import embedded_postgres, fresh_database
from iro_events.topics import TOLD_BY

TOPIC = TOLD_BY["review-service"][0]
PREFIXES = ("ours.", "peer.")
ROUNDS = 12
BOUND = 1.0
ANEW = "DELETE FROM relayed"


def measure(folder: Path) -> list[Row]:
    """On a server as durable as by default and one broker, each contestant with topics of its own."""
    with embedded_postgres(folder / "postgres") as server, running_broker(folder / "kafka") as broker:
        return asyncio.run(_measure(fresh_database(server), broker.address))


async def _measure(url: str, servers: str) -> list[Row]:
    ours, peers = (Cluster(servers, prefix) for prefix in PREFIXES)
    for cluster in (ours, peers):
        await make(cluster, [TOPIC], copies=1)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(telling_store(url))
        relay = Relay(store.database, store.sequencer.awaited, ours, [TOPIC], source="/E10000011/review-service")
        producer = await stack.enter_async_context(producing(ours))
        peer = await stack.enter_async_context(producing(peers))
        records = await _records(store)
        turns = {"ours": _told_by(relay, store, producer), "peer": _sent_by(peer, peers, records)}
        rates = await contest(turns, ROUNDS, len(records))
    ratio = rates.ratio("ours", "peer")
    return [
        Row(
            what=f"the relay tells {len(records):,} facts of the log",
            ours=f"{rates.usual('ours'):,.0f}/s",
            peer=f"aiokafka {version('aiokafka')}, send of the same bytes from memory: {rates.usual('peer'):,.0f}/s",
            ratio=f"{ratio:.2f}",
            bound=f"at least {BOUND:g}",
            met=ratio >= BOUND,
        )
    ]


async def _records(store: EventStore) -> list[tuple[bytes, bytes]]:
    records: list[tuple[bytes, bytes]] = []
    after, head = 0, 1
    async with store.database.connection() as connection:
        while after < head:
            page = await read_page(connection, after, 5000, restricted=False)
            after, head = page.next_after, page.head
            records += [(fact.subject.encode(), fact.text) for fact in page.facts]
    return records


def _told_by(relay: Relay, store: EventStore, producer: Producer) -> Callable[[], Awaitable[None]]:
    async def turn() -> None:
        async with store.database.connection() as connection:
            await connection.execute(ANEW)
        before, at = None, await relay._round(producer, TOPIC)  # noqa: SLF001 - the relay without its connecting
        while at != before:
            before, at = at, await relay._round(producer, TOPIC)  # noqa: SLF001 - as above

    return turn


def _sent_by(
    producer: Producer, cluster: Cluster, records: Sequence[tuple[bytes, bytes]]
) -> Callable[[], Awaitable[None]]:
    async def turn() -> None:
        there = cluster.there(TOPIC.name)
        sent = [await producer.send(there, value, key, headers=HEADERS) for key, value in records]
        await asyncio.gather(*sent)

    return turn
