"""Connections to the broker: each is opened for a purpose, and whatever happens closed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError

from iro_events.topics import LARGEST_BATCH

# The client's library has annotations in part and no promise of them.
Admin: TypeAlias = Any
Producer: TypeAlias = Any
Reader: TypeAlias = Any

CONNECT_SECONDS: Final = 20.0
REQUEST_MS: Final = 10_000
HEARTBEAT_MS: Final = 1000
SESSION_MS: Final = 10_000
RELEASE_MS: Final = 30_000
"""How soon a member of a group hears that partitions change hands, how long it may be silent, and how long it may
take to deal with what it has before it gives its partitions back."""

BATCH_BYTES: Final = LARGEST_BATCH // 2
"""What the relay puts into one request for a partition: well under what the broker takes."""


class BrokerUnavailable(ConnectionError):
    """No broker answers at the addresses of KAFKA_BOOTSTRAP_SERVERS; trying again later may help."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the brokers are (`host:port`, by commas), and what the names of our topics and groups begin with there."""

    servers: str
    prefix: str = ""

    def there(self, name: str) -> str:
        """A name of ours as the broker has it."""
        return self.prefix + name

    def here(self, name: str) -> str:
        """A name of the broker's as we have it."""
        return name.removeprefix(self.prefix)


@asynccontextmanager
async def administration(cluster: Cluster) -> AsyncIterator[Admin]:
    """A connection that makes and describes topics. Raises BrokerUnavailable."""
    admin = AIOKafkaAdminClient(bootstrap_servers=cluster.servers, request_timeout_ms=REQUEST_MS)
    try:
        await _started(admin)
        yield admin
    finally:
        await admin.close()


@asynccontextmanager
async def reading(cluster: Cluster, group: str | None = None) -> AsyncIterator[Reader]:
    """A reader without offsets of its own: it commits none to Kafka, and what it is not told to seek it refuses.

    Raises BrokerUnavailable.
    """
    reader = AIOKafkaConsumer(
        bootstrap_servers=cluster.servers,
        group_id=None if group is None else cluster.there(group),
        enable_auto_commit=False,
        auto_offset_reset="none",
        request_timeout_ms=REQUEST_MS + RELEASE_MS,
        heartbeat_interval_ms=HEARTBEAT_MS,
        session_timeout_ms=SESSION_MS,
        rebalance_timeout_ms=RELEASE_MS,
    )
    try:
        await _started(reader)
        yield reader
    finally:
        await reader.stop()


@asynccontextmanager
async def producing(cluster: Cluster) -> AsyncIterator[Producer]:
    """An idempotent producer that every replica in step must acknowledge. Raises BrokerUnavailable."""
    producer = AIOKafkaProducer(
        bootstrap_servers=cluster.servers,
        acks="all",
        enable_idempotence=True,
        max_batch_size=BATCH_BYTES,
        max_request_size=LARGEST_BATCH,
        request_timeout_ms=REQUEST_MS,
    )
    try:
        await _started(producer)
        yield producer
    finally:
        # An idempotent producer tries for ever, and its `stop` waits for that (aiokafka #1101, #1018). Whoever leaves
        # here has been told what was acknowledged; the rest is given up, and told anew from the log.
        producer._message_accumulator.fail_all(KafkaError("given up"))  # noqa: SLF001 - there is no public way
        await producer.stop()


async def _started(client: Any) -> None:
    """Starts it. After a failure it can still be closed, and must be (aiokafka #759)."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.start()
    except (KafkaConnectionError, TimeoutError) as failure:
        raise BrokerUnavailable("no broker answers at the addresses of KAFKA_BOOTSTRAP_SERVERS") from failure
